"""A file of an extract → its rows, taken and refused. The file is never written to a disk."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date

from openccr.kernel.refusals import Refusal
from openccr.linkage.engine import columns
from openccr.linkage.engine.csv_text import in_memory
from openccr.linkage.engine.dates import read_birthday
from openccr.linkage.engine.headings import SYNONYMS as HEADINGS
from openccr.linkage.engine.problems import LinkageError, Notes
from openccr.linkage.rules.extracts import (
    BESIDE,
    COMPARED,
    PARTS,
    SYNONYMS,
    Read,
    Sorted,
    signals_of,
    whose_number,
    why_no_row,
)
from openccr.tabular.guard import guard

ALL = tuple(name for name in (*COMPARED, *BESIDE) if name != "agency")
"""Whose records they are is known by who sends them, whatever a column of the file says."""
_AT_ONCE = 5_000


def read_extract(
    data: bytes, *, filename: str, words: Mapping[str, str], today: date, notes: Notes,
    told: Callable[[int], None] = lambda _: None,
) -> tuple[Sorted, list[tuple[str, ...]]]:  # fmt: skip
    """The rows of a CSV, XLSX or Parquet file by the standard's headings; and the refused ones as they stood.

    Args:
        words: what a sign of risk may be called, folded → its key.
        notes: takes what was read with a loss: days that are none, words nobody knows.
        told: takes how many rows were read; may raise to cancel.

    Raises Refusal (field `file`) for a file that cannot be read as a whole.
    """
    found, as_they_stood, seen = Sorted(), [], set[str]()
    try:
        for number, cells in _rows(data, filename, notes, told):
            refusal = why_no_row(cells, seen=seen)
            if refusal:
                found.refused.append((number, *refusal))
                as_they_stood.append(tuple(cells.get(name, "") for name in ALL))
                continue
            seen.add(cells["local_id"])
            found.taken.append(_read(number, cells, words, today, notes))
    except LinkageError as error:
        raise Refusal(error.problem + ".", remedy=error.remedy, field="file") from error
    if not found.taken and not found.refused:
        raise Refusal("The file holds no row.", remedy="Check that it is the right file.", field="file")
    return found, as_they_stood


def refused_file(found: Sorted, as_they_stood: Sequence[Sequence[str]]) -> bytes:
    """The refused rows as a CSV to correct and send again, with what is wrong in front."""
    out = io.StringIO()
    writer = csv.writer(out, quoting=csv.QUOTE_ALL)
    writer.writerow(["row", "what to correct", *ALL])
    for (number, column, reason), cells in zip(found.refused, as_they_stood, strict=True):
        writer.writerow([number, f"{column}: {reason}", *(guard(cell) for cell in cells)])
    return out.getvalue().encode("utf-8-sig")


def _rows(
    data: bytes, filename: str, notes: Notes, told: Callable[[int], None]
) -> Iterator[tuple[int, dict[str, str]]]:
    """The number of each row in the file, and its cells."""
    from openccr.linkage.engine.match import connect  # Heavy, and the web process starts without it.

    with in_memory([data], filename) as path, connect() as db:
        found = Notes()
        try:
            columns.read([path], db, found, synonyms={**SYNONYMS, **HEADINGS}, columns=("agency", *ALL))
        except LinkageError as error:
            raise LinkageError(error.problem.replace(path.name, filename), error.remedy) from error
        for sentence, count in found.counts.items():
            notes.add(sentence.replace(f"{path.name}: ", f"{filename}: "), count)
        cells = db.execute(f"SELECT line, {', '.join(ALL)} FROM records ORDER BY rid")  # noqa: S608
        read = 0
        while some := cells.fetchmany(_AT_ONCE):
            for line, *row in some:
                yield line, {name: value or "" for name, value in zip(ALL, row, strict=True)}
            read += len(some)
            told(read)


def _read(number: int, cells: Mapping[str, str], words: Mapping[str, str], today: date, notes: Notes) -> Read:
    kept = {name: cells[name] for name in ALL if cells.get(name)}
    born = read_birthday(kept.get("dob", ""), today=today)
    if kept.get("dob") and born is None:
        notes.add("Dates of birth that are none, and are compared with nothing", rows=[number])
    last = read_birthday(kept["last_contact"], today=today) if kept.get("last_contact") else None
    if kept.get("last_contact") and (last is None or not last[1]):
        notes.add("Days of the last contact that cannot be read", rows=[number])
        last = None
    signals, unknown = signals_of(cells.get("signals", ""), words)
    for one in unknown:
        notes.add(f"Signs of risk that the pack has no word for: {one[:40]}")
    return Read(
        cells=kept,
        whose=whose_number(kept, born=born),
        part=PARTS.get(cells.get("part", "").strip().casefold(), ""),
        signals=signals,
        unknown_signals=unknown,
        last_contact=date(*last) if last else None,
    )
