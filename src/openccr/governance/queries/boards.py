"""What the pages of groups show: the map, one group, who is missing, the year."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import connection

from openccr.access.acting import acting_as
from openccr.access.may import must
from openccr.access.together import together
from openccr.content.schema.boards import BoardKind
from openccr.governance.models import (
    Board,
    BoardDecision,
    BoardMember,
    BoardRisk,
    BoardTerms,
    BodyLead,
    Matter,
    Sitting,
    TakingPart,
)
from openccr.governance.rules.boards import Missing, Office, missing_of
from openccr.governance.rules.sittings import OPEN
from openccr.governance.rules.terms import TermsState
from openccr.governance.seats import board_of, kind_of, leads, left_on, on_day, seat_of
from openccr.kernel.actors import Actor
from openccr.kernel.once import once
from openccr.kernel.refusals import NotFound
from openccr.partnership.models import Agency, Appointment
from openccr.partnership.practice import practice

SHOWN = 10
"""How many sittings, decisions and matters a group's page shows; the rest stands in the registers."""


@dataclass(frozen=True, kw_only=True)
class BoardLine:
    """A group on the map and in the list beside it. `up` and `down`: matters between it and the one above, open.

    `left`: who is still named in it and has left; they are neither its chair nor counted.
    """

    row: Board
    kind: BoardKind
    members: int
    chair: str
    next_on: date | None
    up: int
    down: int
    late: int
    terms_on: date | None
    missing: Missing
    left: Sequence[BoardMember]


@once
def board_lines(*, actor: Actor, today: date) -> list[BoardLine]:
    """Every group that has not ended, the highest first, each followed by those below it."""
    with acting_as(actor):
        must(actor, "governance.boards")
        boards, members, sittings, matters, terms, said = together(
            Board.objects.filter(ended_on=None).order_by("name"),
            BoardMember.objects.filter(on_day(today)).select_related("agency", "appointment"),
            Sitting.objects.filter(on__gte=today, state__in=OPEN).order_by("-on"),
            Matter.objects.filter(answered_on=None),
            BoardTerms.objects.filter(kind="terms", state=TermsState.AGREED),
            TakingPart.objects.all(),
        )
        sits: dict[UUID, list[BoardMember]] = defaultdict(list)
        left: dict[UUID, list[BoardMember]] = defaultdict(list)
        for one in members:
            (left if left_on(one, today=today) else sits)[one.board_id].append(one)
        following = {one.board_id: one.on for one in sittings}  # the nearest comes last
        reviewed = {one.board_id: one.review_on for one in terms}
        funded = {one.agency_id: one for one in said}
        return [
            BoardLine(
                row=row,
                kind=kind_of(actor, row),
                members=len(sits[row.id]),
                chair=next((one.name for one in sits[row.id] if one.office == Office.CHAIR), ""),
                next_on=following.get(row.id),
                up=sum(one.from_board_id == row.id and one.to_board_id == row.above_id for one in matters),
                down=sum(one.to_board_id == row.id and one.from_board_id == row.above_id for one in matters),
                late=sum(one.to_board_id == row.id and one.due_on < today for one in matters),
                terms_on=reviewed.get(row.id),
                missing=_missing(actor, kind_of(actor, row), sits[row.id], funded),
                left=left[row.id],
            )
            for row in _in_order(boards)
        ]


def _missing(
    actor: Actor, kind: BoardKind, members: Sequence[BoardMember], said: Mapping[UUID, TakingPart]
) -> Missing:  # fmt: skip
    return missing_of(
        [seat_of(actor, one, said.get(one.agency_id)) for one in members],
        should_sit=kind.should_sit,
        by_and_for=kind.by_and_for,
        least_rank=practice(actor).boards.rank(kind.least_seniority or ""),
    )


def _in_order(boards: Sequence[Board]) -> list[Board]:
    """The highest first, each followed by those below it."""
    known = {one.id for one in boards}
    below: dict[UUID | None, list[Board]] = defaultdict(list)
    for one in boards:
        below[one.above_id if one.above_id in known else None].append(one)

    def down(above: UUID | None) -> list[Board]:
        return [each for one in below[above] for each in (one, *down(one.id))]

    return down(None)


@dataclass(frozen=True, kw_only=True)
class BoardShown:
    """One group as its page shows it. `leads`: the actor may write for it; `closed`: what it does is kept from them."""

    row: Board
    kind: BoardKind
    members: Sequence[BoardMember]
    missing: Missing
    terms: Mapping[str, BoardTerms]
    drafts: Mapping[str, BoardTerms]
    sittings: Sequence[Sitting]
    decisions: Sequence[BoardDecision]
    risks: Sequence[BoardRisk]
    matters: Sequence[Matter]
    leads: bool
    closed: bool


