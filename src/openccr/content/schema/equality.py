"""`equality.toml`: the categories counts are split by, each with its "not recorded" so that gaps show."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from openccr.content.schema.base import Entry, Keyed, Sourced, Strict, nothing

Group = Literal["female", "male", "minoritised", "disabled", "lgbt"]


class Value(Entry):
    """A value of a category; `counts_as` names the groups of the return it belongs to."""

    group: str | None = None
    counts_as: tuple[Group, ...] = ()
    recorded: bool = True

    @property
    def minoritised(self) -> bool:
        """Counted as Black, Asian or racially minoritised."""
        return "minoritised" in self.counts_as


class Category(Entry):
    """A characteristic, with the values a record may hold."""

    values: Keyed[Value]

    @model_validator(mode="after")
    def _says_not_recorded(self) -> Self:
        if all(value.recorded for value in self.values.values()):
            raise ValueError('add a value with recorded = false, such as "Not recorded", so that gaps can be counted')
        return self

    def counting_as(self, group: Group) -> frozenset[str]:
        """The keys of the values counted in a group of the return."""
        return frozenset(key for key, value in self.values.items() if group in value.counts_as)

    def unrecorded(self) -> frozenset[str]:
        """The keys of the values that mean nobody wrote it down."""
        return frozenset(key for key, value in self.values.items() if not value.recorded)


class AgeBand(Sourced):
    """Whole years, both ends included; an open end is left out."""

    key: str
    name: str
    first: Annotated[int, Field(ge=0)]
    last: int | None = None


class Equality(Strict):
    """`equality.toml`."""

    categories: Keyed[Category] = Field(default_factory=nothing)
    age_bands: Keyed[AgeBand] = Field(default_factory=nothing)
