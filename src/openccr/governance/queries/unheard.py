"""Groups that hear of nothing by themselves: whoever leads or sits in them has no account in force."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from openccr.access.acting import acting_as
from openccr.access.together import Steps, asked
from openccr.governance.models import BoardMember, Matter
from openccr.governance.rules.boards import Office
from openccr.governance.seats import on_day
from openccr.kernel.actors import Actor
from openccr.partnership.desks import appointments_in_force

MOST = 50


def _leaders(today: date) -> QuerySet[BoardMember]:
    """Whoever leads a group on a day and finds on their list what it owes."""
    held = appointments_in_force(today).values("id")
    return BoardMember.objects.filter(on_day(today), appointment_id__in=held).exclude(office=Office.MEMBER)


@asked
def unheard_matters(*, today: date) -> Steps[list[Matter]]:
    """Matters without an answer whose group nobody leads who could be told, the first due first. One query."""
    there = _leaders(today).filter(board_id=OuterRef("to_board_id"))
    rows = Matter.objects.filter(~Exists(there), answered_on=None).select_related("to_board").order_by("due_on")
    (found,) = yield (rows[:MOST],)
    return found


def hears(board_id: UUID, *, actor: Actor, today: date) -> bool:
    """Whether somebody leads a group who finds on their list what is passed to it."""
    with acting_as(actor):
        return _leaders(today).filter(board_id=board_id).exists()


def unseen_by(members: Iterable[BoardMember], *, actor: Actor, today: date) -> list[str]:
    """The names of those members who have no account in force: agenda and papers reach them on no list."""
    with acting_as(actor):
        held = set(appointments_in_force(today).values_list("id", flat=True))
    return [one.name for one in members if one.appointment_id not in held]
