"""Promises kept and broken, by agency: what was due in a period, and what became of it by its day."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, F, Min, Q

from openccr.actions.models import Action
from openccr.actions.queries.actions import LateAt
from openccr.actions.rules.locks import Lock
from openccr.actions.rules.states import OPEN, ActionState

OLDEST = 5


@dataclass(frozen=True)
class Kept:
    """An agency's promises of a period.

    Args:
        due: all that fell due, without what she decided otherwise and what became impossible.
        kept: done by their day.
        later: done after it.
        broken: not done, and nothing holds them up; what waits until a victim is safe is not among them.
        oldest: the day of the oldest of the agency's broken promises, of any period.
    """

    agency: str
    due: int
    kept: int
    later: int
    broken: int
    oldest: date | None


@dataclass(frozen=True)
class Broken:
    """One broken promise; its words and origin only where it is the partnership's own and no case's."""

    agency: str
    arises_id: UUID | None
    what: str
    due_on: date
    days: int
    escalated_to: str


def promises(*, first: date, last: date, today: date) -> list[Kept]:
    """Promises of the period by agency, the most broken first, as far as the actor sees them. Two queries."""
    in_time = Q(state=ActionState.DONE, ended_on__lte=F("due_on"))
    late = Q(state__in=OPEN, due_on__lt=today) & ~Q(lock=Lock.LOCKED)
    counted = Action.objects.filter(due_on__range=(first, last), state__in=(*OPEN, ActionState.DONE))
    rows = counted.order_by().values("agency_id", "agency__name").annotate(
        due=Count("id"), kept=Count("id", filter=in_time), done=Count("id", filter=Q(state=ActionState.DONE)),
        broken=Count("id", filter=late),
    )  # fmt: skip
    oldest = dict(
        Action.objects.filter(late)
        .order_by()
        .values("agency_id")
        .annotate(on=Min("due_on"))
        .values_list("agency_id", "on")
    )
    found = [
        Kept(one["agency__name"], one["due"], one["kept"], one["done"] - one["kept"], one["broken"],
             oldest.get(one["agency_id"]))
        for one in rows
    ]  # fmt: skip
    return sorted(found, key=lambda one: (-one.broken, one.agency))


def late_by_agency(*, today: date, hearing_ids: Collection[UUID] | None = None) -> list[LateAt]:
    """How many promises are broken on this day, of any period, by agency, the most first. One query.

    Counts all of them, which takes seconds in a large area: for a paper, not for a page.

    Args:
        hearing_ids: of those agreed at these hearings alone.
    """
    late = Action.objects.filter(state__in=OPEN, due_on__lt=today).exclude(lock=Lock.LOCKED)
    if hearing_ids is not None:
        late = late.filter(arises_from_id__in=list(hearing_ids))
    rows = late.order_by().values("agency__name").annotate(late=Count("id"), oldest=Min("due_on"))
    found = [LateAt(one["agency__name"], one["late"], one["oldest"]) for one in rows]
    return sorted(found, key=lambda one: (-one.count, one.agency))


def oldest_broken(*, today: date) -> list[Broken]:
    """The promises that have been broken the longest, the oldest first. One query."""
    rows = Action.objects.filter(state__in=OPEN, due_on__lt=today).exclude(lock=Lock.LOCKED)
    found = rows.select_related("agency").order_by("due_on", "id")[:OLDEST]
    return [_broken(one, today) for one in found]


def _broken(row: Action, today: date) -> Broken:
    days = (today - row.due_on).days
    if row.file_id is not None:
        return Broken(row.agency.name, None, "An action for one case", row.due_on, days, row.escalated_to)
    return Broken(row.agency.name, row.arises_from_id, row.text, row.due_on, days, row.escalated_to)
