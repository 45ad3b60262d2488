"""Agenda and minutes of a sitting, and a letter to an agency's lead about its part, as papers."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.utils import timezone

from openccr.access.may import must
from openccr.documents.kinds import PaperKind
from openccr.documents.rules.paper import Block, Bullets, Content, Facts, Heading, Notice, Para, Recipient, Table
from openccr.governance.queries.boards import board_lines
from openccr.governance.queries.representation import Part, part_of
from openccr.governance.queries.sittings import SittingShown, sitting_shown
from openccr.governance.rules.decisions import HOW
from openccr.governance.rules.representation import of
from openccr.governance.rules.sittings import ITEM_KINDS, SittingState
from openccr.kernel.actors import Actor
from openccr.kernel.days import day_words
from openccr.kernel.refusals import NotFound, Refusal
from openccr.partnership.models import Agency, Appointment
from openccr.partnership.practice import practice
from openccr.partnership.rules import Role


def recipients_of_sitting(*, actor: Actor, about: UUID) -> list[Recipient]:
    """The agencies that sit in the group on that day, one's own first; for who does not lead it, only their own."""
    must(actor, "governance.boards")
    shown = sitting_shown(actor=actor, sitting_id=about, today=timezone.localdate())
    agencies = {one.agency_id: one.agency for one in shown.members}
    if actor.agency_id not in agencies:
        own = Agency.objects.filter(id=actor.agency).first()
        if own is not None:
            agencies[own.id] = own
    found = [
        Recipient(agency_id=one.id, agency=one.name, kind=one.kind)
        for one in sorted(agencies.values(), key=lambda one: (one.id != actor.agency_id, one.name))
    ]
    return found if shown.leads else found[:1]


def agenda(*, actor: Actor, about: UUID, recipient: Recipient, today: date) -> Content:
    """The agenda of a sitting, with the titles of its papers and what waits for the group's answer."""
    shown = sitting_shown(actor=actor, sitting_id=about, today=today)
    row = shown.row
    blocks: list[Block] = [
        Facts((("Day", day_words(row.on)), ("Starts", f"{row.starts_at:%H:%M}"), ("Where", row.venue or "Not said"))),
        Table(
            "Agenda", ("Item", "What the group does", "Minutes"),
            tuple(
                (f"{one.number}. {one.title}" + (f": {one.note}" if one.note else ""), ITEM_KINDS[one.kind],
                 str(one.minutes))
                for one in shown.items
            ),
        ),
    ]  # fmt: skip
    if shown.papers:
        blocks += [Heading("Papers"), Bullets(tuple(one.title for one in shown.papers))]
    if shown.waiting:
        waiting = tuple((one.title, one.from_board.name, day_words(one.due_on)) for one in shown.waiting)
        blocks += [Heading("Waits for this group's answer"), Table("Matters", ("Matter", "From", "Due"), waiting)]
    return Content(title=f"Agenda: {row.board.name}, {day_words(row.on)}", blocks=tuple(blocks) if shown.items else ())


def no_agenda_yet(*, actor: Actor, about: UUID) -> Refusal | None:
    """Why there is no agenda to print, or None. Raises NotFound."""
    shown = sitting_shown(actor=actor, sitting_id=about, today=timezone.localdate())
    return None if shown.items else Refusal("The agenda is empty.", remedy="It can be made when something is on it.")


def no_minutes_yet(*, actor: Actor, about: UUID) -> Refusal | None:
    """Why there are no minutes to print, or None. Raises NotFound."""
    row = sitting_shown(actor=actor, sitting_id=about, today=timezone.localdate()).row
    if row.state in (SittingState.HELD, SittingState.AGREED):
        return None
    if row.state == SittingState.CANCELLED:
        return Refusal("The sitting did not take place: there are no minutes.")
    return Refusal("There are no minutes yet.", remedy="They can be made once it is written down who came.")


def minutes(*, actor: Actor, about: UUID, recipient: Recipient, today: date) -> Content:
    """The minutes: who was there, what was said of each item, decisions, actions. Raises Refusal before the sitting."""
    if refusal := no_minutes_yet(actor=actor, about=about):
        raise refusal
    shown = sitting_shown(actor=actor, sitting_id=about, today=today)
    row = shown.row
    blocks: list[Block] = []
    if row.state == SittingState.HELD:
        blocks.append(Notice("Draft: the group has not agreed these minutes."))
    agreed = (("State", "Agreed by the group"),) if row.state == SittingState.AGREED else ()
    blocks += [
        Facts((("Day", day_words(row.on)), ("Where", row.venue or "Not said"), *agreed)),
        Para(row.present.replace("\n", "\n\n")),
    ]
    for one in shown.items:
        blocks += [Heading(f"{one.number}. {one.title}"), Para(one.said or "Nothing is written.")]
    blocks += _decided(shown)
    return Content(title=f"Minutes: {row.board.name}, {day_words(row.on)}", blocks=tuple(blocks))


