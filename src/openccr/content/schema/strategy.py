"""`governance/strategy.toml`: how a strategy is written: its document's parts, SMART in words, lists for its lines."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from openccr.content.registry import Drawn
from openccr.content.schema.base import Entry, Key, Keyed, Strict, Text, nothing

Number = Annotated[int, Field(ge=1)]


class Part(Entry):
    """A part of the strategy document. `most_pages`: how long it may be; none: as long as it needs."""

    number: Number
    letter: Text
    about: Text
    most_pages: Number | None = None


class Section(Entry):
    """A section of a part: what the authors are asked, and what is drawn from the records before their own text."""

    part: Key
    number: Number
    asks: Text
    drawn: Drawn | None = None


class Smart(Entry):
    """One of the five words that an objective or a recommendation is checked by; it is answered in words."""

    number: Number
    asks: Text


class Reach(Entry):
    """How early or late in abuse an objective reaches. `wanted`: a strategy without one of it has a hole."""

    wanted: bool = True


class TheoryColumn(Entry):
    """A column of the theory of change, left of the outcomes."""

    number: Number
    about: Text


class Learning(Entry):
    """A theme that recommendations of death reviews are found by."""


class ReviewKind(Entry):
    """A kind of review that recommends."""


class Provision(Entry):
    """Something that the law provides for, in our own words."""

    about: Literal["victims", "perpetrators", "everybody"]
    reference: Text
    text: Text


class Known(Entry):
    """A published figure; `figure` as it is written, `of` what it counts, `period` when."""

    about: Literal["extent", "justice", "deaths"]
    figure: Text
    of: Text
    period: Text
    note: Text | None = None


class Strategy(Strict):
    """The whole file.

    Args:
        years: how long a strategy usually runs; `review_months`: how often it is looked at again.
        consultation_days: how long partners have, at the least, to say what they think of a draft.
    """

    years: Number = 3
    review_months: Number = 12
    consultation_days: Number = 28
    parts: Keyed[Part] = Field(default_factory=nothing)
    sections: Keyed[Section] = Field(default_factory=nothing)
    smart: Keyed[Smart] = Field(default_factory=nothing)
    reaches: Keyed[Reach] = Field(default_factory=nothing)
    theory: Keyed[TheoryColumn] = Field(default_factory=nothing)
    learning: Keyed[Learning] = Field(default_factory=nothing)
    review_kinds: Keyed[ReviewKind] = Field(default_factory=nothing)
    scopes: Keyed[Entry] = Field(default_factory=nothing)
    provisions: Keyed[Provision] = Field(default_factory=nothing)
    known: Keyed[Known] = Field(default_factory=nothing)

    @model_validator(mode="after")
    def _of_its_parts(self) -> Self:
        for section in self.sections.values():
            if section.part not in self.parts:
                raise ValueError(f'sections.{section.key}: "{section.part}" is not one of its parts')
        return self

    def in_order(self) -> list[Part]:
        """The parts, in their order."""
        return sorted(self.parts.values(), key=lambda one: one.number)

    def sections_of(self, part: str) -> list[Section]:
        """The sections of a part, in their order."""
        return sorted((one for one in self.sections.values() if one.part == part), key=lambda one: one.number)

    def smart_words(self) -> list[Smart]:
        """The five words, in their order."""
        return sorted(self.smart.values(), key=lambda one: one.number)

    def columns(self) -> list[TheoryColumn]:
        """The columns of the theory of change, from left to right."""
        return sorted(self.theory.values(), key=lambda one: one.number)
