"""What came of a file of referrals, for a person and for a program."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from openccr.people.rules import Description
from openccr.tabular import Column, Refused, RowProblem, Table, write_refused


@dataclass(frozen=True)
class Refusal:
    """One reason why a row was refused.

    Args:
        row: its number as a spreadsheet shows it; 0 for the file as a whole.
        column: the canonical column; "" for the row as a whole.
        heading: the column as the file calls it.
        reason: the value's problem and the remedy, never the value.
    """

    row: int
    column: str
    heading: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class ImportOutcome:
    """What came of a file.

    Args:
        read: rows below the headings that hold anything.
        accepted: rows that became referrals (or would, in a trial).
        already_known: rows that came in before with the same content.
        refused: every reason, in the order of the rows.
        unmapped_columns: headings that nothing known answers to.
        notes: sentences on what was passed over or is worth a look.
        rows: the refused rows themselves; with `columns` they make the file to correct.
        victims: of a trial, the victims of the rows that would be taken, with the row's number.
    """

    read: int
    accepted: int
    already_known: int
    refused: tuple[Refusal, ...] = ()
    unmapped_columns: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    rows: tuple[Refused, ...] = field(default=(), repr=False)
    columns: tuple[Column, ...] = field(default=(), repr=False)
    victims: tuple[tuple[int, Description], ...] = field(default=(), repr=False)

    @classmethod
    def of_no_file(cls, reason: str) -> ImportOutcome:
        """What came of a file that could not be read as a whole: nothing, and why."""
        return cls(read=0, accepted=0, already_known=0, refused=(Refusal(0, "", "", reason),))

    @property
    def refused_rows(self) -> int:
        """How many rows were refused, each counted once."""
        return len(self.rows)

    def as_json(self) -> dict[str, Any]:
        """The outcome as `openccr import referrals --json` prints it."""
        return {
            "read": self.read,
            "accepted": self.accepted,
            "already_known": self.already_known,
            "refused": [{"row": one.row, "column": one.column, "reason": one.reason} for one in self.refused],
            "unmapped_columns": list(self.unmapped_columns),
        }

    def refused_file(self, *, format: Literal["xlsx", "csv"] = "xlsx") -> bytes:
        """The refused rows as a file to correct and send again. It holds people's records: keep it sealed."""
        return write_refused(self.rows, self.columns, format=format)


def refusals_of(table: Table, problems: Mapping[int, Sequence[RowProblem]]) -> tuple[Refusal, ...]:
    """Every reason in words, by row number."""
    headings = _headings(table)
    return tuple(
        Refusal(number, one.column, _heading(headings, one.column), _sentence(one))
        for number in sorted(problems)
        for one in problems[number]
    )


def _sentence(one: RowProblem) -> str:
    words = str(one.problem)
    return words[0].upper() + words[1:]


def rows_to_correct(table: Table, problems: Mapping[int, Sequence[RowProblem]]) -> tuple[Refused, ...]:
    """The refused rows with what to correct, under the headings the person knows."""
    headings = _headings(table)
    return tuple(
        Refused(row, tuple((_heading(headings, one.column), one.problem) for one in problems[row.number]))
        for row in table.rows
        if row.number in problems
    )


def _heading(headings: Mapping[str, str], column: str) -> str:
    """As the file calls the column; one that the file does not have, in plain words."""
    return headings.get(column, column.replace("_", " ").capitalize())


def _headings(table: Table) -> dict[str, str]:
    return {column.name: column.label for column in table.columns if column.name}
