"""What the pages of sittings, decisions, risks and matters show."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Q

from openccr.access.acting import acting_as
from openccr.access.may import must
from openccr.access.together import Steps, asked, together
from openccr.actions.queries.actions import ActionShown
from openccr.actions.queries.area import area_actions
from openccr.governance.models import (
    Board,
    BoardDecision,
    BoardMember,
    BoardRisk,
    BoardTerms,
    Matter,
    PaperOpened,
    Sitting,
    SittingItem,
    SittingPaper,
    SittingPresence,
    SittingPresenceBefore,
)
from openccr.governance.rules.boards import Office
from openccr.governance.rules.sittings import GroupDays, SittingFacts, SittingState
from openccr.governance.rules.terms import TermsState
from openccr.governance.seats import board_of, leads, on_day
from openccr.kernel.actors import Actor
from openccr.kernel.once import once
from openccr.kernel.refusals import NotFound
from openccr.partnership.practice import practice

SITTING_KIND = "governance.sitting"
"""What actions agreed in a sitting come from."""


@dataclass(frozen=True, kw_only=True)
class SittingShown:
    """One sitting with its agenda, papers, decisions and actions.

    Args:
        presences: those that the actor may see: their own agency's, or all but rivals' for who leads.
        before: what was written of an invitation before it was put right, the latest first, as far as they see it.
        opened: paper → how many people opened it, as far as the actor may see.
    """

    row: Sitting
    items: Sequence[SittingItem]
    papers: Sequence[SittingPaper]
    presences: Sequence[SittingPresence]
    before: Sequence[SittingPresenceBefore]
    opened: Mapping[UUID, int]
    decisions: Sequence[BoardDecision]
    members: Sequence[BoardMember]
    actions: Sequence[ActionShown]
    waiting: Sequence[Matter]
    facts: SittingFacts
    leads: bool


@once
def sitting_shown(*, actor: Actor, sitting_id: UUID, today: date) -> SittingShown:
    """A sitting with all that hangs on it. Raises NotFound, also for one of a group that is closed to the actor."""
    with acting_as(actor):
        must(actor, "governance.boards")
        row = Sitting.objects.select_related("board").filter(id=sitting_id).first()
        if row is None:
            raise NotFound
        of = {"sitting_id": sitting_id}
        items, papers, presences, before, opened, decisions, members, waiting = together(
            SittingItem.objects.filter(**of).select_related("agency").order_by("number"),
            SittingPaper.objects.filter(**of, removed_at=None).order_by("kept_at"),
            SittingPresence.objects.filter(**of).select_related("agency", "member"),
            SittingPresenceBefore.objects.filter(**of).select_related("agency").order_by("-at"),
            PaperOpened.objects.filter(paper__sitting_id=sitting_id),
            BoardDecision.objects.filter(**of).select_related("provider").order_by("number"),
            BoardMember.objects.filter(on_day(row.on), board_id=row.board_id).select_related("agency"),
            Matter.objects.filter(to_board_id=row.board_id, answered_on=None).select_related("from_board"),
        )
        order = list(Office)
        return SittingShown(
            row=row,
            items=items,
            papers=papers,
            presences=sorted(presences, key=lambda one: one.agency.name),
            before=before,
            opened={one.id: sum(each.paper_id == one.id for each in opened) for one in papers},
            decisions=decisions,
            members=sorted(members, key=lambda one: (order.index(Office(one.office)), one.agency.name, one.name)),
            actions=area_actions(today=today, arises_id=sitting_id),
            waiting=waiting,
            facts=SittingFacts(
                days_left=(row.on - today).days, items=len(items), written=sum(bool(one.said) for one in items),
                members=len(members),
            ),
            leads=leads(actor, row.board_id),
        )  # fmt: skip


@dataclass(frozen=True)
class Decisions:
    """A page of the register of decisions; `total` of all that match."""

    rows: Sequence[BoardDecision]
    total: int
    answers: Mapping[UUID, Sequence[Matter]]


def decisions(*, actor: Actor, page: slice, board: str = "", words: str = "") -> Decisions:
    """The register of decisions, the latest first, each with what was passed on from it."""
    with acting_as(actor):
        must(actor, "governance.boards")
        rows = BoardDecision.objects.select_related("board", "sitting").order_by("-decided_on", "-number")
        if board:
            rows = rows.filter(board_id=board)
        if words:
            rows = rows.filter(text__icontains=words)
        found = list(rows[page])
        passed = Matter.objects.filter(decision__in=found).select_related("to_board")
        answers: dict[UUID, list[Matter]] = {}
        for one in passed:
            answers.setdefault(one.decision_id, []).append(one)  # type: ignore[arg-type]
        return Decisions(found, rows.count(), answers)


def matters(*, actor: Actor, page: slice) -> tuple[list[Matter], int]:
    """Matters between groups: those without an answer first, the longest owed on top; and how many there are."""
    with acting_as(actor):
        must(actor, "governance.boards")
        rows = Matter.objects.select_related("from_board", "to_board", "agency").order_by("-answered_on", "due_on")
        return list(rows[page]), rows.count()


@dataclass(frozen=True, kw_only=True)
class MatterShown:
    """A matter with the whole way it went: what it answers, and what went on from it."""

    row: Matter
    before: Sequence[Matter]
    after: Sequence[Matter]
    answers: bool
    decisions: Sequence[BoardDecision]


def matter_shown(*, actor: Actor, matter_id: UUID) -> MatterShown:
    """One matter with its links. `answers`: the actor may answer it. Raises NotFound."""
    with acting_as(actor):
        must(actor, "governance.boards")
        many = Matter.objects.select_related("from_board", "to_board", "agency", "decision", "answer_decision", "risk")
        row = many.filter(id=matter_id).first()
        if row is None:
            raise NotFound
        before: list[Matter] = []
        at = row
        while at.answers_id and len(before) < 10:
            found = many.filter(id=at.answers_id).first()
            if found is None:
                break
            before.append(found)
            at = found
        return MatterShown(
            row=row,
            before=before,
            after=list(many.filter(answers_id=matter_id)),
            answers=row.answered_on is None and leads(actor, row.to_board_id),
            decisions=list(BoardDecision.objects.filter(board_id=row.to_board_id).order_by("-number")[:30]),
        )


def risk_of(*, actor: Actor, risk_id: UUID) -> BoardRisk:
    """An open risk or issue with its group. Raises NotFound."""
    with acting_as(actor):
        must(actor, "governance.boards")
        row = BoardRisk.objects.select_related("board").filter(id=risk_id, closed_on=None).first()
        if row is None:
            raise NotFound
        return row


def board_to_lead(*, actor: Actor, board_id: UUID) -> Board:
    """A group that the actor leads. Raises NotFound for others, as for one that is not there."""
    with acting_as(actor):
        row = board_of(board_id)
        if not leads(actor, board_id):
            raise NotFound
        return row


@dataclass(frozen=True)
class Owed:
    """What groups owe: answers, sittings to call or write up, terms to look at, risks to look at."""

    matters: Sequence[Matter]
    sittings: Sequence[Sitting]
    terms: Sequence[BoardTerms]
    risks: Sequence[BoardRisk]
    led: frozenset[UUID]


def group_days(actor: Actor) -> GroupDays:
    """The practice pack's days for the work of groups."""
    periods = practice(actor).boards.periods
    return GroupDays(periods.soon_days, periods.papers_days, periods.minutes_days) if periods else GroupDays()


