"""What a list of services says once for several rows: a cell merged downwards, an organisation on its first row.

A merged cell says of every row it covers what it shows, whatever the column. A blank cell is nobody's word: that it
means the organisation above is an assumption, made only straight below it, and told before anything is saved.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace

from openccr.tabular import MERGED_BELOW, Cell, Column, Row, Table, Value, row_numbers

ORGANISATION = "provider"


@dataclass(frozen=True)
class _Last:
    """The cell above: its value and its row, and whether that row itself was taken to say it."""

    row: int
    cell: Cell
    value: Value
    assumed: bool = False


@dataclass(frozen=True)
class _Taken:
    """A row took the value of a column from above."""

    row: int
    column: str
    text: str
    assumed: bool


def carried_down(table: Table, *, apart: Collection[int] = ()) -> tuple[Table, tuple[str, ...]]:
    """The table with what stands once for several rows on each of them, and what was taken, in whole sentences.

    Args:
        apart: numbers of rows that hold no service, such as a heading between them: below one, nothing is assumed.
    """
    columns = [one for one in table.columns if one.name is not None]
    above: dict[str, _Last] = {}
    rows: list[Row] = []
    taken: list[_Taken] = []
    for row in table.rows:
        if row.number in apart or row.problem:
            above = {}
        else:
            row, new = _with_those_above(row, columns, above)
            taken += new
        rows.append(row)
    labels = {one.name: one.label for one in columns}
    return replace(table, rows=tuple(rows)), tuple(_sentences(taken, labels))


def _with_those_above(row: Row, columns: list[Column], above: dict[str, _Last]) -> tuple[Row, list[_Taken]]:
    """The row with what it takes from above; `above` then holds what it says itself."""
    cells, original, taken = dict(row.cells), list(row.original), []
    for column in columns:
        name = column.name or ""
        cell, last = row.cell(name), above.get(name)
        merged = cell.problem == MERGED_BELOW
        blank = name == ORGANISATION and not cell.text and cell.problem is None
        if last is not None and (merged or (blank and last.cell.text and row.number == last.row + 1)):
            assumed = last.assumed or not merged
            cells[name] = last.cell
            original += [""] * (column.position + 1 - len(original))
            original[column.position] = last.value
            above[name] = replace(last, row=row.number, assumed=assumed)
            if last.cell.text:
                taken.append(_Taken(row.number, name, last.cell.text, assumed))
        elif cell.problem is None:
            above[name] = _Last(row.number, cell, cell.value)
        else:
            above.pop(name, None)
    return replace(row, cells=cells, original=tuple(original)), taken


def _sentences(taken: list[_Taken], labels: Mapping[str | None, str]) -> Iterator[str]:
    said: dict[tuple[str, str, bool], list[int]] = {}
    for one in taken:
        said.setdefault((one.column, one.text, one.assumed), []).append(one.row)
    for (column, text, assumed), numbers in said.items():
        if assumed:
            yield (
                f"{row_numbers(numbers)}: no organisation is named, so “{text[:60]}” is assumed, which stands above."
                " Write the name if it is another one."
            )
        else:
            yield f"{row_numbers(numbers)}: “{labels[column]}” is merged with the cell above: “{text[:60]}”."
