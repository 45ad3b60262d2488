"""Refused rows given back as a file: as they were, with what to correct beside them, and ready to be read again.

What is written holds people's records. Whoever keeps it keeps it encrypted; nothing here writes to a disk.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, time
from typing import TYPE_CHECKING, Literal

from openccr.tabular.grid import to_cell
from openccr.tabular.guard import guard
from openccr.tabular.headings import REASON_HEADING, ROW_HEADING
from openccr.tabular.table import Column, Problem, Row, Value

if TYPE_CHECKING:
    import xlsxwriter
    from xlsxwriter.worksheet import Worksheet

NO_VALUE = "#VALUE!"
_LONGEST = 32_767  # Characters in one cell of a workbook; longer text would be left out without a word.
_ANY_DAY = datetime(2000, 1, 1)  # The same rows give the same file, and nobody learns when it was made.


@dataclass(frozen=True, slots=True)
class Refused:
    """A row that was not taken.

    Args:
        row: the row.
        problems: what is wrong, each with the column's name as the person knows it; "" for the whole row.
    """

    row: Row
    problems: tuple[tuple[str, Problem], ...]

    def sentence(self) -> str:
        """Everything to correct in the row, a line each: "column: problem. remedy"."""
        return "\n".join(f"{column}: {problem}" if column else str(problem) for column, problem in self.problems)


def write_refused(
    rows: Iterable[Refused], columns: Sequence[Column], *, format: Literal["xlsx", "csv"] = "xlsx"
) -> bytes:
    """The refused rows as a file, with the columns "row" and "what to correct" in front.

    Args:
        rows: in the order they are to be shown.
        columns: the columns of the table they come from, which are all given back, mapped or not; the two that an
            earlier file of refused rows added are left out.
        format: XLSX keeps numbers and dates as they were; CSV is UTF-8 with every value in quotes.

    Returns:
        The file. It has no formula, no author, no macro, and nothing that was not in the rows.

    Raises:
        ValueError: `format` is "csv" and a row counts its dates from 1904, which no CSV can say.
    """
    refused, columns = tuple(rows), tuple(column for column in columns if not column.ours)
    if format == "xlsx":
        return _xlsx(refused, columns)
    if any(item.row.date_1904 for item in refused):
        raise ValueError("A workbook that counts dates from 1904 goes back as XLSX.")
    return _csv(refused, columns)


def _headings(columns: Sequence[Column]) -> list[str]:
    return [ROW_HEADING, REASON_HEADING, *(guard(column.label) for column in columns)]


def _values(row: Row, columns: Sequence[Column]) -> list[Value]:
    """The row's values under their headings, and after them those that had no heading to stand under."""
    last = max((column.position for column in columns), default=-1)
    under = [_value(row, column) for column in columns]
    return [*under, *row.original[last + 1 :]]


def _value(row: Row, column: Column) -> Value:
    """What stood there; an error where the file itself said it was no value, so that it is not sent again as blank."""
    value = row.original[column.position] if column.position < len(row.original) else ""
    troubled = column.name is not None and row.cell(column.name).problem is not None
    shows_it = isinstance(value, str) and value.startswith("#")
    return NO_VALUE if troubled and not shows_it else value


def _csv(refused: Sequence[Refused], columns: Sequence[Column]) -> bytes:
    target = io.StringIO(newline="")
    writer = csv.writer(target, quoting=csv.QUOTE_ALL)
    writer.writerow(_headings(columns))
    for item in refused:
        values = [guard(v) if isinstance(v, str) else to_cell(v).text for v in _values(item.row, columns)]
        writer.writerow([item.row.number, guard(item.sentence()), *values])
    return target.getvalue().encode("utf-8-sig")


def _xlsx(refused: Sequence[Refused], columns: Sequence[Column]) -> bytes:
    import xlsxwriter  # large, and most processes write none

    target = io.BytesIO()
    date_1904 = any(item.row.date_1904 for item in refused)
    book = xlsxwriter.Workbook(target, {"in_memory": True, "date_1904": date_1904})
    book.set_properties({"created": _ANY_DAY})
    formats = _Formats(book)
    sheet = book.add_worksheet("To correct")
    sheet.set_column(1, 1, 60)
    sheet.freeze_panes(1, 2)
    for position, heading in enumerate(_headings(columns)):
        sheet.write_string(0, position, heading, formats.text)
    for line, item in enumerate(refused, start=1):
        values = _values(item.row, columns)
        sheet.write_number(line, 0, item.row.number)
        sheet.write_string(line, 1, guard(item.sentence() + _cut(values, columns))[:_LONGEST], formats.sentence)
        for position, value in enumerate(values, start=2):
            _write(sheet, line, position, value, formats)
    book.close()
    return target.getvalue()


class _Formats:
    def __init__(self, book: xlsxwriter.Workbook) -> None:
        # In a cell formatted as Text, a number typed anew keeps its 0 and its +.
        self.text = book.add_format({"num_format": "@"})
        self.sentence = book.add_format({"num_format": "@", "text_wrap": True, "valign": "top"})
        self.day = book.add_format({"num_format": "dd/mm/yyyy"})
        self.moment = book.add_format({"num_format": "dd/mm/yyyy hh:mm:ss"})


def _write(sheet: Worksheet, line: int, position: int, value: Value, formats: _Formats) -> None:
    if isinstance(value, str):
        if value:
            sheet.write_string(line, position, guard(value)[:_LONGEST], formats.text)
    elif isinstance(value, bool):
        sheet.write_boolean(line, position, value)
    elif isinstance(value, datetime):
        at_midnight = value.time() == time.min
        sheet.write_datetime(line, position, value, formats.day if at_midnight else formats.moment)
    else:
        sheet.write_number(line, position, value)


def _cut(values: Sequence[Value], columns: Sequence[Column]) -> str:
    """A line for each text that is longer than a cell of a workbook can hold."""
    cut = [i for i, value in enumerate(values) if isinstance(value, str) and len(guard(value)) > _LONGEST]
    names = [columns[i].label if i < len(columns) else "a value without a heading" for i in cut]
    return "".join(
        f"\n{name}: the text ends after {_LONGEST:,} characters. The rest is in your own file." for name in names
    )
