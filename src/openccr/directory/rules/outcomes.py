"""What came of a file of services, for a person and for a program."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from openccr.tabular import Column, Refused, RowProblem, Table, write_refused


@dataclass(frozen=True)
class Reason:
    """One reason why a row was refused: the row's number, the field, the heading of the file, and what to correct."""

    row: int
    column: str
    heading: str
    reason: str


@dataclass(frozen=True)
class Counts:
    """What the good rows are: new, changed since they came in last, or known already."""

    added: int
    changed: int
    already_known: int


@dataclass(frozen=True, kw_only=True)
class ImportOutcome:
    """What came of a file, or would.

    Args:
        read: rows that hold anything, or services of an export.
        added, changed: entries that are new, and entries that came in before and say something else now.
        already_known: rows that came in before with the same content.
        refused: every reason, in the order of the rows.
        rows, columns: the refused rows of a spreadsheet; `raw` those of an export.
    """

    read: int
    added: int
    changed: int
    already_known: int
    refused: tuple[Reason, ...] = ()
    unmapped_columns: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    rows: tuple[Refused, ...] = field(default=(), repr=False)
    columns: tuple[Column, ...] = field(default=(), repr=False)
    raw: tuple[tuple[Any, str], ...] = field(default=(), repr=False)

    @classmethod
    def of_no_file(cls, reason: str) -> ImportOutcome:
        """What came of a file that could not be read as a whole: nothing, and why; it is told as row 0."""
        return cls(read=0, added=0, changed=0, already_known=0, refused=(Reason(0, "", "", reason),))

    @property
    def accepted(self) -> int:
        """Rows that are taken, or would be."""
        return self.added + self.changed

    @property
    def refused_rows(self) -> int:
        """How many rows were refused, each counted once."""
        return len(self.rows) or len(self.raw)

    def as_json(self) -> dict[str, Any]:
        """The outcome as `openccr import services --json` prints it."""
        return {
            "read": self.read,
            "accepted": self.accepted,
            "added": self.added,
            "changed": self.changed,
            "already_known": self.already_known,
            "refused": [{"row": one.row, "column": one.column, "reason": one.reason} for one in self.refused],
            "unmapped_columns": list(self.unmapped_columns),
        }

    def refused_file(self, *, format: Literal["xlsx", "csv"] = "xlsx") -> bytes:
        """The refused rows to correct and send again: a spreadsheet, or for an export the services themselves."""
        if self.raw:
            told = [{**one, "what_to_correct": why} if isinstance(one, dict) else one for one, why in self.raw]
            return json.dumps(told, ensure_ascii=False, indent=1).encode()
        return write_refused(self.rows, self.columns, format=format)


def of_table(
    table: Table, problems: Mapping[int, Sequence[RowProblem]], counts: Counts, remarks: Sequence[str] = (), *,
    known: Mapping[str, Sequence[str]],
) -> ImportOutcome:  # fmt: skip
    """What came of a spreadsheet. `known`: the headings that a field may have, for one that the file has not."""
    headings = {name: names[0] for name, names in known.items()}
    headings |= {column.name: column.label for column in table.columns if column.name}
    return ImportOutcome(
        read=len(table.rows),
        refused=tuple(_reason(number, one, headings) for number in sorted(problems) for one in problems[number]),
        unmapped_columns=table.unmapped_columns,
        notes=(*table.notes, *remarks),
        rows=tuple(
            Refused(row, tuple((headings.get(one.column, one.column), one.problem) for one in problems[row.number]))
            for row in table.rows
            if row.number in problems
        ),
        columns=table.columns,
        added=counts.added,
        changed=counts.changed,
        already_known=counts.already_known,
    )


def of_export(
    services: Sequence[Any], problems: Mapping[int, Sequence[RowProblem]], counts: Counts, remarks: Sequence[str] = ()
) -> ImportOutcome:
    """What came of another directory's export; its services are numbered from 1."""
    return ImportOutcome(
        read=len(services),
        notes=tuple(remarks),
        refused=tuple(_reason(number, one, {}) for number in sorted(problems) for one in problems[number]),
        raw=tuple(
            (services[number - 1], " ".join(f"{one.column}: {one.problem}".lstrip(": ") for one in problems[number]))
            for number in sorted(problems)
        ),
        added=counts.added,
        changed=counts.changed,
        already_known=counts.already_known,
    )


def _reason(number: int, one: RowProblem, headings: Mapping[str, str]) -> Reason:
    words = str(one.problem)
    return Reason(number, one.column, headings.get(one.column, one.column), words[0].upper() + words[1:])
