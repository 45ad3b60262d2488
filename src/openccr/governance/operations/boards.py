"""Opening and changing groups, and who sits in them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.utils import timezone

from openccr.access.acting import acting_as
from openccr.access.may import must
from openccr.audit.operations import record
from openccr.governance.models import Board, BoardMember, BodyLead, Interest
from openccr.governance.rules.boards import Office, why_not_above
from openccr.governance.seats import board_of
from openccr.kernel.actors import Actor
from openccr.kernel.refusals import NotFound, Refusal
from openccr.partnership.models import Agency, Appointment
from openccr.partnership.practice import practice


def open_board(
    *, actor: Actor, kind: str, name: str, purpose: str, above_id: UUID | None, at: datetime
) -> UUID:  # fmt: skip
    """Open a group below another, or a body of the larger structure above them. Returns its id.

    Raises Refusal without a name, for a name that is taken and a kind that the pack does not have.
    """
    with acting_as(actor):
        must(actor, "governance.keep_boards")
        found = practice(actor).boards.kinds.get(kind)
        if found is None:
            raise Refusal("Choose what kind of group it is.", field="kind")
        _named(name, board=None)
        if above_id is not None:
            board_of(above_id)
        row = Board(
            partnership_id=actor.partnership, kind=kind, name=name.strip(), purpose=purpose.strip(), above_id=above_id,
            closed=found.closed, commissioning=found.commissioning, opened_on=timezone.localdate(at),
        )  # fmt: skip
        row.save(force_insert=True)
        record("board.kept", subjects=[row.id], at=at)
        return row.id


def change_board(
    *, actor: Actor, board_id: UUID, name: str, purpose: str, above_id: UUID | None, quorum: int | None,
    meets_months: int | None, at: datetime,
) -> None:  # fmt: skip
    """Change a group's name, purpose, place and how it works; `quorum` and `meets_months` None: the pack's.

    Raises NotFound, and Refusal as `open_board` and for a group that would stand above itself.
    """
    with acting_as(actor):
        must(actor, "governance.keep_boards")
        row = board_of(board_id)
        _named(name, board=board_id)
        refusal = why_not_above(board_id, above_id, dict(Board.objects.values_list("id", "above_id")))
        if refusal is not None:
            raise refusal
        row.name, row.purpose, row.above_id = name.strip(), purpose.strip(), above_id
        row.quorum, row.meets_months = quorum, meets_months
        row.save(update_fields=["name", "purpose", "above_id", "quorum", "meets_months"])
        record("board.kept", subjects=[board_id], fields=["name", "above"], at=at)


def end_board(*, actor: Actor, board_id: UUID, at: datetime) -> None:
    """End a group; what it did stays. Raises NotFound, Refusal for one with groups below it."""
    with acting_as(actor):
        must(actor, "governance.keep_boards")
        row = board_of(board_id)
        if Board.objects.filter(above_id=board_id, ended_on=None).exists():
            raise Refusal("Other groups stand below it.", remedy="Put them below another group first.")
        row.ended_on = timezone.localdate(at)
        row.save(update_fields=["ended_on"])
        record("board.kept", subjects=[board_id], fields=["ended_on"], at=at)


def _named(name: str, *, board: UUID | None) -> None:
    if not name.strip():
        raise Refusal("Give the group a name.", field="name")
    if any(key != board for key in Board.objects.filter(name__iexact=name.strip()).values_list("id", flat=True)):
        raise Refusal("Another group has this name.", field="name")


@dataclass(frozen=True, kw_only=True)
class Sits:
    """How somebody sits in a group.

    Args:
        seniority: key of the pack's ladder.
        deputy, deputy_post: who stands in for them; may be empty.
    """

    post: str = ""
    seniority: str
    office: str = Office.MEMBER
    votes: bool = True
    deputy: str = ""
    deputy_post: str = ""


def add_member(
    *, actor: Actor, board_id: UUID, agency_id: UUID, name: str, sits: Sits, appointment_id: UUID | None,
    from_on: date, at: datetime,
) -> UUID:  # fmt: skip
    """Have somebody sit in a group for their agency. Returns the member's id.

    Args:
        appointment_id: the appointment of theirs in OpenCCR, if they have one: under it they read the papers.

    Raises NotFound, and Refusal without a name or a rung of the ladder, for who sits there already, for an appointment
    of another agency, for a second chair, and in a commissioning group for an agency with an interest in a contract.
    """
    with acting_as(actor):
        must(actor, "governance.keep_boards")
        board = board_of(board_id)
        if not Agency.objects.filter(id=agency_id, left_on=None).exists():
            raise NotFound
        if appointment_id is not None:
            person = Appointment.objects.filter(id=appointment_id).first()
            if person is None or person.agency_id != agency_id:
                raise Refusal("That person works for another agency.", field="appointment_id")
            name = name or person.name
        if not name.strip():
            raise Refusal("Name who sits in it.", field="name")
        sitting = BoardMember.objects.filter(board_id=board_id, agency_id=agency_id, until_on=None)
        if sitting.filter(name__iexact=name.strip()).exists():
            raise Refusal(f"{name.strip()} sits in it for this agency already.", field="name")
        if board.commissioning and Interest.objects.filter(agency_id=agency_id, contract=True, ended_on=None).exists():
            raise Refusal("This agency has an interest in a contract, so it does not sit here.", field="agency_id")
        _sits(actor, sits, board=board_id, member=None)
        row = BoardMember(
            partnership_id=actor.partnership, board_id=board_id, agency_id=agency_id, appointment_id=appointment_id,
            name=name.strip(), from_on=from_on, **vars(sits),
        )  # fmt: skip
        row.save(force_insert=True)
        record("board.kept", subjects=[board_id, row.id], fields=["members"], at=at)
        return row.id


def change_member(
    *, actor: Actor, member_id: UUID, sits: Sits, from_on: date, until_on: date | None, at: datetime
) -> UUID:  # fmt: skip
    """Change how somebody sits in a group, since when or until when. Returns the group's id. Raises as `add_member`."""
    with acting_as(actor):
        must(actor, "governance.keep_boards")
        row = BoardMember.objects.filter(id=member_id).first()
        if row is None:
            raise NotFound
        _sits(actor, sits, board=row.board_id, member=member_id)
        if until_on is not None and until_on < from_on:
            raise Refusal("The last day is before the first.", field="until_on")
        for name, value in vars(sits).items():
            setattr(row, name, value)
        row.from_on, row.until_on = from_on, until_on
        row.save(update_fields=[*vars(sits), "from_on", "until_on"])
        record("board.kept", subjects=[row.board_id, row.id], fields=["members"], at=at)
        return row.board_id