@once
def board_shown(*, actor: Actor, board_id: UUID, today: date) -> BoardShown:
    """A group with all that hangs on it. Raises NotFound."""
    with acting_as(actor):
        must(actor, "governance.boards")
        row = board_of(board_id)
        kind, known = kind_of(actor, row), practice(actor).boards
        matters = Matter.objects.select_related("from_board", "to_board").order_by("answered_on", "due_on")
        members, terms, ahead, past, decisions, risks, sent, got, said = together(
            BoardMember.objects.filter(on_day(today), board_id=board_id).select_related("agency", "appointment"),
            BoardTerms.objects.filter(board_id=board_id).exclude(state=TermsState.REPLACED),
            Sitting.objects.filter(board_id=board_id, on__gte=today).order_by("on")[:SHOWN],
            Sitting.objects.filter(board_id=board_id, on__lt=today).order_by("-on")[:SHOWN],
            BoardDecision.objects.filter(board_id=board_id).order_by("-number")[:SHOWN],
            BoardRisk.objects.filter(board_id=board_id, closed_on=None).select_related("agency")[: 5 * SHOWN],
            matters.filter(from_board_id=board_id)[:SHOWN],
            matters.filter(to_board_id=board_id)[:SHOWN],
            TakingPart.objects.all(),
        )
        order = list(Office)
        return BoardShown(
            row=row,
            kind=kind,
            members=sorted(members, key=lambda one: (order.index(Office(one.office)), one.agency.name, one.name)),
            missing=_missing(
                actor, kind, [one for one in members if not left_on(one, today=today)],
                {one.agency_id: one for one in said},
            ),
            terms={one.kind: one for one in terms if one.state == TermsState.AGREED},
            drafts={one.kind: one for one in terms if one.state == TermsState.DRAFT},
            sittings=[*reversed(ahead), *past],
            decisions=decisions,
            risks=sorted(risks, key=lambda one: -_weight(known.likelihood, known.seriousness, one)),
            matters=[*sent, *got],
            leads=leads(actor, board_id),
            closed=row.closed and _closed(board_id),
        )  # fmt: skip


def _closed(board_id: UUID) -> bool:
    """Whether the walls keep what this group does from the actor."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT %s = ANY (openccr.closed_boards())", [board_id])
        return bool(cursor.fetchall()[0][0])


def _weight(likelihood: Mapping[str, object], seriousness: Mapping[str, object], risk: BoardRisk) -> int:
    """What puts a risk before others: how likely times how serious. It is never shown."""
    return getattr(likelihood.get(risk.likelihood), "weight", 1) * getattr(
        seriousness.get(risk.seriousness), "weight", 1
    )


def versions_of(*, actor: Actor, board_id: UUID, kind: str) -> tuple[Board, list[BoardTerms], bool]:
    """A group, all versions of its terms or plan with the latest first, and whether the actor may write them."""
    with acting_as(actor):
        must(actor, "governance.boards")
        row = board_of(board_id)
        found = BoardTerms.objects.filter(board_id=board_id, kind=kind).order_by("-number")
        return row, list(found), leads(actor, board_id)


def member_of(*, actor: Actor, member_id: UUID) -> BoardMember:
    """A member with group and agency. Raises NotFound."""
    with acting_as(actor):
        must(actor, "governance.boards")
        row = BoardMember.objects.select_related("agency", "board").filter(id=member_id).first()
        if row is None:
            raise NotFound
        return row


@once
def agency_choices(*, actor: Actor) -> list[tuple[str, str]]:
    """The partnership's agencies as choices."""
    with acting_as(actor):
        rows = Agency.objects.filter(left_on=None).order_by("name").values_list("id", "name")
        return [(str(key), name) for key, name in rows]


def people_choices(*, actor: Actor, today: date) -> list[tuple[str, str]]:
    """Who works in the partnership's agencies, as choices: agency first."""
    with acting_as(actor):
        must(actor, "governance.keep_boards")
        rows = Appointment.objects.filter(user__isnull=False, ended_on=None, until_on__gte=today).select_related(
            "agency"
        )
        found = [(str(one.id), f"{one.agency.name}: {one.name}") for one in rows]
        return sorted(found, key=lambda one: one[1])


def board_choices(*, actor: Actor, but: UUID | None = None) -> list[tuple[str, str]]:
    """The groups as choices."""
    with acting_as(actor):
        rows = Board.objects.filter(ended_on=None).order_by("name").values_list("id", "name")
        return [(str(key), name) for key, name in rows if key != but]


@dataclass(frozen=True)
class Body:
    """A health body with its lead; `lead` None: nobody is named."""

    name: str
    lead: BodyLead | None


def body_leads(*, actor: Actor) -> list[Body]:
    """Every agency of the sectors that name a lead, and other bodies named so far; those without one first."""
    with acting_as(actor):
        must(actor, "governance.boards")
        pack = practice(actor)
        kinds = [key for key, one in pack.agencies.kinds.items() if one.sector in pack.boards.lead_sectors]
        agencies, named = together(
            Agency.objects.filter(left_on=None, kind__in=kinds).order_by("name"),
            BodyLead.objects.filter(until_on=None).select_related("agency").order_by("body"),
        )
        of = {one.agency_id: one for one in named if one.agency_id}
        found = [Body(one.name, of.pop(one.id, None)) for one in agencies]
        found += [Body(one.agency.name if one.agency else one.body, one) for one in named if one.agency_id in of]
        found += [Body(one.body, one) for one in named if one.agency_id is None]
        return sorted(found, key=lambda one: (one.lead is not None, one.name))


def year_of(*, actor: Actor, first_on: date, last_on: date) -> list[Sitting]:
    """The sittings between two days, in their order, with their groups."""
    with acting_as(actor):
        must(actor, "governance.boards")
        return list(
            Sitting.objects.filter(on__gte=first_on, on__lte=last_on)
            .select_related("board")
            .order_by("on", "starts_at")
        )
