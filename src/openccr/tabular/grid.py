"""A sheet as it lies in the file, before anything in it has a meaning."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from openccr.tabular.table import BLANK, Cell, Problem, Value
from openccr.tabular.text import tidy

# What a spreadsheet shows where a formula failed; "####" is what it saves to a CSV when the column was too narrow.
_FAILED = re.compile(
    r"#(?:REF!|N/A|VALUE!|NAME\?|DIV/0!|NULL!|NUM!|SPILL!|CALC!|FIELD!|BLOCKED!|BUSY!|GETTING_DATA|##+)"
)


@dataclass(frozen=True)
class Grid:
    """One sheet.

    Args:
        rows: values by row, the first row of the sheet first, so that a row's number is its position + 1.
        name: the sheet's name; "" for a CSV.
        problems: what is wrong with single cells, by (row, column) counted from 0.
        struck: cells whose text, or a part of it, is struck out, by (row, column) counted from 0.
        never_blank: rows that count as filled though no value shows, counted from 0.
        notes: whole sentences about the sheet.
        date_1904: see `table.Cell`.
    """

    rows: Sequence[Sequence[Value]]
    name: str = ""
    problems: Mapping[tuple[int, int], Problem] = field(default_factory=dict)
    struck: frozenset[tuple[int, int]] = frozenset()
    never_blank: frozenset[int] = frozenset()
    notes: tuple[str, ...] = ()
    date_1904: bool = False


def is_filled(value: Value) -> bool:
    """True when a person looking at the cell would see something."""
    return value != "" and (not isinstance(value, str) or tidy(value) != "")


def is_blank_row(values: Sequence[Value]) -> bool:
    """True when a person looking at the row would see nothing."""
    return not any(map(is_filled, values))


def trim(values: Sequence[Value]) -> Sequence[Value]:
    """The row without what is blank at its end."""
    last = len(values)
    while last and not is_filled(values[last - 1]):
        last -= 1
    return values[:last]


def to_cell(value: Value, *, problem: Problem | None = None, date_1904: bool = False) -> Cell:
    """The cell made of a raw value; `problem` is what the file itself says is wrong with it."""
    if isinstance(value, str):
        text = tidy(value)
        if text.startswith("#") and _FAILED.fullmatch(text):
            problem = problem or Problem(
                f"the cell shows {text[:12]}, which is a spreadsheet's error and not a value",
                "Correct the formula or widen the column, or type the value itself.",
            )
        return Cell(value, text, problem, date_1904) if text or problem else BLANK
    return Cell(value, _text(value), problem, date_1904)


def _text(value: int | float | bool | datetime) -> str:
    if isinstance(value, datetime):
        at_midnight = value.hour == value.minute == value.second == 0
        return value.strftime("%Y-%m-%d") if at_midnight else value.strftime("%Y-%m-%d %H:%M:%S")
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    return str(value)
