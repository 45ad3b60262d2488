"""`returns/<key>.toml`: a statistical return, cell by cell, each cell naming measures of the closed registry."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from openccr.content.registry import MEASURES, Breakdown
from openccr.content.schema.base import Entry, Keyed, Sourced, Text


def _known_measure(name: str) -> str:
    if name not in MEASURES:
        raise PydanticCustomError(
            "unknown_measure",
            '"{name}" is not a measure',
            {"name": name, "remedy": f"use one of: {', '.join(sorted(MEASURES))}"},
        )
    return name


MeasureName = Annotated[str, AfterValidator(_known_measure)]


class Benchmark(Sourced):
    """The range a reader compares with, in the cell's own unit."""

    low: float
    high: float


class Cell(Entry):
    """One figure: a count, or a count `over` another, times `per`; `unknown` is shown beside it."""

    number: Annotated[int, Field(ge=1)] | None = None
    measure: MeasureName
    over: MeasureName | None = None
    per: Literal[1, 100, 10000] = 1
    by: Breakdown | None = None
    unknown: MeasureName | None = None
    benchmark: Benchmark | None = None

    @model_validator(mode="after")
    def _per_needs_over(self) -> Self:
        if self.per != 1 and self.over is None:
            raise ValueError('a percentage or rate needs "over": name the measure it is a share of')
        return self


class Return(Sourced):
    """One published version of a return."""

    version: Annotated[int, Field(ge=1)]
    name: Text
    sent_to: Text
    period: Literal["quarter", "year"]
    unit: Text
    cells: Keyed[Cell]
