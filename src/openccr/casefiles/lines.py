"""Lines of the combined chronology: what an app says happened, when, who says so and how far it can be relied on.

Each app declares its own in `chronicle.py` as `CHRONOLOGY: tuple[Source, ...]`, as it declares panels; the chronology
puts them together. Nothing here opens anything: a line holds what its reader's walls show and no whereabouts.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from uuid import UUID

from openccr.access.ours import modules
from openccr.access.together import Steps


class Precision(StrEnum):
    """How exactly a day is known. What is less exact than a day stands on its first day."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"
    ABOUT = "about"

    @property
    def label(self) -> str:
        return {"day": "The day is known", "month": "Month only", "year": "Year only", "about": "About"}[self.value]


class Nature(StrEnum):
    """What a line is: something done and recorded here, or something told, and how it is known (domain 4.6)."""

    ACT = "act"
    FACT = "fact"
    OPINION = "opinion"
    THIRD_PARTY = "third_party"
    NOT_SAID = "not_said"

    @property
    def label(self) -> str:
        return {
            "act": "Done and recorded here",
            "fact": "Fact",
            "opinion": "Opinion",
            "third_party": "Told by a third party",
            "not_said": "Not said whether fact or opinion",
        }[self.value]


@dataclass(frozen=True, kw_only=True)
class Line:
    """One thing that happened.

    Args:
        kind: key of the source that says so.
        on: the day, or the first day of what is known of it (`precision`).
        agency: whose it is; `who`: the name or post that says so.
        source: where it stands, in words ("What an agency said to the conference").
        people: whom it is about; empty: everybody of the case.
        row_id: the row that says so; `about_id`: the row that a line of the timeline speaks of, so that it folds.
        outside: it may stand on a paper for another agency that is let into the case.
    """

    file_id: UUID
    kind: str
    on: date
    what: str
    precision: Precision = Precision.DAY
    nature: Nature = Nature.ACT
    agency: str = ""
    who: str = ""
    source: str = ""
    people: tuple[UUID, ...] = ()
    row_id: UUID | None = None
    about_id: UUID | None = None
    outside: bool = True


@dataclass(frozen=True, kw_only=True)
class Reach:
    """For what lines are asked: files that the reader sees, and the people of them."""

    files: tuple[UUID, ...]
    people: tuple[UUID, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Source:
    """One kind of line.

    Args:
        key: its name in filters; `title`: the same in words.
        rows: the lines of a reach, as steps: what the reader's walls show.
    """

    key: str
    title: str
    rows: Callable[[Reach], Steps[list[Line]]]


@cache
def sources() -> tuple[Source, ...]:
    """Every declared source, by its key once. Raises ValueError for one that is declared twice."""
    found: dict[str, Source] = {}
    for module in modules("chronicle"):
        for one in module.CHRONOLOGY:
            if one.key in found:
                raise ValueError(f"The source {one.key} of the chronology is declared twice")
            found[one.key] = one
    return tuple(found.values())
