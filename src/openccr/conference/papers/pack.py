"""The meeting pack: agenda, what earlier meetings left undone, and for each case its sheet and a blank one."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from uuid import UUID

from openccr.actions.queries.promises import late_by_agency
from openccr.conference.minutes import earlier_hearings, outstanding_at
from openccr.conference.models import Meeting
from openccr.conference.papers.meetings import agenda, case_sheet, note_sheet
from openccr.conference.papers.minutes import kinds_apart
from openccr.conference.recipients import on_agenda_for
from openccr.documents.rules.paper import Block, Content, Heading, Lines, NewSheet, Para, Recipient, Table
from openccr.kernel.actors import Actor
from openccr.kernel.days import day_words


def pack(*, actor: Actor, about: UUID, recipient: Recipient, today: date) -> Content:
    """Everything a meeting needs on paper. No whereabouts, no recourse, nothing that must not be minuted.

    Raises NotFound for a meeting elsewhere, Refusal without a case.
    """
    first = agenda(actor=actor, about=about, recipient=recipient, today=today)
    found = on_agenda_for(actor=actor, meeting_id=about, recipient=recipient, today=today)
    meeting = found[0][1].meeting
    blocks: list[Block] = [Heading("Agenda"), *first.blocks]
    if undone := [*_not_done(meeting)]:
        blocks += [NewSheet(), Heading("What earlier meetings agreed and is not done"), *undone]
    for number, row, _ in found:
        blocks += [NewSheet(), *case_sheet(actor, row, number=number, today=today)]
        blocks += [NewSheet(), *note_sheet(row, number=number)]
    blocks += [NewSheet(), Heading("Who took part"), Lines("Name, agency, signature: I have read the statement", 16)]
    return Content(
        title=f"Pack for the meeting of {day_words(meeting.on)}",
        blocks=tuple(blocks),
        files=first.files,
        handling="For whoever leads the meeting. Enter what is written on it afterwards, then destroy it.",
    )


def _not_done(meeting: Meeting) -> Iterator[Block]:
    """What opens the meeting, as it stands on its day: in words of its own cases, of all others in numbers.

    What is in a pack leaves, and the ledger has a line for each case in it: the cases on the agenda and no other.
    """
    yield from kinds_apart(outstanding_at(meeting, today=meeting.on, own_cases=True))
    if meeting.urgent:
        return
    others = set(earlier_hearings(meeting, own_cases=False)) - set(earlier_hearings(meeting, own_cases=True))
    if late := late_by_agency(today=meeting.on, hearing_ids=others):
        yield Para("Late besides, of cases that are not on this agenda. Each agency has its own list.")
        rows = tuple((one.agency, str(one.count), day_words(one.oldest)) for one in late)
        yield Table("Late of other cases", ("Agency", "Actions", "The oldest was due"), rows)
