"""A group and who sits in it, for operations and queries alike. Call these inside `acting_as(actor)`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.db import connection
from django.db.models import Q
from django.utils import timezone

from openccr.content.schema.boards import BoardKind
from openccr.governance.models import Board, BoardMember, TakingPart
from openccr.governance.rules.boards import Office, Seat
from openccr.kernel.actors import Actor
from openccr.kernel.refusals import NotFound, Refusal
from openccr.partnership.models import Agency
from openccr.partnership.practice import practice

BY_AND_FOR = "by_and_for"
"""The pack's kind of agency that is led by and for a community whatever the coordinator has written."""


def board_of(board_id: UUID) -> Board:
    """A group. Raises NotFound."""
    row = Board.objects.select_related("above").filter(id=board_id).first()
    if row is None:
        raise NotFound
    return row


def kind_of(actor: Actor, board: Board) -> BoardKind:
    """What the pack says of a group's kind. Raises KeyError for one that no pack has."""
    return practice(actor).boards.kinds[board.kind]


def on_day(on: date) -> Q:
    """Members in force on a day."""
    return Q(from_on__lte=on) & (Q(until_on=None) | Q(until_on__gte=on))


def left_on(member: BoardMember, *, today: date) -> date | None:
    """The day on which somebody who sits in a group left: their agency did, or their role ended; None where neither.

    Of whoever sits there without an account only the agency is known. Ask for agency and appointment with the member.
    """
    held = member.appointment
    if member.agency.left_on is not None or held is None:
        return member.agency.left_on
    if held.ended_on is not None:
        return held.ended_on
    return held.until_on if held.until_on and held.until_on < today else None


def members_on(board_id: UUID, on: date) -> list[BoardMember]:
    """Who sits in a group on a day, its chair first, then by agency."""
    rows = BoardMember.objects.filter(on_day(on), board_id=board_id).select_related("agency")
    order = list(Office)
    return sorted(rows, key=lambda one: (order.index(Office(one.office)), one.agency.name, one.name))


def rivals_among(members: Sequence[BoardMember]) -> bool:
    """Whether an agency of theirs competes with the actor's own, so that its rows are not there for the actor."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT openccr.rival_agencies()")
        rivals = set(cursor.fetchone()[0])
    return any(one.agency_id in rivals for one in members)


def leads(actor: Actor, board_id: UUID) -> bool:
    """Whether the actor coordinates the partnership, or chairs or writes for the group."""
    if actor.whole_area:
        return True
    mine = BoardMember.objects.filter(on_day(timezone.localdate()), board_id=board_id, appointment_id=actor.appointment)
    return mine.exclude(office=Office.MEMBER).exists()


def must_lead(actor: Actor, board_id: UUID) -> None:
    """Raise a Refusal for whoever neither coordinates nor leads the group."""
    if not leads(actor, board_id):
        raise Refusal("The group's chair, vice-chair or secretary does this, or the coordinator.")


def by_and_for(agency: Agency, said: TakingPart | None) -> bool:
    """Whether an agency is led by and for a community: as the coordinator wrote it, else by its kind."""
    return said.by_and_for if said is not None else agency.kind == BY_AND_FOR


def seat_of(actor: Actor, member: BoardMember, said: TakingPart | None) -> Seat:
    """A member as `rules.boards.missing_of` looks at them."""
    pack = practice(actor)
    kind = pack.agencies.kinds.get(member.agency.kind)
    return Seat(
        agency=member.agency.name,
        sector=kind.sector if kind else "other",
        by_and_for=by_and_for(member.agency, said),
        rank=pack.boards.rank(member.seniority),
    )
