"""Actions as pages and returns show them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from django.db import connection
from django.db.models import Q, QuerySet

from openccr.access.may import must
from openccr.access.together import Steps, asked
from openccr.actions.models import Action
from openccr.actions.rules.ladder import Step
from openccr.actions.rules.locks import Lock
from openccr.actions.rules.states import NOT_ENDED, NOTICED, OPEN, ActionState, is_late
from openccr.kernel.actors import Actor
from openccr.kernel.refusals import NotFound

GLANCE = 100
"""How many rows the to-do list counts: it says that much is open, a list says how much."""

COUNTED = 1_000
"""How many actions of a list are counted: under row security a whole count is slower than the list itself."""


class Whose(StrEnum):
    """Whose actions a list shows."""

    MINE = "mine"
    AGENCY = "agency"
    LATE = "late"
    TO_CHECK = "to_check"
    LOCKED = "locked"
    CHAIR = "chair"
    BOARD = "board"
    AREA = "area"
    ALL = "all"


CLIMBED = {Whose.CHAIR: (Step.CHAIR, Step.BOARD), Whose.BOARD: (Step.BOARD,)}
"""Which late actions were taken to whom; what went on to the board is still the chair's."""


@dataclass(frozen=True, kw_only=True)
class ActionShown:
    """An action as it is shown; `owner` is the person named in the agency, if any."""

    id: UUID
    file_id: UUID | None
    reference: str
    initials: str
    text: str
    risk: str
    faces: str
    agency_id: UUID
    agency: str
    agency_kind: str
    owner_id: UUID | None
    owner: str
    checker_id: UUID | None
    checker: str
    state: ActionState
    due_on: date
    late: bool
    ended_on: date | None
    ended_by: UUID | None
    evidence: str
    reason: str
    checked_on: date | None
    checked_by: str
    source: str
    arises_kind: str
    arises_id: UUID | None
    checker_agency_id: UUID | None
    checker_agency: str
    said: str
    lock: Lock
    lock_words: str
    lock_by: str
    escalated_to: str

    @property
    def case(self) -> str:
        """The case it belongs to, or that it belongs to none."""
        return f"{self.initials} {self.reference}" if self.file_id else "The partnership"

    @property
    def locked(self) -> bool:
        """Whether it waits until she knows and is safe."""
        return self.lock is Lock.LOCKED


@asked
def actions_of(file_id: UUID, *, today: date) -> Steps[list[ActionShown]]:
    """The plan of a case, by the day each is due. One query."""
    (rows,) = yield (with_names(Action.objects.filter(file_id=file_id)).order_by("due_on", "id"),)
    return [shown(row, today) for row in rows]


@asked
def locked_on(file_id: UUID) -> Steps[int]:
    """How many actions of a case wait until she knows and is safe. One query."""
    waiting = Action.objects.filter(file_id=file_id, state__in=NOT_ENDED, lock=Lock.LOCKED)
    (found,) = yield (waiting.values_list("id"),)
    return len(found)


def action_of(file_id: UUID, action_id: UUID, *, today: date) -> ActionShown:
    """One action of that case. One query. Raises NotFound."""
    row = with_names(Action.objects.filter(id=action_id, file_id=file_id)).first()
    if row is None:
        raise NotFound
    return shown(row, today)


def open_actions(
    actor: Actor, *, whose: Whose, today: date, first: int = 0, last: int = 50
) -> tuple[list[ActionShown], int]:
    """Actions not yet ended, the longest late first, and how many there are, counted up to `COUNTED`. Two queries.

    Ordered by the day alone, since what is late is due before what is not: that order stands in an index.
    """
    rows = _of(actor, whose, today)
    found = [shown(row, today) for row in with_names(rows).order_by("due_on", "id")[first:last]]
    if len(found) < last - first and (found or not first):
        return found, first + len(found)  # the last page: what is shown counts it
    return found, rows[:COUNTED].count()


def _chased(today: date) -> QuerySet[Action]:
    """What is late and may be done: nobody is chased for what waits until the victim knows and is safe."""
    return Action.objects.filter(state__in=OPEN, due_on__lt=today).exclude(lock=Lock.LOCKED)


def _of(actor: Actor, whose: Whose, today: date) -> QuerySet[Action]:
    if whose is Whose.TO_CHECK:
        return to_check(actor)
    rows = Action.objects.filter(state__in=OPEN)
    if whose is Whose.ALL:
        return rows
    if whose is Whose.LOCKED:
        return rows.filter(lock=Lock.LOCKED)
    if whose in CLIMBED:
        return _chased(today).filter(escalated_to__in=CLIMBED[whose])
    if whose is Whose.AREA:
        return rows.filter(file=None)
    if whose is Whose.LATE:
        return _chased(today)
    if actor.agency_id is None or actor.appointment_id is None:
        return rows.none()
    mine = rows.filter(agency_id=actor.agency_id)
    return mine.filter(owner_id=actor.appointment_id) if whose is Whose.MINE else mine