def _sits(actor: Actor, sits: Sits, *, board: UUID, member: UUID | None) -> None:
    if sits.seniority not in practice(actor).boards.seniority:
        raise Refusal("Say how senior they are.", field="seniority")
    if sits.office not in list(Office):
        raise Refusal("Say what they do for the group.", field="office")
    chairs = BoardMember.objects.filter(board_id=board, office=Office.CHAIR, until_on=None)
    if sits.office == Office.CHAIR and any(key != member for key in chairs.values_list("id", flat=True)):
        raise Refusal("The group has a chair.", remedy="Give theirs a last day first.", field="office")


def name_body_lead(
    *, actor: Actor, agency_id: UUID | None, body: str, name: str, post: str, at: datetime
) -> UUID:  # fmt: skip
    """Name who leads on domestic abuse or safeguarding in a health body. Returns the entry's id; an older one ends.

    Args:
        body: its name, where it is no agency of the partnership.

    Raises Refusal without body, name or post.
    """
    with acting_as(actor):
        must(actor, "governance.keep_boards")
        if agency_id is None and not body.strip():
            raise Refusal("Choose the body, or write its name.", field="body")
        for field, value, words in (("name", name, "Name the person."), ("post", post, "Write down their post.")):
            if not value.strip():
                raise Refusal(words, field=field)
        today = timezone.localdate(at)
        same = {"agency_id": agency_id} if agency_id else {"agency_id": None, "body__iexact": body.strip()}
        BodyLead.objects.filter(until_on=None, **same).update(until_on=today - timedelta(days=1))
        row = BodyLead(
            partnership_id=actor.partnership, agency_id=agency_id, body="" if agency_id else body.strip(),
            name=name.strip(), post=post.strip(), from_on=today, checked_on=today,
        )  # fmt: skip
        row.save(force_insert=True)
        record("board.kept", subjects=[row.id], fields=["lead"], at=at)
        return row.id
