"""Who takes part: counts by agency and group, who is missing, what is owed, how partners stand to one another."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import reduce
from operator import add
from uuid import UUID

from openccr.access.acting import acting_as
from openccr.access.may import must
from openccr.access.together import together
from openccr.actions.models import Action
from openccr.actions.rules.states import ActionState
from openccr.governance.models import (
    Board,
    ContractLeave,
    Dynamic,
    Interest,
    MeetingTime,
    PaperOpened,
    Sitting,
    SittingPaper,
    SittingPresence,
    TakingPart,
)
from openccr.governance.queries.sittings import SITTING_KIND
from openccr.governance.rules.representation import (
    Leave,
    Remark,
    Seen,
    Tally,
    remarks,
    tallied,
    unpaid,
    why_not_used,
)
from openccr.governance.rules.sittings import SittingState
from openccr.governance.seats import by_and_for, kind_of
from openccr.kernel.actors import Actor
from openccr.kernel.days import day_words
from openccr.kernel.once import once
from openccr.kernel.refusals import NotFound
from openccr.partnership.models import Agency
from openccr.partnership.practice import practice

_HELD = (SittingState.HELD, SittingState.AGREED)


@dataclass(frozen=True, kw_only=True)
class Part:
    """An agency's part: what was counted in each group and in all, and what is said of it.

    Args:
        unfunded: nobody pays it to take part, so it is shown beside what it was paid and never as late.
        paid, owed: pence paid in the period, and still to pay.
    """

    agency: Agency
    by_board: Mapping[UUID, Tally]
    remarks: Sequence[Remark]
    unfunded: bool
    by_and_for: bool
    paid: int = 0
    owed: int = 0
    total: Tally = field(default_factory=Tally)


@dataclass(frozen=True)
class Represented:
    """All agencies' parts that the actor may see, and the groups they are counted in."""

    parts: Sequence[Part]
    boards: Mapping[UUID, Board]
    since: date


@once
def represented(*, actor: Actor, today: date) -> Represented:
    """Who took part, agency by agency and group by group, over the months the pack looks back.

    The walls decide what is there: an agency sees its own, whoever leads sees all but those that compete with theirs.
    Six lists in one statement.
    """
    with acting_as(actor):
        must(actor, "governance.boards")
        known = practice(actor).boards
        months = known.periods.looks_back_months if known.periods else 12
        since = today - timedelta(days=round(months * 30.44))
        presences, papers, opened, said, times, boards, actions = together(
            SittingPresence.objects.filter(sitting__state__in=_HELD, sitting__on__gte=since)
            .select_related("agency", "sitting").order_by("-sitting__on"),
            SittingPaper.objects.filter(sitting__state__in=_HELD, sitting__on__gte=since, removed_at=None),
            PaperOpened.objects.filter(paper__sitting__state__in=_HELD, paper__sitting__on__gte=since),
            TakingPart.objects.all(),
            MeetingTime.objects.filter(sitting__on__gte=since),
            Board.objects.all(),
            Action.objects.filter(arises_kind=SITTING_KIND, due_on__gte=since, due_on__lte=today),
        )  # fmt: skip
        of_sitting = {one.sitting_id: one.board_id for one in presences}
        found: dict[UUID, dict[UUID, list[SittingPresence]]] = defaultdict(lambda: defaultdict(list))
        agencies: dict[UUID, Agency] = {}
        for one in presences:
            found[one.agency_id][one.board_id].append(one)
            agencies[one.agency_id] = one.agency
        by_id = {one.id: one for one in boards}
        funding = {one.agency_id: one for one in said}
        parts = []
        for agency_id, groups in found.items():
            mine = {
                board_id: _tally(
                    actor, by_id[board_id], rows,
                    papers=[one for one in papers if one.sitting_id in {each.sitting_id for each in rows}],
                    opened={one.paper_id for one in opened if one.agency_id == agency_id},
                    actions=[
                        one for one in actions
                        if one.agency_id == agency_id and of_sitting.get(one.arises_from_id) == board_id
                    ],
                )
                for board_id, rows in groups.items()
            }  # fmt: skip
            parts.append(
                _part(
                    actor, agencies[agency_id], mine, by_id, funding.get(agency_id),
                    [one for one in times if one.agency_id == agency_id],
                )
            )  # fmt: skip
        return Represented(sorted(parts, key=lambda one: one.agency.name), by_id, since)


def _tally(
    actor: Actor, board: Board, rows: Sequence[SittingPresence], *, papers: Sequence[SittingPaper],
    opened: set[UUID], actions: Sequence[Action],
) -> Tally:  # fmt: skip
    known = practice(actor).boards
    return tallied(
        [Seen(one.came, known.rank(one.seniority), bool(one.brought)) for one in rows],
        least_rank=known.rank(kind_of(actor, board).least_seniority or ""),
        papers=len(papers),
        opened=sum(one.id in opened for one in papers),
        actions=len(actions),
        delivered=sum(one.state == ActionState.DONE for one in actions),
    )


