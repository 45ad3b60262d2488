"""The chronology on paper, as PDF/UA and Word: of a case for one recipient, of a person for whoever makes it."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from openccr.chronology.gathering import Chronology, chronology_of
from openccr.chronology.recipients import chosen, of_case, of_person
from openccr.chronology.rules import TELLS, Entry, Gap, day_words
from openccr.chronology.workbook import gap_words
from openccr.documents.kinds import PaperKind
from openccr.documents.rules.paper import Bullets, Content, Notice, Para, Recipient, Table
from openccr.kernel.actors import Actor

HEAD = ("When", "What", "Whose", "Fact or opinion", "Source")


def _case(*, actor: Actor, about: UUID, recipient: Recipient, today: date) -> Content:
    _, another = chosen(actor=actor, file=about, agency_id=recipient.agency_id, whom=recipient.person)
    found = chronology_of(actor, file=about, today=today, leaves=True, outside=another)
    return _content(f"Chronology of case {found.files[about]}", found)


def _person(*, actor: Actor, about: UUID, recipient: Recipient, today: date) -> Content:
    return _content("Chronology of a person", chronology_of(actor, person=about, today=today, leaves=True))


def _content(title: str, found: Chronology) -> Content:
    if not found.entries:
        return Content(title=title, blocks=(), files=tuple(found.files))
    names = {one.id: one.name for one in found.people}
    return Content(
        title=title,
        blocks=(
            Para(f"Cases: {', '.join(found.files.values())}. People:"),
            Bullets(tuple(f"{one.name}, {one.part.lower()}" for one in found.people)),
            Notice(
                "What one agency says is not proved by another repeating it. A day that is not known is said to be so."
            ),
            Table("What happened, the earliest first", HEAD, tuple(_row(one, names) for one in found.shown)),
        ),
        files=tuple(found.files),
    )


def _row(one: Entry | Gap, names: dict[Any, str]) -> tuple[str, ...]:
    if isinstance(one, Gap):
        return (gap_words(one), f"Nothing is written down for {one.days} days", "", "", "")
    line = one.line
    about = ", ".join(names[person] for person in line.people if person in names)
    whose = " / ".join(part for part in (", ".join(one.agencies), line.who) if part)
    return (day_words(line), f"{about}: {line.what}" if about else line.what, whose, line.nature.label, line.source)


PAPERS = (
    PaperKind(
        key="chronology",
        title="Chronology",
        explains="Everything that has a day, across agencies, the earliest first, with gaps. No address.",
        may="chronology.take_out",
        about="file",
        recipients=of_case,
        query=_case,
        tells=TELLS,
    ),
    PaperKind(
        key="person-chronology",
        title="Chronology of a person",
        explains="The same through every case of theirs that you see. For you alone.",
        may="chronology.take_out",
        about="person",
        recipients=of_person,
        query=_person,
    ),
)