def to_check(actor: Actor) -> QuerySet[Action]:
    """What is done and waits for the actor to confirm it: named to them, or to nobody for who leads the meeting."""
    done = Action.objects.filter(state=ActionState.DONE, checked_on=None).exclude(ended_by=actor.appointment_id)
    named = Q(checker_id=actor.appointment_id)
    return done.filter(named | Q(checker_id=None)) if actor.whole_area else done.filter(named)


@asked
def to_confirm(actor: Actor) -> Steps[tuple[int, date | None]]:
    """How many of those there are, counted up to `GLANCE`, and the day of the oldest. One query."""
    (days,) = yield (to_check(actor).order_by("ended_on").values_list("ended_on", flat=True)[:GLANCE],)
    return len(days), days[0] if days else None


@asked
def locked_actions(*, today: date, last: int) -> Steps[list[ActionShown]]:
    """What was let go before she was known to be safe, done or not, then what waits for it; each first due first.

    The person who harms may notice the first today, so a year of the others never stands before it. Two queries.
    """
    ordered = with_names(Action.objects.filter(state__in=NOTICED)).order_by("due_on", "id")
    let_go, waiting = yield ordered.filter(lock=Lock.OVERRIDDEN)[:last], ordered.filter(lock=Lock.LOCKED)[:last]
    return [shown(row, today) for row in (*let_go, *waiting)][:last]


@asked
def climbed(whose: Whose, *, today: date) -> Steps[tuple[int, date | None]]:
    """How many late actions the ladder has taken that far, counted up to `GLANCE`, and the oldest's day. One query."""
    rows = _chased(today).filter(escalated_to__in=CLIMBED[whose]).order_by("due_on")
    (days,) = yield (rows.values_list("due_on", flat=True)[:GLANCE],)
    return len(days), days[0] if days else None


@dataclass(frozen=True)
class LateAt:
    """How many actions of an agency are late, and since when the oldest was due."""

    agency: str
    count: int
    oldest: date


@asked
def late_in_all(*, today: date) -> Steps[list[LateAt]]:
    """The `GLANCE` longest late actions by agency, most first. One query; only what the actor sees is counted."""
    (rows,) = yield (_chased(today).order_by("due_on").values_list("agency__name", "due_on")[:GLANCE],)
    found: dict[str, list[date]] = {}
    for agency, due_on in rows:
        found.setdefault(agency, []).append(due_on)
    by_agency = [LateAt(agency, len(days), days[0]) for agency, days in found.items()]
    return sorted(by_agency, key=lambda one: (-one.count, one.agency))


@asked
def next_actions(actor: Actor, *, due_by: date, today: date, last: int) -> Steps[list[ActionShown]]:
    """What the actor's agency has to do by that day, the longest late first, `last` at most. One query."""
    due = _of(actor, Whose.AGENCY, today).filter(due_on__lte=due_by)
    (rows,) = yield (with_names(due).order_by("due_on", "id")[:last],)
    return [shown(row, today) for row in rows]


@dataclass(frozen=True)
class OwnerLoad:
    """How many open actions of an agency one of its people has; `name` is empty for those without anybody."""

    name: str
    open: int
    late: int
    escalated: int
    oldest: date


def load_of_my_agency(actor: Actor, *, today: date) -> list[OwnerLoad]:
    """For an agency's lead, who sees no case: numbers by colleague, most late first. One query. Raises Refusal."""
    must(actor, "actions.load")
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM openccr.open_actions_of(%s, %s)", [actor.agency_id, today])
        return [OwnerLoad(*row) for row in cursor.fetchall()]


def with_names(rows: QuerySet[Action]) -> QuerySet[Action]:
    """The rows with what `shown` names beside them."""
    return rows.select_related("file", "agency", "owner", "checker", "checker_agency")


def shown(row: Action, today: date) -> ActionShown:
    """A row of `with_names` as it is shown."""
    return ActionShown(
        id=row.id,
        file_id=row.file_id,
        reference=row.file.reference if row.file else "",
        initials=row.file.title if row.file else "",
        text=row.text,
        risk=row.risk,
        faces=row.faces,
        agency_id=row.agency_id,
        agency=row.agency.name,
        agency_kind=row.agency.kind,
        owner_id=row.owner_id,
        owner=row.owner.name if row.owner else "",
        checker_id=row.checker_id,
        checker=row.checker.name if row.checker else "",
        state=ActionState(row.state),
        due_on=row.due_on,
        late=is_late(state=row.state, due_on=row.due_on, today=today),
        ended_on=row.ended_on,
        ended_by=row.ended_by,
        evidence=row.evidence,
        reason=row.reason,
        checked_on=row.checked_on,
        checked_by=row.checked_by,
        source=row.source,
        arises_kind=row.arises_kind,
        arises_id=row.arises_from_id,
        checker_agency_id=row.checker_agency_id,
        checker_agency=row.checker_agency.name if row.checker_agency else "",
        said=row.said,
        lock=Lock(row.lock),
        lock_words=row.lock_words,
        lock_by=row.lock_by,
        escalated_to=row.escalated_to,
    )
