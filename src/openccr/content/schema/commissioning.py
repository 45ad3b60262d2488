"""`governance/commissioning.toml` and `governance/costs.toml`: when ends warn, kinds of pilot, published unit costs."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from openccr.content.schema.base import Entry, Key, Keyed, Sourced, Strict, Text, nothing

Months = Annotated[int, Field(ge=1, le=60)]
Whole = Annotated[int, Field(ge=1)]
Concerns = Literal["survivors", "harmers"]


class Warnings(Sourced):
    """How many months before its end a contract or a funding stream warns, the earliest first."""

    months: tuple[Months, ...]

    @model_validator(mode="after")
    def _earliest_first(self) -> Self:
        if not self.months or list(self.months) != sorted(set(self.months), reverse=True):
            raise ValueError("write the months from the most to the fewest, each once")
        return self


class PilotKind(Entry):
    """A kind of pilot, and what its evaluation should ask."""

    about: Text
    asks: tuple[Text, ...]


class Commissioning(Strict):
    """The whole file of commissioning."""

    warnings: Warnings | None = None
    pilots: Keyed[PilotKind] = Field(default_factory=nothing)


class UnitCost(Entry):
    """A published cost of one victim, person or death, in whole pounds.

    Args:
        unit, many: what it is of, in words, and several of them.
        low, high: the range that the source gives, if it gives one; `range_words` says so either way.
        price_base: of which year's prices it is, in words; `base_year` the year it ends in, where that is known.
        concerns: whose abuse or whom it costs; costs of the two are never added.
        counts, less: cells of the quarterly return that count it, and what is taken off them.
    """

    pounds: Whole
    low: Whole | None = None
    high: Whole | None = None
    range_words: Text
    unit: Text
    many: Text
    price_base: Text
    base_year: int | None = None
    covers: Text
    concerns: Concerns
    counts: Key | None = None
    less: Key | None = None
    caution: Text


class Restatement(Sourced):
    """The same published total in prices of another year: a unit cost of the first is raised by their ratio."""

    key: str
    from_year: int
    to_words: Text
    from_total: float
    to_total: float


class Total(Entry):
    """A published figure for the whole country, in billions of pounds."""

    billions: float
    price_base: Text
    about: Text


class Ratio(Entry):
    """What a published study found one pound spent to bring, from and to."""

    low: float
    high: float
    about: Text


class Costs(Strict):
    """The whole file of costs. Every figure names its source; what no source gives is left out."""

    unit_costs: Keyed[UnitCost] = Field(default_factory=nothing)
    restatements: Keyed[Restatement] = Field(default_factory=nothing)
    totals: Keyed[Total] = Field(default_factory=nothing)
    ratios: Keyed[Ratio] = Field(default_factory=nothing)