def _part(
    actor: Actor, agency: Agency, mine: Mapping[UUID, Tally], boards: Mapping[UUID, Board], said: TakingPart | None,
    times: Sequence[MeetingTime],
) -> Part:  # fmt: skip
    known = practice(actor).boards
    led = by_and_for(agency, said)
    free = unpaid(by_and_for=led, funded=said.funded if said else False)
    words: list[Remark] = []
    for board_id, tally in mine.items():
        least = kind_of(actor, boards[board_id]).least_seniority
        rung = known.seniority[least].name if least else ""
        after = known.periods.missing_after if known.periods else 2
        for one in remarks(tally, unfunded=free, missing_after=after, seniority=rung):
            where = "" if free else f"{boards[board_id].name}: "
            words.append(Remark(f"{where}{one.said}", f"{where}{one.asked}"))
    return Part(
        agency=agency, by_board=mine, remarks=list(dict.fromkeys(words)), unfunded=free, by_and_for=led,
        paid=sum(one.pence for one in times if one.paid_on), owed=sum(one.pence for one in times if not one.paid_on),
        total=reduce(add, mine.values(), Tally()),
    )  # fmt: skip


def part_of(*, actor: Actor, agency_id: UUID, today: date) -> tuple[Represented, Part]:
    """One agency's part. Raises NotFound for one that the actor may not see, as for one that is not there."""
    found = represented(actor=actor, today=today)
    part = next((one for one in found.parts if one.agency.id == agency_id), None)
    if part is None:
        raise NotFound
    return found, part


def part_for_contract(*, actor: Actor, agency_id: UUID, today: date) -> Part:
    """A provider's part, to stand beside a decision on its contract: the one way that commissioning reads it.

    Raises Refusal without the provider's leave that holds today, and NotFound as `part_of`.
    """
    with acting_as(actor):
        leaves = [
            Leave(one.given_on, one.until_on, one.taken_back_on)
            for one in ContractLeave.objects.filter(agency_id=agency_id)
        ]
        refusal = why_not_used(leaves, own=agency_id == actor.agency_id, on=today)
        if refusal is not None:
            raise refusal
    return part_of(actor=actor, agency_id=agency_id, today=today)[1]


@dataclass(frozen=True)
class OwnSide:
    """What an agency's page shows beside its part: time that is paid, leave it gave, whether it is funded.

    `leaves` None: they are between the agency and the coordinator.
    """

    agency: Agency
    said: TakingPart | None
    times: Sequence[MeetingTime]
    leaves: Sequence[ContractLeave] | None


def own_side(*, actor: Actor, agency_id: UUID, today: date) -> OwnSide:
    """An agency with what hangs on its part: for itself, the coordinator, and who leads a group and sees its counts.

    Raises NotFound for everybody else.
    """
    own = actor.whole_area or agency_id == actor.agency_id
    counted = {one.agency.id for one in represented(actor=actor, today=today).parts}
    with acting_as(actor):
        must(actor, "governance.boards")
        agencies, said, times, leaves = together(
            Agency.objects.filter(id=agency_id),
            TakingPart.objects.filter(agency_id=agency_id),
            MeetingTime.objects.filter(agency_id=agency_id)
            .select_related("sitting", "board")
            .order_by("-said_on")[:50],
            ContractLeave.objects.filter(agency_id=agency_id).order_by("-given_on")[:20],
        )
        if not agencies or not (own or agency_id in counted):
            raise NotFound
        return OwnSide(agencies[0], said[0] if said else None, times, leaves if own else None)


def sittings_to_pay(*, actor: Actor, agency_id: UUID, today: date) -> list[tuple[str, str]]:
    """Sittings of the last year that an agency's time is not written down for, as choices."""
    with acting_as(actor):
        must(actor, "governance.keep_boards")
        there = MeetingTime.objects.filter(agency_id=agency_id).values_list("sitting_id", flat=True)
        rows = Sitting.objects.filter(on__gte=today - timedelta(days=366), on__lte=today).exclude(id__in=list(there))
        return [
            (str(one.id), f"{day_words(one.on)}, {one.board.name}")
            for one in rows.select_related("board").order_by("-on")[:60]
        ]


def time_of(*, actor: Actor, time_id: UUID) -> MeetingTime:
    """Time that is not paid yet. Raises NotFound."""
    with acting_as(actor):
        must(actor, "governance.keep_boards")
        row = MeetingTime.objects.select_related("agency", "sitting").filter(id=time_id, paid_on=None).first()
        if row is None:
            raise NotFound
        return row


def dynamics(*, actor: Actor) -> list[Dynamic]:
    """How partners stand to one another, pair by pair."""
    with acting_as(actor):
        must(actor, "governance.dynamics")
        return list(Dynamic.objects.select_related("first", "second").order_by("first__name", "second__name"))


def dynamic_of(*, actor: Actor, dynamic_id: UUID) -> Dynamic:
    """One pair. Raises NotFound."""
    with acting_as(actor):
        must(actor, "governance.keep_boards")
        row = Dynamic.objects.select_related("first", "second").filter(id=dynamic_id).first()
        if row is None:
            raise NotFound
        return row


def interests(*, actor: Actor) -> list[Interest]:
    """The register of conflicts of interest that the actor may see, those that stand first."""
    with acting_as(actor):
        must(actor, "governance.interests")
        rows = Interest.objects.select_related("agency").order_by("-declared_on")
        return sorted(rows, key=lambda one: one.ended_on is not None)


def interest_of(*, actor: Actor, interest_id: UUID) -> Interest:
    """A conflict of interest that stands. Raises NotFound."""
    with acting_as(actor):
        must(actor, "governance.keep_boards")
        row = Interest.objects.select_related("agency").filter(id=interest_id, ended_on=None).first()
        if row is None:
            raise NotFound
        return row