@asked
def owed(actor: Actor, today: date, soon_days: int) -> Steps[Owed]:
    """What the groups owe that the actor leads, or sits in for sittings ahead; of the coordinator all groups."""
    soon = today + timedelta(days=soon_days)
    mine = BoardMember.objects.filter(on_day(today), appointment_id=actor.appointment)
    found_matters, sittings, terms, risks, sits = yield (
        Matter.objects.filter(answered_on=None, due_on__lte=soon).select_related("to_board").order_by("due_on")[:50],
        Sitting.objects.filter(
            Q(state__in=(SittingState.PLANNED, SittingState.CALLED), on__lte=soon) | Q(state=SittingState.HELD)
        ).select_related("board").order_by("on")[:50],
        BoardTerms.objects.filter(state=TermsState.AGREED, review_on__lte=soon).select_related("board")[:50],
        BoardRisk.objects.filter(closed_on=None, review_on__lte=soon).select_related("board")[:50],
        mine,
    )  # fmt: skip
    led = {one.board_id for one in sits if one.office != Office.MEMBER}
    there = {one.board_id for one in sits}

    def leads_it(board: UUID) -> bool:
        return actor.whole_area or board in led

    return Owed(
        matters=[one for one in found_matters if leads_it(one.to_board_id)],
        sittings=[one for one in sittings if leads_it(one.board_id) or one.board_id in there],
        terms=[one for one in terms if leads_it(one.board_id)],
        risks=[one for one in risks if leads_it(one.board_id)],
        led=frozenset(one.board_id for one in [*sittings] if leads_it(one.board_id)),
    )
