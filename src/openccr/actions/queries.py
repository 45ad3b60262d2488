"""Actions as pages and returns show them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from openccr.actions.models import Action
from openccr.actions.rules import OPEN, ActionState, is_late
from openccr.kernel.actors import Actor
from openccr.kernel.refusals import NotFound

COUNTED = 1_000
"""How many actions of a list are counted: under row security a whole count is slower than the list itself."""


class Whose(StrEnum):
    """Whose actions a list shows."""

    MINE = "mine"
    AGENCY = "agency"
    LATE = "late"
    ALL = "all"


@dataclass(frozen=True, kw_only=True)
class ActionShown:
    """An action as it is shown; `owner` is the person named in the agency, if any."""

    id: UUID
    file_id: UUID
    reference: str
    initials: str
    text: str
    risk: str
    faces: str
    agency_id: UUID
    agency: str
    owner: str
    state: ActionState
    due_on: date
    late: bool
    ended_on: date | None
    evidence: str
    reason: str


def actions_of(file_id: UUID, *, today: date) -> list[ActionShown]:
    """The plan of a case, by the day each is due. One query."""
    return [_shown(row, today) for row in _with_names(Action.objects.filter(file_id=file_id)).order_by("due_on", "id")]


def action_of(file_id: UUID, action_id: UUID, *, today: date) -> ActionShown:
    """One action of that case. One query. Raises NotFound."""
    row = _with_names(Action.objects.filter(id=action_id, file_id=file_id)).first()
    if row is None:
        raise NotFound
    return _shown(row, today)


def open_actions(
    actor: Actor, *, whose: Whose, today: date, first: int = 0, last: int = 50
) -> tuple[list[ActionShown], int]:
    """Actions not yet ended, the longest late first, and how many there are, counted up to `COUNTED`. Two queries.

    Ordered by the day alone, since what is late is due before what is not: that order stands in an index.
    """
    rows = _of(actor, whose, today)
    shown = [_shown(row, today) for row in _with_names(rows).order_by("due_on", "id")[first:last]]
    if len(shown) < last - first and (shown or not first):
        return shown, first + len(shown)  # the last page: what is shown counts it
    return shown, rows[:COUNTED].count()


def _of(actor: Actor, whose: Whose, today: date) -> QuerySet[Action]:
    rows = Action.objects.filter(state__in=OPEN)
    if whose is Whose.ALL:
        return rows
    if whose is Whose.LATE:
        return rows.filter(due_on__lt=today)
    if actor.agency_id is None or actor.appointment_id is None:
        return rows.none()
    mine = rows.filter(agency_id=actor.agency_id)
    return mine.filter(owner_id=actor.appointment_id) if whose is Whose.MINE else mine


@dataclass(frozen=True)
class LateAt:
    """How many actions of an agency are late, and since when the oldest was due."""

    agency: str
    count: int
    oldest: date


def late_in_all(*, today: date) -> list[LateAt]:
    """The `COUNTED` longest late actions by agency, most first. One query; only what the actor sees is counted."""
    late = Action.objects.filter(state__in=OPEN, due_on__lt=today).order_by("due_on")
    found: dict[str, list[date]] = {}
    for agency, due_on in late.values_list("agency__name", "due_on")[:COUNTED]:
        found.setdefault(agency, []).append(due_on)
    by_agency = [LateAt(agency, len(days), days[0]) for agency, days in found.items()]
    return sorted(by_agency, key=lambda one: (-one.count, one.agency))


def next_actions(actor: Actor, *, due_by: date, today: date, last: int) -> list[ActionShown]:
    """What the actor's agency has to do by that day, the longest late first, `last` at most. One query."""
    rows = _of(actor, Whose.AGENCY, today).filter(due_on__lte=due_by)
    return [_shown(row, today) for row in _with_names(rows).order_by("due_on", "id")[:last]]


@dataclass(frozen=True, kw_only=True)
class Tally:
    """How actions stand: `late` are those agreed and past their day; they are counted in `agreed` too."""

    agreed: int
    late: int
    done: int
    impossible: int
    refused: int

    @property
    def all(self) -> int:
        return self.agreed + self.done + self.impossible + self.refused


def tally_by_agency(*, first: date, last: date, today: date) -> dict[UUID, Tally]:
    """Agency → how its actions due from `first` to `last` stand. One query; only what the actor sees is counted."""
    return _tallied("agency_id", Action.objects.filter(due_on__range=(first, last)), today)


def tally_by_hearing(hearing_ids: Iterable[UUID], *, today: date) -> dict[UUID, Tally]:
    """Hearing → how the actions agreed there stand. One query; a hearing without actions is not in it."""
    return _tallied("arises_from_id", Action.objects.filter(arises_from_id__in=list(hearing_ids)), today)


def _tallied(key: str, rows: QuerySet[Action], today: date) -> dict[UUID, Tally]:
    counted = rows.order_by().values(key).annotate(
        agreed=Count("id", filter=Q(state__in=OPEN)),
        late=Count("id", filter=Q(state__in=OPEN, due_on__lt=today)),
        done=Count("id", filter=Q(state=ActionState.DONE)),
        impossible=Count("id", filter=Q(state=ActionState.IMPOSSIBLE)),
        refused=Count("id", filter=Q(state=ActionState.REFUSED)),
    )  # fmt: skip
    return {row.pop(key): Tally(**row) for row in counted}


def _with_names(rows: QuerySet[Action]) -> QuerySet[Action]:
    return rows.select_related("file", "agency", "owner")


def _shown(row: Action, today: date) -> ActionShown:
    return ActionShown(
        id=row.id,
        file_id=row.file_id,
        reference=row.file.reference,
        initials=row.file.title,
        text=row.text,
        risk=row.risk,
        faces=row.faces,
        agency_id=row.agency_id,
        agency=row.agency.name,
        owner=row.owner.name if row.owner else "",
        state=ActionState(row.state),
        due_on=row.due_on,
        late=is_late(state=row.state, due_on=row.due_on, today=today),
        ended_on=row.ended_on,
        evidence=row.evidence,
        reason=row.reason,
    )
