"""Agencies' files → one table `records` in DuckDB, every cell as text, in the order of the files and their rows."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from openccr.linkage.engine.csv_text import as_utf8, head_of
from openccr.linkage.engine.problems import LinkageError, NoTable, Notes
from openccr.tabular import TableError, read_table
from openccr.tabular.headings import Index, match
from openccr.tabular.wordings import by_wording

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

COLUMNS = (
    "agency", "local_id", "given_name", "middle_name", "family_name", "aliases", "dob", "sex", "address", "postcode",
    "phone",
)  # fmt: skip
REQUIRED = ("local_id",)
SYNONYMS: Mapping[str, Sequence[str]] = {
    "agency": ("agency name", "organisation", "source", "source agency", "referring agency"),
    "local_id": ("id", "record id", "local reference", "reference", "ref", "local identifier", "person id", "urn",
                 "unique reference", "case id", "client id", "record number", "record no", "ref no", "reference number",
                 "our reference", "case reference", "case ref", "client reference", "client ref", "client number",
                 "patient id", "nhs ref", "tenant id", "tenancy reference", "nominal id", "rec id"),
    "given_name": ("given", "forename", "forenames", "first name", "firstname", "given names", "first names",
                   "christian name"),
    "middle_name": ("middle", "middle names", "second name", "other names", "second forename", "middle initial"),
    "family_name": ("family", "surname", "last name", "lastname", "family names"),
    "aliases": ("alias", "also known as", "aka", "other known names", "previous names", "maiden name", "former names"),
    "dob": ("date of birth", "birth date", "birthdate", "born", "d.o.b.", "d o b"),
    "sex": ("gender", "sex at birth"),
    "address": ("home address", "address line 1", "full address", "street address", "current address", "addr",
                "address line", "address 1", "street"),
    "postcode": ("post code", "postal code", "pcode", "zip", "zip code"),
    "phone": ("telephone", "mobile", "phone number", "telephone number", "mobile number", "contact number", "tel",
              "phone no", "mobile no", "telephone no", "tel no", "contact telephone"),
}  # fmt: skip
"""A column's name → other headings that agencies write for it; compared without case, spaces and punctuation."""
_NAMED, _LONGEST = 12, 30
"""Headings that a sentence names at most, and how many letters of each."""
_LOOKED_AT = 1 << 16
"""Bytes at the start of a file by which it is told whether it is text."""
_MEMORY = re.compile(r"\"?/proc/self/fd/\d+\"?")
_LINE = "_line"
"""The column of a workbook's table that holds the numbers of its rows."""

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

    `line` is the row's number as a spreadsheet shows it (in Parquet, which has no headings, the row's own number).

    Args:
        files: one per agency. Without a column `agency` the file's name stands for it.
        notes: takes what was passed over.
        synonyms: headings by column, such as a pack's.
        columns: what is read; `COLUMNS`, and whatever an extract says beside them.

    Raises:
        LinkageError: a file lacks `local_id` or names one column twice, or none is a table. One among others that is
            no table is passed over and named.
    """
    fields = ", ".join(f"{name} VARCHAR" for name in columns)
    db.execute(f"CREATE OR REPLACE TABLE records (rid INTEGER, line INTEGER, {fields})")
    index = by_wording({name: synonyms.get(name, ()) for name in columns})
    total = 0
    refused: list[NoTable] = []
    for path in files:
        try:
            with ExitStack() as held:
                total += _add(path, db, notes, index, total, columns, held)
        except NoTable as problem:
            refused.append(problem)
            notes.add(f"Files passed over: {problem.problem}")
    if refused and len(refused) == len(files):
        raise refused[0]
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
            headings = [one for one in headings if one != _LINE]
        except Exception as error:
            problem = error
            continue
        chosen = _chosen(path, headings, index)
        cells = ", ".join(
            f"nullif(trim(CAST(\"{_quoted(chosen[name])}\" AS VARCHAR)), '')"
            if name in chosen
            else (f"'{_sql(path.stem)}'" if name == "agency" else "NULL")
            for name in columns
        )
        empty = f"SELECT {', '.join(f'count({name})' for name in chosen)} FROM records WHERE rid >= {before}"
        try:
            got = db.execute(
                f"INSERT INTO records SELECT {before} + row_number() OVER () - 1, {source.line}, {cells}"
                f" FROM {source.rows}"
            )
        except Exception as error:
            problem = error
            continue
        added = int(got.fetchall()[0][0])
        _tell_unread(path, [one for one in headings if one not in chosen.values()], notes)
        found = zip(chosen.values(), db.execute(empty).fetchall()[0], strict=True)
        blank = [heading for heading, count in found if added and not count]
        if not added:
            notes.add(f"Files without a row below their headings: {path.name}")
        if blank:
            notes.add(f"{path.name}: columns without a single value ({', '.join(_shown(blank))})", len(blank))
        return added
    raise _unreadable(path, problem) from problem


def _sources(path: Path, db: DuckDBPyConnection, notes: Notes, index: Index, held: ExitStack) -> list[_Source]:
    """What reads a file, told by its content; the second and third are for files that the one before refuses."""
    try:
        start = path.open("rb").read(_LOOKED_AT)
    except OSError as error:
        raise LinkageError(f"{path.name} cannot be read: {error.strerror}", "Check its name and rights.") from error
    if not start.strip():
        raise NoTable(f"{path.name} is empty", "Save it again, or take it out of the folder.")
    if start.startswith(b"PAR1"):
        return [_Source(f"read_parquet('{_sql(str(path))}')")]
    if start.startswith(b"PK\x03\x04"):
        return [_workbook(path, db, notes, index)]
    if start.startswith((b"%PDF", b"\xd0\xcf\x11\xe0", b"\x89PNG", b"\xff\xd8\xff", b"{\\rtf", b"<", b"\x1f\x8b")):
        raise NoTable(f"{path.name} is not a table, whatever its name says", "Save it as CSV, XLSX or Parquet.")
    if b"\x00" in start and not start.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise NoTable(f"{path.name} is not a table of text", "Save it as CSV, XLSX or Parquet.")
    text = held.enter_context(as_utf8(path, notes))
    head = head_of(text, index)
    notes.add(f"{path.name}: lines above the headings, passed over", head.above)
    form = f"all_varchar=true, header=true, delim='{head.separator}', skip={head.above}"
    marks = "quote='\"', escape='\"'"
    # Rows of uneven length: slower, and what cannot be read is left out. A quotation mark that never ends is a letter.
    loose = "null_padding=true, strict_mode=false, parallel=false, ignore_errors=true"
    ways = (marks, f"{marks}, {loose}", f"quote='', escape='', {loose}")
    line = f"{head.above} + 1 + row_number() OVER ()"
    return [_Source(f"read_csv('{_sql(str(text))}', {form}, {one})", line) for one in ways]


def _workbook(path: Path, db: DuckDBPyConnection, notes: Notes, index: Index) -> _Source:
    known = {name: [wording for wording, of in index.items() if of == name] for name in dict.fromkeys(index.values())}
    try:
        table = read_table(path, filename=path.name, known=known)
    except TableError as error:
        raise LinkageError(error.problem, error.remedy) from error
    _tell_unread(path, table.unmapped_columns, notes)
    names = [column.name for column in table.columns if column.name]
    name = f"workbook_{len(db.execute('SHOW TABLES').fetchall())}"
    fields = ", ".join(f'"{one}" VARCHAR' for one in names)
    db.execute(f"CREATE TEMP TABLE {name} ({_LINE} INTEGER, {fields})")
    rows = [[row.number, *(row.cell(one).text for one in names)] for row in table.rows]
    if rows:
        db.executemany(f"INSERT INTO {name} VALUES ({', '.join('?' * (len(names) + 1))})", rows)
    return _Source(name, _LINE)


def _chosen(path: Path, headings: Sequence[str], index: Index) -> dict[str, str]:
    """Which heading each column is read from."""
    chosen: dict[str, str] = {}
    for heading in headings:
        name = match(heading, index)
        if name and name in chosen:
            raise LinkageError(
                f"{path.name}: “{chosen[name]}” and “{heading}” both stand for {name}", "Delete or rename one of them."
            )
        if name:
            chosen[name] = heading
    missing = [name for name in REQUIRED if name not in chosen]
    if missing:
        raise LinkageError(
            f"{path.name} has no column {missing[0]} (its headings: {', '.join(_shown(headings))})",
            "Add the column with the agency's own number of each record.",
        )
    return chosen


def _tell_unread(path: Path, unread: Sequence[str], notes: Notes) -> None:
    if unread:
        notes.add(f"{path.name}: columns not read ({', '.join(_shown(unread))})", len(unread))


def _shown(headings: Sequence[str]) -> list[str]:
    """As many as a sentence names, and as much of each: in a file that is no table a heading is of any length."""
    return [one if len(one) <= _LONGEST else one[: _LONGEST - 1] + "…" for one in headings[:_NAMED]]


def _quoted(name: str) -> str:
    return name.replace('"', '""')


def _sql(text: str) -> str:
    return text.replace("'", "''")


def _unreadable(path: Path, error: Exception | None) -> LinkageError:
    if type(error).__name__ == "OutOfMemoryException":
        return LinkageError(f"{path.name} holds more than fits into memory", "Divide it into smaller files.")
    # The engine reads some files from memory, under a path that says nothing to anybody.
    told = _MEMORY.sub(path.name, str(error)).splitlines()
    first = told[0][:200].rstrip(".:, ") if told else type(error).__name__
    return LinkageError(
        f"{path.name} cannot be read as a table: {first}", "Open it, check the rows, and save it again."
    )
