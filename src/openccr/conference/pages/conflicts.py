"""Somebody at an agency has the name of a person in the case, or they are kept out of one that may be the same."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.utils import timezone

from openccr.casefiles.standing_in import who_can_stand_in
from openccr.conference.forms.conflicts import HeldForm, StaffForm
from openccr.conference.operations.conflicts import staff_to_look_at
from openccr.conference.operations.settling_holds import decide_on_agency, decide_on_staff
from openccr.conference.pages import pages
from openccr.conference.pages.around import bar_of, case_crumbs, to_case
from openccr.conference.queries.held import held_agency
from openccr.conference.rules.conflicts import Extent, Match
from openccr.kernel.actors import Actor
from openccr.kernel.refusals import NotFound
from openccr.people.rules import PartKind
from openccr.ui.kinds import Asked, Done, ask


def _match(file: UUID, appointment: UUID) -> Match | None:
    return next((one for one in staff_to_look_at(file) if one.staff.appointment_id == appointment), None)


def _about(*, actor: Actor, file: UUID, appointment: UUID) -> Asked:
    case, bar = bar_of(file, actor=actor)
    match = _match(file, appointment)
    if match is None:
        raise NotFound
    return Asked(
        title=f"Is there a conflict: {match.staff.name}, {match.staff.agency}?",
        intro=f"{match.why}.",
        warning=_warning(match),
        button="Save",
        identity=bar,
        crumbs=case_crumbs(case),
    )


def _warning(match: Match) -> str:
    words = "Find out without telling them that the case exists."
    if match.strong:
        words += " It is held from them until you have decided."
    if match.part is PartKind.VICTIM:
        # Her colleagues, her manager and her agency's lead would learn of it from a question about her absence.
        words += " They may be the victim: speak of it with nobody at their agency, least of all their manager."
    return words


def _decide(*, actor: Actor, file: UUID, appointment: UUID, extent: str, substitute_id: str, **given: Any) -> None:
    decide_on_staff(
        actor=actor, file_id=file, appointment_id=appointment, at=timezone.now(), extent=extent or Extent.PERSON,
        substitute_id=UUID(substitute_id) if substitute_id else None, **given,
    )  # fmt: skip


def _choices(*, actor: Actor, file: UUID, appointment: UUID) -> dict[str, Any]:
    match = _match(file, appointment)
    return {"substitutes": who_can_stand_in(actor), "on_her_list": match is not None and match.no_go is not None}


ask(
    pages, "case/<uuid:file>/conflicts/<uuid:appointment>/", name="staff_conflict", title="Is there a conflict?",
    may="conference.triage", form=StaffForm, operation=_decide, about=_about, step_up=True,
    done=lambda _, *, file, appointment: Done(to_case(file), "Saved."),
    choices=_choices,
)  # fmt: skip


def _about_agency(*, actor: Actor, file: UUID, exclusion: UUID) -> Asked:
    case, bar = bar_of(file, actor=actor)
    held = held_agency(file, exclusion)
    return Asked(
        title=f"Is there a conflict: {held.name}?",
        intro=held.why,
        warning="Find out without telling them that the case exists. It is held from them until you have decided.",
        button="Save",
        identity=bar,
        crumbs=case_crumbs(case),
    )


def _decide_on_agency(*, actor: Actor, file: UUID, exclusion: UUID, substitute_id: str, **given: Any) -> None:
    decide_on_agency(
        actor=actor, file_id=file, exclusion_id=exclusion, at=timezone.now(),
        substitute_id=UUID(substitute_id) if substitute_id else None, **given,
    )  # fmt: skip


ask(
    pages, "case/<uuid:file>/conflicts/held/<uuid:exclusion>/", name="held_agency", title="Is there a conflict?",
    may="conference.triage", form=HeldForm, operation=_decide_on_agency, about=_about_agency, step_up=True,
    done=lambda _, *, file, exclusion: Done(to_case(file), "Saved."),
    choices=lambda *, actor, file, exclusion: {"substitutes": who_can_stand_in(actor)},
)  # fmt: skip
