"""Answering the risk instrument of the partnership's pack."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils import timezone

from openccr.casefiles.crumbs import crumbs_to
from openccr.kernel.actors import Actor
from openccr.kernel.refusals import Refusal
from openccr.people.queries import people_of
from openccr.people.rules import PartKind
from openccr.risk.forms import AssessmentForm
from openccr.risk.operations import assess
from openccr.risk.queries import current_instrument
from openccr.ui.kinds import Asked, Done, ask
from openccr.ui.registry import Pages

pages = Pages("risk")


def _about(*, actor: Actor, file: UUID) -> Asked:
    tool = current_instrument()
    return Asked(
        title=tool.name,
        intro=f"{tool.purpose} {tool.unknown_rule}",
        button="Save the assessment",
        crumbs=crumbs_to(file),
        context={"cancel_href": reverse("conference.case", args=[file])},
    )


def _asked(*, actor: Actor, file: UUID) -> Mapping[str, Any]:
    people = people_of(file, today=timezone.localdate())
    victims = [one for one in people if one.part is PartKind.VICTIM]
    if not victims:
        raise Refusal("Nobody stands as the victim in this case.", remedy="Add her to the case first.")
    return {"instrument": current_instrument(), "victims": victims}


def _assess(**given: Any) -> UUID:
    return assess(instrument=current_instrument().id, at=timezone.now(), **given)


def _to_case(_: UUID, *, file: UUID) -> Done:
    return Done(f"{reverse('conference.case', args=[file])}#risk", "The assessment is saved.")


ask(
    pages, "case/<uuid:file>/risk/new/", name="new", title="Enter a risk assessment", may="risk.assess",
    form=AssessmentForm, operation=_assess, done=_to_case, about=_about, choices=_asked, reads="risk.form_read",
    initial=lambda *, actor, file: {"assessed_on": timezone.localdate()},
)  # fmt: skip
