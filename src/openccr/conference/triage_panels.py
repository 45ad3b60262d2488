"""What two-person decisions put on to-do lists."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils import timezone

from openccr.access.may import why_not
from openccr.casefiles.queries import one_chance_files
from openccr.conference.operations.conflict_matching import namesakes_who_see
from openccr.conference.queries.advisers import advised_by_nobody, adviser_of
from openccr.conference.queries.held import held_for
from openccr.conference.queries.not_met import help_to_confirm, to_decide_second
from openccr.conference.queries.pairs_to_assess import PairWaiting, pairs_to_assess
from openccr.kernel.actors import Actor
from openccr.ui.panels import Item, Panel, Todo


def _second(*, actor: Actor) -> Sequence[Item]:
    return [
        Item(
            text=f"Decide with {one.proposer} on {one.initials} {one.reference}",
            href=reverse("conference.referral", kwargs={"file": one.file_id, "referral": one.referral_id}),
            detail="Proposed: the criteria are not met.",
            file_id=one.file_id,
        )
        for one in to_decide_second(actor=actor)
    ]


def _help(*, actor: Actor) -> Sequence[Item]:
    """For the coordinator: it was promised on the day, so it is due that day."""
    if not actor.whole_area:
        return []
    return [
        Item(
            text=f"Confirm early help for {one.initials} {one.reference}",
            href=reverse(
                "conference.early_help", kwargs={"file": one.file_id, "referral": one.referral_id, "early": one.id}
            ),
            due=one.due_on,
            late=not one.due_today,
            detail=one.route,
            file_id=one.file_id,
        )
        for one in help_to_confirm(actor=actor)
    ]


def adviser_row(actor: Actor, file_id: UUID) -> dict[str, Any]:
    """Who advises her, as a row of ui/panels/summary.html."""
    row: dict[str, Any] = {"key": "IDVA", "text": adviser_of(file_id) or "Nobody is named yet."}
    if why_not(actor, "conference.name_adviser") is None:
        row["change_href"] = reverse("conference.adviser", kwargs={"file": file_id})
    return row


def _adviser(*, actor: Actor, file_id: UUID) -> dict[str, Any]:
    return {"rows": [adviser_row(actor, file_id)]}


ADVISER = Panel(
    slot="case.marac.people", order=29, title="Adviser", query=_adviser, template="ui/panels/summary.html",
    may="conference.case",
)  # fmt: skip


def _held(*, actor: Actor) -> Sequence[Item]:
    """For coordinators alone, and never for whoever is held: the wall shows them no row."""
    return [
        Item(
            text=f"{one.initials} {one.reference}: is somebody to be kept out? Decide",
            href=(
                reverse("conference.staff_conflict", kwargs={"file": one.file_id, "appointment": one.appointment_id})
                if one.appointment_id
                else reverse("conference.held_agency", kwargs={"file": one.file_id, "exclusion": one.exclusion_id})
            ),
            detail=f"{one.why} It is held from them until you have decided, and nothing about it goes out.",
            file_id=one.file_id,
        )
        for one in held_for(actor)
    ]


def _namesakes(*, actor: Actor) -> Sequence[Item]:
    """For the coordinator: in one-chance mode a relative may read on until somebody has decided."""
    if not actor.whole_area:
        return []
    return [
        Item(
            text=f"{file.title} {file.reference}: one chance, and somebody who sees it has a name of the case. Decide",
            href=reverse(
                "conference.staff_conflict", kwargs={"file": file.id, "appointment": match.staff.appointment_id}
            ),
            detail=f"{match.staff.name}, {match.staff.agency}. {match.why}. They see it until you have decided.",
            file_id=file.id,
        )
        for file, match in namesakes_who_see(one_chance_files())
    ]


def _pairs(*, actor: Actor) -> Sequence[Item]:
    """For the specialist who was asked; for the coordinator while nobody is, or both are on one meeting."""
    return [
        Item(
            text=f"{_asks_of(one)}: {one.initials} {one.reference}",
            href=reverse("conference.two_ways", kwargs={"file": one.file_id, "dual": one.dual_id}),
            detail=TAKE_ONE_OFF if one.on_one_meeting else KEPT_APART,
            file_id=one.file_id,
        )
        for one in pairs_to_assess(actor)
    ]


KEPT_APART = "The same pair is referred in both directions. The two cases are kept apart until then."
TAKE_ONE_OFF = (
    "It is not settled who does what to whom. Take one of the two off, or decide that both are heard together."
)


def _asks_of(one: PairWaiting) -> str:
    if one.on_one_meeting:
        return "The same pair is on one meeting in both directions"
    return f"{'Say' if one.mine else 'Ask a specialist'} who does what to whom"


def _advisers(*, actor: Actor) -> Sequence[Item]:
    return [
        Item(
            text=f"{one.initials} {one.reference}: name another adviser",
            href=reverse("conference.adviser", kwargs={"file": one.file_id}),
            detail=f"{one.adviser}, has no role here any more, and nobody else is named.",
            file_id=one.file_id,
        )
        for one in advised_by_nobody(today=timezone.localdate())
    ]


TRIAGE_TODOS = [
    Todo(
        1, "Perhaps to be kept out", _held, "conference.triage", ahead=lambda actor: [held_for.later(actor)],
    ),
    Todo(
        1, "Perhaps a relative", _namesakes, "conference.triage",
        ahead=lambda actor: [one_chance_files.later()] if actor.whole_area else [],
    ),
    Todo(
        2, "Referred in both directions", _pairs, "conference.who_does_what",
        ahead=lambda actor: [pairs_to_assess.later(actor)],
    ),
    Todo(
        2, "Without an adviser", _advisers, "conference.name_adviser",
        ahead=lambda actor: [advised_by_nobody.later(today=timezone.localdate())],
    ),
    Todo(
        3, "Your second decision", _second, "conference.second",
        ahead=lambda actor: [to_decide_second.later(actor=actor)],
    ),
    Todo(
        4, "Early help to confirm", _help, "conference.early_help",
        ahead=lambda actor: [help_to_confirm.later(actor=actor)] if actor.whole_area else [],
    ),
]  # fmt: skip
