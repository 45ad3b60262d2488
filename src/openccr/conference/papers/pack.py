"""The meeting pack: agenda, a sheet for each case, and a blank sheet to write on for each."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from openccr.conference.papers.meetings import agenda, case_sheet, note_sheet
from openccr.conference.recipients import hearings_for
from openccr.conference.rules.hearings import HearingState
from openccr.documents.rules.paper import Block, Content, Heading, Lines, NewSheet, Recipient
from openccr.kernel.actors import Actor
from openccr.kernel.days import day_words


def pack(*, actor: Actor, about: UUID, recipient: Recipient, today: date) -> Content:
    """Everything a meeting needs on paper. No whereabouts, no recourse, nothing that must not be minuted.

    Raises NotFound for a meeting elsewhere, Refusal without a case.
    """
    first = agenda(actor=actor, about=about, recipient=recipient, today=today)
    found = hearings_for(actor=actor, meeting_id=about, recipient=recipient, today=today)
    blocks: list[Block] = [Heading("Agenda"), *first.blocks]
    for number, row in enumerate(found, start=1):
        if row.state != HearingState.WITHDRAWN:
            blocks += [NewSheet(), *case_sheet(actor, row, number=number, today=today)]
            blocks += [NewSheet(), *note_sheet(row, number=number)]
    blocks += [NewSheet(), Heading("Who took part"), Lines("Name, agency, signature: I have read the statement", 16)]
    return Content(
        title=f"Pack for the meeting of {day_words(found[0].meeting.on)}",
        blocks=tuple(blocks),
        files=first.files,
        handling="For whoever leads the meeting. Enter what is written on it afterwards, then destroy it.",
    )
