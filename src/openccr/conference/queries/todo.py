"""What waits for whom: read for the home page, each list most pressing first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef

from openccr.access.together import Steps, asked
from openccr.conference.models import Attendance, Hearing, Meeting, Research
from openccr.conference.queries.meeting_lists import MEETINGS, NEXT, agenda_ahead
from openccr.conference.rules.hearings import HearingState
from openccr.conference.rules.meetings import MeetingState
from openccr.conference.rules.research import ResearchState
from openccr.kernel.actors import Actor
from openccr.people.models import Part, SafeContact
from openccr.people.queries.contact import answers_stand
from openccr.people.rules import PartKind

SHOWN = 20
"""How many lines a section shows; the pages behind show all."""

HERS = 32
"""How many listed cases ahead are looked through for her voice: two meetings of sixteen, three look-ups a case."""

SOME_DAY = date(1900, 1, 1)
"""Stands for the day of an answer that has none; it counts no longer."""


@dataclass(frozen=True)
class Question:
    """Research that the actor's agency was asked for and has not returned."""

    file_id: UUID
    research_id: UUID
    initials: str
    reference: str
    meeting_on: date
    due_on: date


@dataclass(frozen=True)
class Unheard:
    """A listed case of which her adviser must still find something out."""

    file_id: UUID
    initials: str
    reference: str
    meeting_on: date
    lacks: tuple[str, ...]


@asked
def questions_to(actor: Actor, *, today: date) -> Steps[list[Question]]:
    """What the actor's agency is asked and can still answer, the earliest due first; ask `agenda_ahead` before."""
    if actor.agency_id is None:
        return []
    yield ()
    found = (
        # By the coming agendas: what was never answered of meetings long held piles up.
        Research.objects.filter(
            agency_id=actor.agency_id,
            state=ResearchState.ASKED,
            hearing_id__in=list(agenda_ahead(today))[:NEXT],
            hearing__state=HearingState.LISTED,
        )
        .order_by("due_on", "asked_at")
        .values_list("file_id", "id", "file__title", "file__reference", "hearing__meeting__on", "due_on")
    )
    (rows,) = yield (found[:SHOWN],)
    return [Question(*row) for row in rows]


@asked
def meetings_to_sign(actor: Actor) -> Steps[list[tuple[UUID, date]]]:
    """Meetings whose agenda is out and whose statement the actor has not signed, the next as (id, day). One query."""
    if actor.appointment_id is None:
        return []
    signed = Attendance.objects.filter(
        meeting_id=OuterRef("id"), appointment_id=actor.appointment_id, signed_at__isnull=False
    )
    listed = Hearing.objects.filter(meeting_id=OuterRef("id"))
    found = Meeting.objects.filter(~Exists(signed), Exists(listed), state=MeetingState.CIRCULATED).order_by("on")
    (rows,) = yield (found.values_list("id", "on")[:MEETINGS],)
    return rows


@asked
def listed_without_her(*, actor: Actor, today: date) -> Steps[list[Unheard]]:
    """Listed cases of coming meetings without her wishes, or with no answer of hers on safe contact that still counts.

    Ask `agenda_ahead` before.
    """
    yield ()
    ids = list(agenda_ahead(today))[:HERS]
    listed = Hearing.objects.filter(id__in=ids, state=HearingState.LISTED).order_by("meeting__on", "order")
    (rows,) = yield (
        listed.values_list(
            "referral_id", "file_id", "file__title", "file__reference", "meeting__on", "her_views", "referral__wishes"
        ),
    )
    # One statement with a look-up a case for each of these took the database a third of an adviser's whole page.
    victims = Part.objects.filter(file_id__in=[row[1] for row in rows], kind=PartKind.VICTIM).order_by()
    answers = SafeContact.objects.filter(person_id__in=victims.values("person_id")).exclude(safe="not_asked").order_by()
    # What was said of it before it was put off stands until it is said anew.
    told = Research.objects.filter(hearing__referral_id__in=[row[0] for row in rows]).exclude(her_wishes="").order_by()
    parts, contacts, said = yield (
        victims.values_list("file_id", "person_id", "person__died_on"),
        answers.values_list("person_id", "asked_on"),
        told.values_list("hearing__referral_id"),
    )
    heard = {referral for (referral,) in said}
    answered = _answered_on(parts, contacts)
    # Nobody is asked to find out anything of a victim who has died.
    living = {file_id for file_id, _, died_on in parts if died_on is None}
    counts_from = today - answers_stand(actor)
    found = [
        Unheard(
            file_id=file_id,
            initials=initials,
            reference=reference,
            meeting_on=on,
            lacks=_lacks(bool(views or wishes) or referral in heard, answered.get(file_id), counts_from),
        )
        for referral, file_id, initials, reference, on, views, wishes in rows
        if file_id in living
    ]
    return [one for one in found if one.lacks][:SHOWN]


def _answered_on(
    parts: Iterable[tuple[UUID, UUID, date | None]], contacts: Iterable[tuple[UUID, date | None]]
) -> dict[UUID, date]:
    """File → the day of the last answer of its victims on safe contact; files of which there is none are left out."""
    last: dict[UUID, date] = {}
    for person_id, asked_on in contacts:
        last[person_id] = max(last.get(person_id, SOME_DAY), asked_on or SOME_DAY)
    answered: dict[UUID, date] = {}
    for file_id, person_id, _ in parts:
        if person_id in last:
            answered[file_id] = max(answered.get(file_id, SOME_DAY), last[person_id])
    return answered


def _lacks(heard: bool, answered_on: date | None, counts_from: date) -> tuple[str, ...]:
    lacking = []
    if not heard:
        lacking.append("what the victim wants is not written down")
    if answered_on is None:
        lacking.append("nobody has asked how to make contact safely")
    elif answered_on < counts_from:
        lacking.append("ask again how to make contact safely")
    return tuple(lacking)
