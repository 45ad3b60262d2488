"""Agencies' files → one table `records` in DuckDB, every cell as text, in the order of the files and their rows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from openccr.linkage.engine.csv_text import as_utf8, head_of, in_memory
from openccr.linkage.engine.headings import COLUMNS, SYNONYMS, WHOLE, cell_of, chosen, index_of, quoted, shown
from openccr.linkage.engine.problems import PASSED_OVER, LinkageError, NoTable, Notes
from openccr.linkage.engine.uneven import LINE, made_even
from openccr.linkage.engine.whole_names import part_names
from openccr.linkage.engine.writings import writings
from openccr.tabular import TableError, read_table
from openccr.tabular.headings import Index

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_LOOKED_AT = 1 << 16
"""Bytes at the start of a file by which it is told whether it is text."""
_MEMORY = re.compile(r"\"?/proc/self/fd/\d+\"?")
_MARKS = "quote='\"', escape='\"'"

_TABLES = {".csv", ".tsv", ".txt", ".xlsx", ".parquet"}


def files_of(folder: Path) -> list[Path]:
    """The files of a folder that may hold records, by name. A single file stands for itself.

    Raises:
        LinkageError: there is no such folder, or nothing in it.
    """
    if folder.is_file():
        return [folder]
    if not folder.is_dir():
        raise LinkageError(f"There is no folder {folder}", "Give the folder that holds one file per agency.")
    found = sorted(
        path for path in folder.iterdir() if path.suffix.lower() in _TABLES and not path.name.startswith(".")
    )
    if not found:
        raise LinkageError(f"{folder} holds no CSV, XLSX or Parquet file", "Put one file per agency into it.")
    return found


def read(
    files: Sequence[Path],
    db: DuckDBPyConnection,
    notes: Notes,
    *,
    synonyms: Mapping[str, Sequence[str]] = SYNONYMS,
    columns: Sequence[str] = COLUMNS,
) -> int:
    """Fill the table `records(rid, line, agency, …)` from the files; how many records there are.

    A name that stands whole in one column is parted into given and family name.

    `line` is the row's number as a spreadsheet shows it (in Parquet, which has no headings, the row's own number).

    Args:
        files: one per agency. Where a row names none, the one agency that its file names stands for it, or else the
            file's name.
        notes: takes what was passed over.
        synonyms: headings by column, such as a pack's.
        columns: what is read; `COLUMNS`, and whatever an extract says beside them.

    Raises:
        LinkageError: a file lacks `local_id` or names one column twice, or none is a table. One among others that is
            no table is passed over and named.
    """
    columns = (*columns, WHOLE)
    fields = ", ".join(f"{name} VARCHAR" for name in columns)
    db.execute(f"CREATE OR REPLACE TABLE records (rid INTEGER, line INTEGER, {fields})")
    index = index_of(columns, synonyms)
    total = 0
    refused: list[NoTable] = []
    for path in files:
        try:
            with ExitStack() as held:
                total += _add(path, db, notes, index, total, columns, held)
        except NoTable as problem:
            refused.append(problem)
            notes.add(f"{PASSED_OVER}: {problem.problem}")
    if refused and len(refused) == len(files):
        raise refused[0]
    db.execute(f"ALTER TABLE records DROP COLUMN {WHOLE}")
    writings(db, notes)
    return total


@dataclass(frozen=True)
class _Source:
    """What reads a file, and the number of each row in it, both as SQL."""

    rows: str
    line: str = "row_number() OVER ()"


def _add(
    path: Path, db: DuckDBPyConnection, notes: Notes, index: Index, before: int, columns: Sequence[str],
    held: ExitStack,
) -> int:  # fmt: skip
    """Append a file's rows; how many."""
    problem: Exception | None = None
    for source in _sources(path, db, notes, index, held):
        try:
            headings = [row[0] for row in db.execute(f"DESCRIBE SELECT * FROM {source.rows}").fetchall()]
            headings = [one for one in headings if one != LINE]
        except Exception as error:
            problem = error
            continue
        found = chosen(path.name, headings, index)
        cells = ", ".join(cell_of(name, found[name]) if name in found else "NULL" for name in columns)
        empty = f"SELECT {', '.join(f'count({name})' for name in found)} FROM records WHERE rid >= {before}"
        try:
            got = db.execute(
                f"INSERT INTO records SELECT {before} + row_number() OVER () - 1, {source.line}, {cells}"
                f" FROM {source.rows}"
            )
        except Exception as error:
            problem = error
            continue
        added = int(got.fetchall()[0][0])
        read_from = {one for some in found.values() for one in some}
        _tell_unread(path, [one for one in headings if one not in read_from], notes)
        counts = zip(found.values(), db.execute(empty).fetchall()[0], strict=True)
        blank = [heading for some, count in counts if added and not count for heading in some]
        if not added:
            notes.add(f"Files without a row below their headings: {path.name}")
        if blank:
            notes.add(f"{path.name}: columns without a single value ({', '.join(shown(blank))})", len(blank))
        _name_agency(path, db, before)
        if WHOLE in found:
            part_names(db, notes, path.name, before)
        return added
    raise _unreadable(path, problem) from problem


