"""What waits for whom: read for the home page, each list most pressing first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce

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

_NEVER, _SOME_DAY = Value(date.min), Value(date(1900, 1, 1))
"""Stand for a victim whom nobody has asked, and for an answer without its day, which counts no longer."""


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
        .select_related("file", "hearing__meeting")
        .order_by("due_on", "asked_at")
    )
    (rows,) = yield (found[:SHOWN],)
    return [
        Question(
            file_id=row.file_id,
            research_id=row.id,
            initials=row.file.title,
            reference=row.file.reference,
            meeting_on=row.hearing.meeting.on,
            due_on=row.due_on,
        )
        for row in rows
    ]


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
    said = Research.objects.filter(hearing_id=OuterRef("id")).exclude(her_wishes="")
    victims = Part.objects.filter(file_id=OuterRef("file_id"), kind=PartKind.VICTIM, person__died_on=None)
    asked_of = Part.objects.filter(file_id=OuterRef(OuterRef("file_id")), kind=PartKind.VICTIM).values("person_id")
    counts_from = today - answers_stand(actor)
    answers = SafeContact.objects.exclude(safe="not_asked").filter(person_id__in=asked_of)
    answered = answers.annotate(on=Coalesce("asked_on", _SOME_DAY)).order_by("-on").values("on")[:1]
    found = (
        Hearing.objects.filter(id__in=list(agenda_ahead(today))[:HERS], state=HearingState.LISTED)
        .annotate(has_said=Exists(said), has_victim=Exists(victims), answered_on=Coalesce(Subquery(answered), _NEVER))
        # Nobody is asked to find out anything of a victim who has died.
        .filter(
            Q(answered_on__lt=counts_from) | Q(has_said=False, her_views="", referral__wishes=""),
            has_victim=True,
        )
        .select_related("file", "meeting", "referral")
        .order_by("meeting__on", "order")
    )
    (rows,) = yield (found[:SHOWN],)
    return [
        Unheard(
            file_id=row.file_id,
            initials=row.file.title,
            reference=row.file.reference,
            meeting_on=row.meeting.on,
            lacks=_lacks(row, counts_from),
        )
        for row in rows
    ]


def _lacks(row: Hearing, counts_from: date) -> tuple[str, ...]:
    lacking = []
    if not (row.her_views or row.referral.wishes or row.has_said):  # type: ignore[attr-defined]
        lacking.append("what the victim wants is not written down")
    if row.answered_on == date.min:  # type: ignore[attr-defined]
        lacking.append("nobody has asked how to make contact safely")
    elif row.answered_on < counts_from:  # type: ignore[attr-defined]
        lacking.append("ask again how to make contact safely")
    return tuple(lacking)
