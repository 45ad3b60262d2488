"""What the audit of a case found, put into the one action log."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.utils import timezone

from openccr.governance.forms.outcomes import ActionForm
from openccr.governance.models import SampledCase
from openccr.governance.pages import pages
from openccr.governance.pages.outcomes import action_of
from openccr.governance.pages.samples import LIST, MAY, SAMPLES, to_sample
from openccr.governance.queries.boards import agency_choices
from openccr.governance.queries.quality import FINDING_KIND, action_on, sampled_case
from openccr.kernel.actors import Actor
from openccr.kernel.refusals import Refusal
from openccr.ui.kinds import Asked, Done, ask


def _found(*, actor: Actor, file: UUID, sampled: UUID) -> SampledCase:
    one = sampled_case(actor=actor, file=file, sampled=sampled)
    if not (one.finding or one.action):
        raise Refusal("Nothing was found in this case.", remedy="Audit it first.")
    if action_on(one.id, today=timezone.localdate()):
        raise Refusal("What was found here is an action already.", remedy="The page of the sample leads to it.")
    return one


def _about(*, actor: Actor, file: UUID, sampled: UUID) -> Asked:
    one = _found(actor=actor, file=file, sampled=sampled)
    way = [LIST, SAMPLES, {"text": "The sample", "href": to_sample(one.sample_id)}, {"text": "Action"}]
    return Asked(intro=f"Found: {one.finding}" if one.finding else "", button="Add it", crumbs=way)


def _now(*, actor: Actor, file: UUID, sampled: UUID) -> dict[str, Any]:
    one = _found(actor=actor, file=file, sampled=sampled)
    return {"what": one.action, "due_on": one.review_on}


def _add(*, actor: Actor, file: UUID, sampled: UUID, **said: Any) -> tuple[UUID, str]:
    one = _found(actor=actor, file=file, sampled=sampled)
    return one.sample_id, action_of(said, actor=actor, kind=FINDING_KIND, arises=one.id)


ask(
    pages, "cases/<uuid:file>/audit/<uuid:sampled>/action/", name="finding_action", title="Make it an action", may=MAY,
    form=ActionForm, about=_about, initial=_now, reads="sample.case_read", operation=_add,
    choices=lambda *, actor, file, sampled: {"agencies": agency_choices(actor=actor)},
    done=lambda found, *, file, sampled: Done(to_sample(found[0]), found[1]),
)  # fmt: skip
