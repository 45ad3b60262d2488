"""What minutes say, and how it is kept from the day they are issued: as JSON behind each case's own wall."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from openccr.conference.flags_ending import FlagEnding
from openccr.conference.models import MinutesOfCase
from openccr.conference.rules.minutes import MinutesPart


@dataclass(frozen=True, kw_only=True)
class CaseText:
    """One case in the minutes.

    Args:
        generated: as the notes of the hearing give it now; the text itself where nobody has edited it.
        notes_changed: the notes were changed after somebody edited the text.
        actions: (what, who, by when).
    """

    file_id: UUID
    hearing_id: UUID | None
    title: str
    outcome: str
    text: str
    generated: str
    edited: bool
    notes_changed: bool
    actions: tuple[tuple[str, str, str], ...]

    def as_json(self) -> dict[str, Any]:
        return {"title": self.title, "outcome": self.outcome, "text": self.text, "actions": [*map(list, self.actions)]}


@dataclass(frozen=True)
class Outstanding:
    """Actions of earlier meetings on one case, each kind apart (SL-NI-MIN): (kind, what, who, by or why)."""

    file_id: UUID
    title: str
    lines: tuple[tuple[str, str, str, str], ...]

    def as_json(self) -> dict[str, Any]:
        return {"title": self.title, "lines": [*map(list, self.lines)]}


@dataclass(frozen=True)
class There:
    """Who took part: (name, agency) by how."""

    present: tuple[tuple[str, str], ...] = ()
    guests: tuple[tuple[str, str], ...] = ()
    apologies: tuple[tuple[str, str], ...] = ()
    sent_only: tuple[str, ...] = ()
    signed: int = 0

    def as_json(self) -> dict[str, Any]:
        return {
            "present": [*map(list, self.present)],
            "guests": [*map(list, self.guests)],
            "apologies": [*map(list, self.apologies)],
            "sent_only": list(self.sent_only),
            "signed": self.signed,
        }


def thawed_there(frozen: dict[str, Any]) -> There:
    """Who took part, as it was frozen."""

    def pairs(name: str) -> tuple[tuple[str, str], ...]:
        return tuple((one[0], one[1]) for one in frozen.get(name, ()))

    return There(
        pairs("present"),
        pairs("guests"),
        pairs("apologies"),
        tuple(frozen.get("sent_only", ())),
        frozen.get("signed", 0),
    )


def thawed_cases(parts: Iterable[MinutesOfCase]) -> Iterable[CaseText]:
    """The cases as they were frozen."""
    for part in parts:
        if part.part == MinutesPart.HEARD and part.frozen:
            yield CaseText(
                file_id=part.file_id,
                hearing_id=part.hearing_id,
                title=part.frozen["title"],
                outcome=part.frozen["outcome"],
                text=part.frozen["text"],
                generated=part.frozen["text"],
                edited=bool(part.text),
                notes_changed=False,
                actions=tuple((one[0], one[1], one[2]) for one in part.frozen["actions"]),
            )


def thawed_outstanding(parts: Iterable[MinutesOfCase]) -> Iterable[Outstanding]:
    """The actions that were reviewed."""
    for part in parts:
        if part.part == MinutesPart.OUTSTANDING and part.frozen:
            lines = tuple((one[0], one[1], one[2], one[3]) for one in part.frozen["lines"])
            yield Outstanding(part.file_id, part.frozen["title"], lines)


def thawed_ends(parts: Iterable[MinutesOfCase]) -> Iterable[FlagEnding]:
    """The cases that were at the end of their twelve months."""
    for part in parts:
        if part.part == MinutesPart.TWELVE_MONTHS and part.frozen:
            until = date.fromisoformat(part.frozen["until"])
            yield FlagEnding(part.file_id, part.frozen["initials"], part.frozen["reference"], until, closed=False)
