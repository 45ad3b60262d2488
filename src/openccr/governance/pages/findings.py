"""What the audit of a case found, put into the one action log."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from openccr.governance.forms.outcomes import ActionForm
from openccr.governance.models import SampledCase
from openccr.governance.pages import pages
from openccr.governance.pages.outcomes import action_of
from openccr.governance.pages.samples import LIST, MAY, SAMPLES, to_sample
from openccr.governance.queries.boards import agency_choices
from openccr.governance.queries.quality import SAMPLE_KIND, sampled_case
from openccr.kernel.actors import Actor
from openccr.kernel.refusals import Refusal
from openccr.ui.kinds import Asked, Done, ask


def _found(*, actor: Actor, file: UUID, sampled: UUID) -> SampledCase:
    one = sampled_case(actor=actor, file=file, sampled=sampled)
    if not (one.finding or one.action):
        raise Refusal("Nothing was found in this case.", remedy="Audit it first.")
    return one


def _about(*, actor: Actor, file: UUID, sampled: UUID) -> Asked:
    one = _found(actor=actor, file=file, sampled=sampled)
    way = [LIST, SAMPLES, {"text": "The sample", "href": to_sample(one.sample_id)}, {"text": "Action"}]
    return Asked(intro=f"Found: {one.finding}" if one.finding else "", button="Add it", crumbs=way)


def _now(*, actor: Actor, file: UUID, sampled: UUID) -> dict[str, Any]:
    one = _found(actor=actor, file=file, sampled=sampled)
    return {"what": one.action, "due_on": one.review_on}


def _add(*, actor: Actor, file: UUID, sampled: UUID, **said: Any) -> UUID:
    one = _found(actor=actor, file=file, sampled=sampled)
    action_of(said, actor=actor, kind=SAMPLE_KIND, arises=one.sample_id)
    return one.sample_id


ask(
    pages, "cases/<uuid:file>/audit/<uuid:sampled>/action/", name="finding_action", title="Make it an action", may=MAY,
    form=ActionForm, about=_about, initial=_now, reads="sample.case_read", operation=_add,
    choices=lambda *, actor, file, sampled: {"agencies": agency_choices(actor=actor)},
    done=lambda sample, *, file, sampled: Done(to_sample(sample), "The action stands in the action log."),
)  # fmt: skip
