"""The nouns: a table of rows, each row of cells, each cell with what was typed and what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

Value = str | int | float | bool | datetime


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong and what the person who made the file can do about it.

    Args:
        problem: a phrase that follows a column's name and a colon, without a full stop.
        remedy: a whole sentence.
    """

    problem: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.problem}. {self.remedy}"


class Unreadable(Exception):
    """One cell cannot be understood without guessing. Neither sentence ever repeats a person's contact details."""

    def __init__(self, problem: str, remedy: str) -> None:
        super().__init__(f"{problem}. {remedy}")
        self.problem = problem
        self.remedy = remedy


class TableError(Exception):
    """The whole file cannot be read: what is wrong with it, and the remedy."""

    def __init__(self, problem: str, remedy: str) -> None:
        super().__init__(f"{problem}. {remedy}")
        self.problem = problem
        self.remedy = remedy


class Cell(NamedTuple):
    """One cell. A named tuple, since a file of 10,000 rows has half a million of them.

    Args:
        value: as it stood in the file, of the type it had there; "" when blank.
        text: the same as tidy text (see `text.tidy`); a date as 2026-04-03.
        problem: why the value cannot be trusted (a formula that was never calculated, #REF!), or None.
        date_1904: the workbook counts its dates from 1904, so a bare number means another day.
    """

    value: Value
    text: str
    problem: Problem | None = None
    date_1904: bool = False


BLANK = Cell("", "")
MERGED_BELOW = Problem("the cell is merged with the one above", "Unmerge the cells and fill in each of them.")
"""What is wrong with a cell that lies below a merged one of its own column: a reader may know that it says the same."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the file.

    Args:
        position: counted from 0.
        heading: as the file writes it, tidied; "" when there is none.
        name: the canonical name it stands for; None when it is unmapped.
        ours: True for the two columns that `refused` adds and a reader passes over.
    """

    position: int
    heading: str
    name: str | None
    ours: bool = False

    @property
    def label(self) -> str:
        """The heading, or the letter a spreadsheet shows above a column that has none."""
        return self.heading or f"column {column_letter(self.position)} (no heading)"


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the file.

    Args:
        number: the number a spreadsheet shows beside it, counted from 1, blank rows and titles included.
        cells: by canonical name, every mapped column of the file.
        original: every value of the row as it stood, mapped or not, in the file's order.
        problem: why no cell of the row can be trusted (it holds more values than there are headings), or None.
    """

    number: int
    cells: Mapping[str, Cell]
    original: tuple[Value, ...]
    problem: Problem | None = None
    date_1904: bool = False

    def cell(self, name: str) -> Cell:
        """The cell of this canonical column; blank when the file has no such column."""
        return self.cells.get(name, BLANK)


@dataclass(frozen=True, slots=True)
class RowProblem:
    """Why a row is refused: the canonical column ("" for the row as a whole) and what to do."""

    column: str
    problem: Problem


class RowRefused(Exception):
    """A row with at least one problem; `problems` holds all of them."""

    def __init__(self, problems: Iterable[RowProblem]) -> None:
        self.problems = tuple(problems)
        super().__init__("; ".join(f"{one.column}: {one.problem}" for one in self.problems))


@dataclass(frozen=True, slots=True)
class Table:
    """A file that has been read.

    Args:
        rows: every row below the headings that holds anything, in the file's order.
        columns: every column of the file, mapped or not.
        notes: whole sentences on what was passed over or is worth a look.
        sheet: the sheet's name; "" for a CSV.
    """

    rows: tuple[Row, ...]
    columns: tuple[Column, ...]
    notes: tuple[str, ...] = ()
    sheet: str = ""

    @property
    def unmapped_columns(self) -> tuple[str, ...]:
        """Headings that nothing known answers to, so their values were not read."""
        return tuple(column.label for column in self.columns if column.name is None and not column.ours)


@dataclass(frozen=True, slots=True)
class Limits:
    """What is refused before it is opened or while it is read.

    Args:
        file_bytes: size of the file.
        unpacked_bytes: size of a workbook's parts once unzipped, and of the texts its cells point to.
        ratio: unzipped size over zipped size, asked only above 10 MB.
        rows: last row that holds anything.
        columns: last column that holds anything.
        cells: rows times columns, since a wide sheet of many rows would fill the memory.
    """

    file_bytes: int = 25 * 2**20
    unpacked_bytes: int = 100 * 2**20
    ratio: int = 250
    rows: int = 200_000
    columns: int = 200
    cells: int = 2_000_000


def column_letter(position: int) -> str:
    """The letters a spreadsheet shows above a column counted from 0: 0 is A, 26 is AA."""
    letters = ""
    position += 1
    while position:
        position, rest = divmod(position - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
