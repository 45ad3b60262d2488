"""The nouns of a form or a message that was read: what found its place, and what did not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from openccr.kernel.days import day_words


@dataclass(frozen=True, slots=True)
class Found:
    """One answer that found its place.

    Args:
        name: the canonical name.
        label: as the document writes it; "" for a content control of our own.
        text: the answer, ticked boxes in words.
        section: the key of the section it stood in, or "".
        number: counted from 1, which of several people of that section.
    """

    name: str
    label: str
    text: str
    section: str = ""
    number: int = 1


@dataclass(frozen=True, slots=True)
class Unplaced:
    """Words that found no place. They are shown to a person, whatever they are.

    Args:
        label: what stood beside them or what they were ("Struck out"); "" for running text.
    """

    label: str
    text: str


@dataclass(frozen=True)
class Document:
    """One form, message or row.

    Args:
        source: its file's name, for sentences and for the person who checks.
        found: every answer, in reading order; one of several people has a number of its own.
        unplaced: everything else that holds words.
        controls: the content controls of our own forms by tag, also those that are no canonical name.
        notes: whole sentences on what was passed over or is worth a look.
        problem: why this document could not be read, in a sentence, though others beside it could.
        dated: when the message that it is or hangs on was sent, as its header says.
        sender: who sent that message, as its header says.
    """

    source: str
    found: tuple[Found, ...] = ()
    unplaced: tuple[Unplaced, ...] = ()
    controls: Mapping[str, str] | None = None
    notes: tuple[str, ...] = ()
    problem: str = ""
    dated: datetime | None = None
    sender: str = ""

    @property
    def sent(self) -> str:
        """Who sent it and on which day, in words; empty where no sender is named."""
        on = day_words(self.dated.date()) if self.dated else ""
        return ", ".join(filter(None, (self.sender, on))) if self.sender else ""

    @property
    def filled(self) -> tuple[Found, ...]:
        """The answers that say something."""
        return tuple(one for one in self.found if one.text)
