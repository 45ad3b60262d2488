"""The order of an agenda: the proposal taken over, or a case put at another place by hand."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db.models import Max

from openccr.access.acting import acting_as
from openccr.access.may import must
from openccr.audit.operations import record
from openccr.conference.models import Hearing, Meeting
from openccr.conference.operations.circulating import set_slots
from openccr.conference.operations.meetings import locked
from openccr.conference.rules.hearings import HearingState
from openccr.conference.rules.meetings import OVER
from openccr.kernel.actors import Actor
from openccr.kernel.refusals import NotFound, Refusal


def put_in_order(*, actor: Actor, meeting_id: UUID, order: Sequence[UUID], at: datetime) -> UUID:
    """Put the cases of an agenda in this order and give each its time.

    Args:
        order: the cases still to be heard that the actor sees, each once, as the page showed them.

    Returns the meeting's id. Raises Refusal when the agenda has changed meanwhile or the meeting is over, NotFound.
    """
    with acting_as(actor):
        must(actor, "conference.meet")
        meeting = _open(meeting_id)
        agenda = {one.id: one for one in _waiting(meeting)}
        if set(order) != set(agenda) or len(order) != len(agenda):
            raise Refusal("The agenda has changed meanwhile.", remedy="Look at the proposal again.")
        _number(actor, meeting, [agenda[key] for key in order], at=at)
        return meeting_id


def place_case(*, actor: Actor, file_id: UUID, hearing_id: UUID, number: int, at: datetime) -> UUID:
    """Put one case at a place among those still to be heard, counted from 1 as the actor sees them; the others move.

    Returns the meeting's id. Raises NotFound, and Refusal for a place that there is not or a meeting that is over.
    """
    with acting_as(actor):
        must(actor, "conference.meet")
        moved = Hearing.objects.filter(id=hearing_id, file_id=file_id).first()
        if moved is None:
            raise NotFound
        meeting = _open(moved.meeting_id)
        agenda = _waiting(meeting)
        if moved.state != HearingState.LISTED:
            raise Refusal("This case waits no more: it was heard or taken off.")
        if not 1 <= number <= len(agenda):
            raise Refusal(f"There are places 1 to {len(agenda)}.", field="number")
        agenda = [one for one in agenda if one.id != hearing_id]
        agenda.insert(number - 1, moved)
        _number(actor, meeting, agenda, at=at)
        return meeting.id


def _waiting(meeting: Meeting) -> list[Hearing]:
    return list(Hearing.objects.filter(meeting=meeting, state=HearingState.LISTED).order_by("order", "listed_at"))


def _number(actor: Actor, meeting: Meeting, agenda: list[Hearing], *, at: datetime) -> None:
    # What was heard or taken off keeps its place before the others.
    over = Hearing.objects.filter(meeting=meeting).exclude(state=HearingState.LISTED)
    last = over.aggregate(last=Max("order"))["last"] or 0
    for number, hearing in enumerate(agenda, start=last + 1):
        hearing.order = number
    if Hearing.objects.bulk_update(agenda, ["order"]) != len(agenda):
        raise Refusal("The agenda has changed meanwhile.", remedy="Look at it again.")  # one of them is hidden now
    # Once the meeting hears cases, the times that agencies were given stand.
    if not over.filter(state=HearingState.HEARD).exists():
        set_slots(actor, meeting)
    record("meeting.agenda_ordered", subjects=[meeting.id, *(one.file_id for one in agenda)], at=at)


def _open(meeting_id: UUID) -> Meeting:
    meeting = locked(meeting_id)
    if meeting.state in OVER:
        raise Refusal("The meeting is over: its agenda stays as it was.")
    return meeting
