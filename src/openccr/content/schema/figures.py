"""`figures/<key>.toml`: published figures, a row a period, each with its source and its coverage."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Literal, Self

from pydantic import model_validator

from openccr.content.schema.base import Entry, Keyed, Sourced, Table, Text


class Column(Entry):
    """What a column counts."""

    unit: Literal["count", "percent", "rate_per_10000_women"]


class Row(Sourced):
    """The figures of twelve months; a figure that was not published is left out, never nought."""

    twelve_months_to: date
    values: Table[float]
    note: Text | None = None


class Figures(Sourced):
    """A published series."""

    name: Text
    coverage: Text
    licence: Text
    columns: Keyed[Column]
    rows: tuple[Row, ...]

    @model_validator(mode="after")
    def _columns_known_and_in_order(self) -> Self:
        for row in self.rows:
            strange = set(row.values) - set(self.columns)
            if strange:
                raise ValueError(f'row {row.twelve_months_to}: "{min(strange)}" is not a column: add it or correct it')
        ends = [row.twelve_months_to for row in self.rows]
        if ends != sorted(set(ends)):
            raise ValueError("the rows are not in order of date, or a period stands twice: sort them")
        return self

    @property
    def latest(self) -> Mapping[str, float]:
        """The figures of the last row."""
        return self.rows[-1].values