def _sources(path: Path, db: DuckDBPyConnection, notes: Notes, index: Index, held: ExitStack) -> Iterator[_Source]:
    """What reads a file, told by its content; the second is for a file that the first refuses."""
    if path.exists() and not path.is_file():
        raise NoTable(
            f"{path.name} is {'a folder' if path.is_dir() else 'no file'}, whatever its name says",
            "Put what it holds beside the other files, one per agency.",
        )
    try:
        start = path.open("rb").read(_LOOKED_AT)
    except OSError as error:
        raise LinkageError(f"{path.name} cannot be read: {error.strerror}", "Check its name and rights.") from error
    if not start.strip():
        raise NoTable(f"{path.name} is empty", "Save it again, or take it out of the folder.")
    if start.startswith(b"PAR1"):
        yield _Source(f"read_parquet('{_sql(str(path))}')")
        return
    if start.startswith(b"PK\x03\x04"):
        yield _workbook(path, db, notes, index)
        return
    if start.startswith((b"%PDF", b"\xd0\xcf\x11\xe0", b"\x89PNG", b"\xff\xd8\xff", b"{\\rtf", b"<", b"\x1f\x8b")):
        raise NoTable(f"{path.name} is not a table, whatever its name says", "Save it as CSV, XLSX or Parquet.")
    if b"\x00" in start and not start.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise NoTable(f"{path.name} is not a table of text", "Save it as CSV, XLSX or Parquet.")
    text = held.enter_context(as_utf8(path, notes))
    head = head_of(text, index)
    notes.add(f"{path.name}: lines above the headings, passed over", head.above)
    # What the engine finds uneven is put right first: slower, and it is told what was.
    even = f"all_varchar=true, header=true, delim='{head.separator}', skip={head.above}, {_MARKS}"
    yield _Source(f"read_csv('{_sql(str(text))}', {even})", f"{head.above} + 1 + row_number() OVER ()")
    copy = held.enter_context(in_memory(made_even(text, head, notes, path.name), path.name))
    yield _Source(
        f"read_csv('{_sql(str(copy))}', all_varchar=true, header=true, delim=',', {_MARKS})", f"CAST({LINE} AS INTEGER)"
    )


def _workbook(path: Path, db: DuckDBPyConnection, notes: Notes, index: Index) -> _Source:
    try:
        # Each wording by itself: which headings a column is read from is decided as for any other file.
        table = read_table(path, filename=path.name, known=dict.fromkeys(index, ()))
    except TableError as error:
        raise NoTable(error.problem, error.remedy) from error
    _tell_unread(path, table.unmapped_columns, notes)
    known = [column for column in table.columns if column.name]
    name = f"workbook_{len(db.execute('SHOW TABLES').fetchall())}"
    fields = ", ".join(f"{quoted(one.heading)} VARCHAR" for one in known)
    db.execute(f"CREATE TEMP TABLE {name} ({LINE} INTEGER, {fields})")
    rows = [[row.number, *(row.cell(one.name or "").text for one in known)] for row in table.rows]
    if rows:
        db.executemany(f"INSERT INTO {name} VALUES ({', '.join('?' * (len(known) + 1))})", rows)
    return _Source(name, LINE)


def _name_agency(path: Path, db: DuckDBPyConnection, before: int) -> None:
    """Give rows that name no agency their file's: pairs and people are told by agency and local id."""
    one = f"SELECT CASE WHEN count(DISTINCT agency) = 1 THEN min(agency) END FROM records WHERE rid >= {before}"
    named = db.execute(one).fetchall()[0][0] or path.stem
    db.execute(f"UPDATE records SET agency = ? WHERE rid >= {before} AND agency IS NULL", [named])


def _tell_unread(path: Path, unread: Sequence[str], notes: Notes) -> None:
    if unread:
        notes.add(f"{path.name}: columns not read ({', '.join(shown(unread))})", len(unread))


def _sql(text: str) -> str:
    return text.replace("'", "''")


def _unreadable(path: Path, error: Exception | None) -> LinkageError:
    if type(error).__name__ == "OutOfMemoryException":
        return LinkageError(f"{path.name} holds more than fits into memory", "Divide it into smaller files.")
    # The engine names the whole path, and some files it reads from memory, under one that says nothing to anybody.
    said = str(error).replace(_sql(str(path)), path.name).replace(str(path), path.name)
    told = _MEMORY.sub(path.name, said).splitlines()
    first = told[0][:200].rstrip(".:, ") if told else type(error).__name__
    return NoTable(f"{path.name} cannot be read as a table: {first}", "Open it, check the rows, and save it again.")
