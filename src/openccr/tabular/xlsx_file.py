"""XLSX: python-calamine reads the values (fast), `sheet_scan` reads what it does not tell."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from math import isfinite

from python_calamine import CalamineWorkbook

from openccr.tabular.assemble import no_headings, row_numbers
from openccr.tabular.grid import Grid, is_blank_row
from openccr.tabular.headings import Index, best_row
from openccr.tabular.package import Package, SheetPart, damaged, open_package
from openccr.tabular.shared_strings import SharedTexts, shared_texts
from openccr.tabular.sheet_scan import SheetScan, scan_sheet
from openccr.tabular.struck import struck_formats
from openccr.tabular.table import MERGED_BELOW, Limits, Problem, TableError, Value, column_letter

_UNCALCULATED = Problem(
    "the cell holds a formula that was never calculated, so the file has no value for it",
    "Open the file in your spreadsheet program and save it, or type the value itself.",
)
_MERGED = Problem("the cell is merged with another one", "Unmerge the cells and fill in each of them.")
_STRUCK = Problem("text in the cell is struck out, so it may hold no longer", "Write what holds now, and no more.")


def read_xlsx(data: bytes, index: Index, *, sheet: str | None, limits: Limits) -> Grid:
    """The sheet that holds the headings.

    Args:
        data: the workbook.
        index: see `wordings.by_wording`.
        sheet: read this one, hidden or not; None picks the visible one that shows most known headings.
        limits: see `table.Limits`.

    Raises:
        TableError: the workbook cannot be read, or no sheet, or more than one equally good, holds the headings.
    """
    package = open_package(data, limits=limits)
    if sheet is not None and sheet not in (names := [part.name for part in package.sheets]):
        raise TableError(f"The workbook has no sheet “{sheet}”", f"Its sheets are: {', '.join(names)}.")
    wanted = [part for part in package.sheets if sheet in (None, part.name)]
    texts = shared_texts(package.shared_strings) if package.shared_strings else SharedTexts()
    struck = struck_formats(package.styles) if package.styles else frozenset[str]()
    scans = {
        part.name: scan_sheet(
            part.xml, name=part.name, texts=texts, struck=struck, uncalculated=package.uncalculated, limits=limits
        )
        for part in wanted
    }
    values = dict(_values(package.repacked, [part.name for part in wanted]))
    scores = {part.name: _score(values[part.name], index) for part in wanted}
    part = wanted[0] if sheet is not None else _pick(wanted, scores, index)
    notes = _notes(package, part, scores, scans[part.name])
    return _grid(part.name, values[part.name], scans[part.name], notes, package.date_1904)


def _score(rows: Sequence[Sequence[Value]], index: Index) -> tuple[int, bool]:
    """How many known columns a sheet names, and whether any row stands below: a spare form has none."""
    found, top = best_row(rows, index)
    return found, found > 0 and not all(map(is_blank_row, rows[top + 1 :]))


def _pick(parts: Sequence[SheetPart], scores: Mapping[str, tuple[int, bool]], index: Index) -> SheetPart:
    seen = [part for part in parts if not part.hidden]
    most = max((scores[part.name] for part in seen), default=(0, False))
    best = [part for part in seen if scores[part.name] == most]
    if most[0] and len(best) == 1:
        return best[0]
    if most[0]:
        raise TableError(
            f"Several sheets hold a table: {', '.join(part.name for part in best)}",
            "Send each as a file of its own.",
        )
    if hidden := [part.name for part in parts if scores[part.name][0]]:
        raise TableError(
            f"The table stands on a hidden sheet, {hidden[0]}", "Show the sheet, look at it, and send the file again."
        )
    raise no_headings(index)


def _values(workbook: bytes, names: Sequence[str]) -> Iterator[tuple[str, list[list[Value]]]]:
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(workbook))
        for name in names:
            rows = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
            yield name, [[_value(value) for value in row] for row in rows]
    except (KeyboardInterrupt, SystemExit, MemoryError):
        raise
    except BaseException as fault:  # A panic of the Rust reader is no Exception.
        raise damaged() from fault


def _value(value: object) -> Value:
    if type(value) is str:
        return value.replace("\0", "")  # Written as _x0000_; no CSV could give it back.
    if type(value) is float:
        if not isfinite(value):
            return str(value)
        return int(value) if value.is_integer() else value
    if isinstance(value, bool | datetime | int):
        return value
    if isinstance(value, date):
        return datetime(value.year, value.month, value.day)
    if isinstance(value, time):
        return value.isoformat(timespec="minutes")
    if isinstance(value, timedelta):
        minutes = int(value.total_seconds()) // 60
        return f"{minutes // 60}:{minutes % 60:02}"
    return str(value)


def _grid(name: str, rows: list[list[Value]], scan: SheetScan, notes: tuple[str, ...], date_1904: bool) -> Grid:
    # The reader of values leaves out the edges where it found none: there may still be errors and formulas.
    width = max(scan.columns, len(rows[0]) if rows else 0)
    for row in rows:
        row.extend([""] * (width - len(row)))
    rows.extend([""] * width for _ in range(scan.rows - len(rows)))
    for (row_at, column), shown in scan.errors.items():
        rows[row_at][column] = shown
    problems = dict.fromkeys(scan.struck, _STRUCK)
    problems |= dict(_covered(scan)) | dict.fromkeys(scan.uncalculated, _UNCALCULATED)
    return Grid(
        rows=rows,
        name=name,
        problems=problems,
        struck=frozenset(scan.struck),
        never_blank=frozenset(row for row, _ in scan.uncalculated),
        notes=notes,
        date_1904=date_1904,
    )


def _covered(scan: SheetScan) -> Iterator[tuple[tuple[int, int], Problem]]:
    """Cells that lie under a merged one, each with what is wrong with it.

    Ranges may not overlap, so more cells than the sheet has means a forgery.
    """
    left = scan.rows * scan.columns
    for top, first, bottom, last in scan.merged:
        for row in range(top, min(bottom + 1, scan.rows)):
            for column in range(first, min(last + 1, scan.columns)):
                left -= 1
                if left < 0:
                    raise damaged()
                if (row, column) != (top, first):
                    yield (row, column), MERGED_BELOW if column == first else _MERGED


def _notes(
    package: Package, part: SheetPart, scores: Mapping[str, tuple[int, bool]], scan: SheetScan
) -> tuple[str, ...]:
    notes = []
    for other in package.sheets:
        if other is not part:
            kind = "Hidden sheet" if other.hidden else "Sheet"
            table = " It holds a table too." if scores.get(other.name, (0, False))[1] else ""
            notes.append(f"{kind} “{other.name}” was not read.{table}")
    if part.hidden:
        notes.append(f"Sheet “{part.name}” is hidden.")
    if hidden_rows := [row + 1 for row in scan.hidden_rows if row < scan.rows]:
        notes.append(f"{row_numbers(hidden_rows)}: hidden in the sheet, read all the same.")
    if hidden_columns := sorted(column for column in scan.hidden_columns if column < scan.columns):
        letters = ", ".join(map(column_letter, hidden_columns))
        notes.append(
            f"Hidden in the sheet, read all the same: {'column' if len(hidden_columns) == 1 else 'columns'} {letters}."
        )
    if package.has_comments:
        notes.append("The workbook holds comments beside cells; they were not read.")
    return tuple(notes)