def _decided(shown: SittingShown) -> list[Block]:
    found: list[Block] = []
    if shown.decisions:
        rows = tuple((str(one.number), one.text, HOW[one.how], one.dissent or "–") for one in shown.decisions)
        found += [Heading("Decisions"), Table("Decisions", ("Number", "Decision", "How", "Seen otherwise"), rows)]
    if shown.actions:
        acts = tuple((one.text, one.agency, day_words(one.due_on)) for one in shown.actions)
        found += [Heading("Actions"), Table("Actions", ("Action", "Agency", "By"), acts)]
    return found


def lead_of(*, actor: Actor, about: UUID) -> list[Recipient]:
    """The agency, with its lead's name on the letter if it has one. Raises NotFound."""
    must(actor, "governance.keep_boards")
    agency = Agency.objects.filter(id=about, left_on=None).first()
    if agency is None:
        raise NotFound
    lead = Appointment.objects.filter(agency_id=about, role=Role.LEAD, ended_on=None).order_by("name").first()
    return [Recipient(agency_id=agency.id, agency=agency.name, kind=agency.kind, person=lead.name if lead else "")]


def letter(*, actor: Actor, about: UUID, recipient: Recipient, today: date) -> Content:
    """A letter to an agency's lead: what was seen of its part, and what is asked; of an unfunded group nothing is asked
    but what taking part would need. Raises NotFound without a part that the actor may see.
    """
    whole, part = part_of(actor=actor, agency_id=about, today=today)
    blocks = _offer(actor, part) if part.unfunded else _asks(actor, part, whole.since, today)
    return Content(
        title="Your part in the partnership",
        blocks=(Para(day_words(today)), *blocks, Para(f"{actor.name}, for the partnership")),
    )


def _offer(actor: Actor, part: Part) -> tuple[Block, ...]:
    rate = practice(actor).boards.meeting_time
    pays = f" We pay £{rate.pence_per_hour / 100:.2f} for each hour." if rate else ""
    return (
        Para("Thank you for what you bring. Nobody funds you to take part, and your time is worth paying for."),
        Para(f"Your time in meetings and for reading papers is paid.{pays} Please tell us what else would make it "
             "possible: other times or places, one paper instead of ten, somebody who stands in."),
        Facts((("Still to be paid to you", f"£{part.owed / 100:,.2f}"), ("Paid so far", f"£{part.paid / 100:,.2f}"))),
    )  # fmt: skip


def _asks(actor: Actor, part: Part, since: date, today: date) -> tuple[Block, ...]:
    names = {one.row.id: one.row.name for one in board_lines(actor=actor, today=today)}
    rows = tuple(
        (names.get(board, "A group that has ended"), of(one.came, one.invited), of(one.senior, one.came),
         of(one.contributed, one.came), of(one.delivered, one.actions))
        for board, one in part.by_board.items()
    )  # fmt: skip
    head = ("Group", "Came", "Could commit you", "Brought something", "Actions done")
    seen: tuple[Block, ...] = (
        Para(f"This is what we counted of your agency's part in the partnership's groups from {day_words(since)} to "
             f"{day_words(today)}. If any of it is wrong, tell us and we put it right."),
        Table("Your part", head, rows),
    )  # fmt: skip
    if not part.remarks:
        return (*seen, Para("Nothing stands out. Thank you: the response is as strong as what agencies bring to it."))
    asked: tuple[Block, ...] = (
        Heading("What we ask"),
        Bullets(tuple(one.asked for one in part.remarks)),
        Para(
            "Please name somebody who can commit your agency and somebody who stands in, and tell us what would help."
        ),
    )
    return seen + asked


BOARD_PAPERS = (
    PaperKind(
        key="board-agenda", title="Agenda of a group", explains="What is on the table, in which order, and the papers.",
        may="governance.boards", about="sitting", recipients=recipients_of_sitting, query=agenda,
        waits=no_agenda_yet,
    ),
    PaperKind(
        key="board-minutes", title="Minutes of a group",
        explains="Who was there, what was said and decided, and who does what.",
        may="governance.boards", about="sitting", recipients=recipients_of_sitting, query=minutes,
        waits=no_minutes_yet,
    ),
    PaperKind(
        key="lead-letter", title="Letter to an agency's lead",
        explains="What was counted of its part and what is asked. To a group nobody funds: what taking part needs.",
        may="governance.keep_boards", about="represented", recipients=lead_of, query=letter,
    ),
)  # fmt: skip
"""The papers of groups."""
