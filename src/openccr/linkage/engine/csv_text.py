"""A CSV file as offices send it → text that the engine reads: its encoding, and where its headings stand."""

from __future__ import annotations

import csv
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from openccr.linkage.engine.problems import Notes
from openccr.tabular.headings import best_row

_SEPARATORS = (",", ";", "\t", "|")
_LOOKED_AT = 50
"""Lines at the top of a file among which its headings are looked for."""
_BLOCK = 1 << 22


@dataclass(frozen=True)
class Head:
    """Where the headings of a file stand, and what they are. `above`: lines above them."""

    separator: str
    above: int
    names: tuple[str, ...]


def head_of(path: Path, index: Mapping[str, str]) -> Head:
    """The separator and the row that name most known columns; the first row where none does.

    Args:
        path: text in UTF-8.
        index: what a heading may say, as the reader of spreadsheets compares it → its column.
    """
    with path.open(encoding="utf-8-sig", errors="replace", newline="") as stream:
        lines = [stream.readline(_BLOCK) for _ in range(_LOOKED_AT)]
    usual = max(_SEPARATORS, key=lines[0].count)
    first, _ = next(_rows(lines, usual), ([], 0))
    best, head = 0, Head(usual, 0, _names(first))
    for separator in _SEPARATORS:
        rows, ends = [], [0]
        for row, end in _rows(lines, separator):
            rows.append(row)
            ends.append(end)
        score, place = best_row(rows, index)
        if score > best:
            best, head = score, Head(separator, ends[place], _names(rows[place]))
    return head


def _rows(lines: Sequence[str], separator: str) -> Iterator[tuple[list[str], int]]:
    """The rows of the first lines with the line each ends on, up to one with a cell of no sensible length."""
    reader = csv.reader(lines, delimiter=separator)
    with suppress(csv.Error):
        for row in reader:
            yield row, reader.line_num


def _names(row: Iterable[str]) -> tuple[str, ...]:
    """The headings of a row, each its own: one that is empty or stands twice is told by its place."""
    names: list[str] = []
    for place, cell in enumerate(row, 1):
        name = cell.strip()
        names.append(name if name and name not in names else f"{name or 'column'} {place}")
    return tuple(names)


@contextmanager
def as_utf8(path: Path, notes: Notes) -> Iterator[Path]:
    """The file itself where it is UTF-8; else the same text in UTF-8, held in memory.

    What is neither UTF-8 nor bears the mark of UTF-16 is what spreadsheets of British offices write: Windows-1252.
    """
    with path.open("rb") as stream:
        marked = stream.read(2) in (b"\xff\xfe", b"\xfe\xff")
    if not marked and _is_utf8(path):
        yield path
        return
    encoding, name = ("utf-16", "UTF-16") if marked else ("cp1252", "Windows-1252")
    notes.add(f"{path.name}: read as {name}")
    with path.open(encoding=encoding, errors="replace", newline="") as text:
        blocks = iter(lambda: text.read(_BLOCK).encode(), b"")
        with in_memory(blocks, path.name) as copy:
            yield copy


def _is_utf8(path: Path) -> bool:
    with path.open("rb") as stream:
        tail = b""
        while block := stream.read(_BLOCK):
            try:
                (tail + block).decode("utf-8")
                tail = b""
            except UnicodeDecodeError as error:
                if error.start < len(tail + block) - 4:
                    return False
                tail = (tail + block)[error.start :]
    return not tail


@contextmanager
def in_memory(blocks: Iterable[bytes], name: str) -> Iterator[Path]:
    """These bytes as a path that leads to memory alone: the engine wants a path, and a disk must never hold them."""
    handle = os.memfd_create(name[:80])
    try:
        with os.fdopen(os.dup(handle), "wb") as stream:
            stream.writelines(blocks)
        yield Path(f"/proc/self/fd/{handle}")
    finally:
        os.close(handle)
