"""From a grid to a table: headings found, columns mapped, rows numbered as the person sees them."""

from __future__ import annotations

from collections.abc import Sequence

from openccr.tabular.grid import Grid, is_blank_row, is_filled, to_cell, trim
from openccr.tabular.guard import unguard
from openccr.tabular.headings import Index, are_ours, best_row, map_columns, under_groups
from openccr.tabular.table import Cell, Column, Problem, Row, Table, TableError, Value
from openccr.tabular.text import is_garbled

_STRUCK_ROW = Problem(
    "the whole row is struck out, so it may hold no longer",
    "Delete it here; if it still holds, take the line off it in your own file and send that.",
)


def to_table(grid: Grid, index: Index) -> Table:
    """The table below the grid's headings.

    Raises:
        TableError: no row holds known headings, two stand for one column, or one is past the end of its group.
    """
    found, top = best_row(grid.rows, index)
    if not found:
        raise no_headings(index)
    headings, body = grid.rows[top], grid.rows[top + 1 :]
    if is_ours := are_ours(headings):
        headings, body = trim(headings), [[_unguarded(value) for value in values] for values in body]
    merged = {column for row, column in grid.problems if row == top - 1}
    named = under_groups(headings, grid.rows[top - 1], index, merged=merged) if top else headings
    columns = map_columns(named, index, has_values=_columns_with_values(body, len(headings)))
    longest = len(headings) if is_ours else _longest_row(body, len(headings))
    rows: list[Row] = []
    repeats: list[int] = []
    for position, values in enumerate(body, start=top + 1):
        if is_blank_row(values) and position not in grid.never_blank:
            continue
        if values == headings:
            repeats.append(position + 1)
            continue
        rows.append(
            Row(
                number=position + 1,
                cells=_cells(position, values, columns, grid),
                original=tuple(values),
                problem=_problem(values, len(headings), longest) or _struck(position, values, grid),
                date_1904=grid.date_1904,
            )
        )
    grouped = tuple(named) != tuple(headings)
    above = [position + 1 for position in range(top - grouped) if not is_blank_row(grid.rows[position])]
    garbled = [row.number for row in rows if any(isinstance(v, str) and is_garbled(v) for v in row.original)]
    return Table(
        rows=tuple(rows),
        columns=columns,
        notes=(
            *grid.notes,
            *_note(above, "above the headings, not read."),
            *_note([top] if grouped else [], "says whose the headings below it are."),
            *_note(repeats, "the headings again, passed over."),
            *_note(garbled, "letters were damaged before the file was saved (such as Ã© for é). Check the names."),
        ),
        sheet=grid.name,
    )


def no_headings(index: Index) -> TableError:
    """The error for a file in which no row of headings can be found."""
    some = ", ".join(list(dict.fromkeys(index.values()))[:6])
    return TableError(
        "No row of the file holds column names that are known here",
        f"Put the names of the columns into one row above the data, such as: {some}.",
    )


def row_numbers(numbers: Sequence[int]) -> str:
    """Row numbers as words: "Row 4", "Rows 4, 9", "Rows 4, 9, ... and 30 more"."""
    shown = ", ".join(map(str, numbers[:8]))
    more = f" and {len(numbers) - 8} more" if len(numbers) > 8 else ""
    return f"{'Row' if len(numbers) == 1 else 'Rows'} {shown}{more}"


def _note(numbers: Sequence[int], says: str) -> list[str]:
    return [f"{row_numbers(numbers)}: {says}"] if numbers else []


def _columns_with_values(body: Sequence[Sequence[Value]], width: int) -> list[bool]:
    filled = [False] * width
    for row in body:
        for position, value in enumerate(row[:width]):
            filled[position] = filled[position] or is_filled(value)
    return filled


def _longest_row(body: Sequence[Sequence[Value]], width: int) -> int:
    """How many values a row may have.

    Some programs end every row with a spare separator; a single longer row holds a separator nobody put in quotes.
    """
    return max(width, min((len(row) for row in body if not is_blank_row(row)), default=0))


def _cells(position: int, original: Sequence[Value], columns: Sequence[Column], grid: Grid) -> dict[str, Cell]:
    return {
        column.name: to_cell(
            original[column.position] if column.position < len(original) else "",
            problem=grid.problems.get((position, column.position)),
            date_1904=grid.date_1904,
        )
        for column in columns
        if column.name is not None
    }


def _problem(values: Sequence[Value], headings: int, longest: int) -> Problem | None:
    values = values if len(values) > longest else trim(values)
    if len(values) <= headings:
        return None
    return Problem(
        f"the row has {len(values)} values for {headings} headings, so values may stand in the wrong column",
        "Put quotation marks round a value that holds the separator, or send the file as XLSX.",
    )


def _struck(position: int, values: Sequence[Value], grid: Grid) -> Problem | None:
    """What is wrong with a row that is crossed out whole: one sentence, in place of one for each of its cells."""
    if not all((position, column) in grid.struck for column, value in enumerate(values) if is_filled(value)):
        return None
    return _STRUCK_ROW if any(map(is_filled, values)) else None


def _unguarded(value: Value) -> Value:
    return unguard(value) if isinstance(value, str) else value
