"""Agencies' files → one table `records` in DuckDB, every cell as text, in the order of the files and their rows."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from openccr.linkage.engine.problems import LinkageError, Notes

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
                 "unique reference", "case id", "client id", "record number"),
    "given_name": ("given", "forename", "forenames", "first name", "firstname", "given names", "christian name"),
    "middle_name": ("middle", "middle names", "second name", "other names", "second forename"),
    "family_name": ("family", "surname", "last name", "lastname", "family names"),
    "aliases": ("alias", "also known as", "aka", "other known names", "previous names", "maiden name", "former names"),
    "dob": ("date of birth", "birth date", "birthdate", "born", "d.o.b.", "d o b"),
    "sex": ("gender", "sex at birth"),
    "address": ("home address", "address line 1", "full address", "street address", "current address", "addr"),
    "postcode": ("post code", "postal code", "zip"),
    "phone": ("telephone", "mobile", "phone number", "telephone number", "mobile number", "contact number", "tel"),
}  # fmt: skip
"""A column's name → other headings that agencies write for it; compared without case, spaces and punctuation."""

_NOT_LETTERS = re.compile(r"[^a-z0-9]+")
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
    """Fill the table `records(rid, agency, …)` from the files; how many records there are.

    Args:
        files: one per agency. Without a column `agency` the file's name stands for it.
        notes: takes what was passed over.
        synonyms: headings by column, such as a pack's.
        columns: what is read; `COLUMNS`, and whatever an extract says beside them.

    Raises:
        LinkageError: a file is not what it says, lacks `local_id`, or names one column twice.
    """
    fields = ", ".join(f"{name} VARCHAR" for name in columns)
    db.execute(f"CREATE OR REPLACE TABLE records (rid INTEGER, {fields})")
    total = 0
    for path in files:
        total += _add(path, db, notes, synonyms, total, columns)
    _count_ids(db, notes)
    return total


def _add(
    path: Path, db: DuckDBPyConnection, notes: Notes, synonyms: Mapping[str, Sequence[str]], before: int,
    columns: Sequence[str],
) -> int:  # fmt: skip
    """Append a file's rows; how many."""
    problem: Exception | None = None
    for source in _sources(path, db):
        try:
            headings = [row[0] for row in db.execute(f"DESCRIBE SELECT * FROM {source}").fetchall()]
        except Exception as error:
            problem = error
            continue
        chosen = _chosen(path, headings, synonyms, notes, columns)
        cells = ", ".join(
            f"nullif(trim(CAST(\"{_quoted(chosen[name])}\" AS VARCHAR)), '')"
            if name in chosen
            else (f"'{_sql(path.stem)}'" if name == "agency" else "NULL")
            for name in columns
        )
        try:
            got = db.execute(f"INSERT INTO records SELECT {before} + row_number() OVER () - 1, {cells} FROM {source}")
            return int(got.fetchall()[0][0])
        except Exception as error:
            problem = error
    raise _unreadable(path, problem) from problem


def _count_ids(db: DuckDBPyConnection, notes: Notes) -> None:
    """Records are told apart by their row: a local id that is missing or stands twice harms nothing but the answer."""
    missing = db.execute("SELECT count(*) FROM records WHERE local_id IS NULL").fetchall()[0][0]
    notes.add("Rows without a local id", missing)
    repeated = db.execute(
        "SELECT coalesce(sum(n), 0) FROM (SELECT count(*) AS n FROM records WHERE local_id IS NOT NULL"
        " GROUP BY agency, local_id HAVING count(*) > 1)"
    ).fetchall()[0][0]
    notes.add("Rows whose local id stands more than once in its agency", int(repeated))


def _sources(path: Path, db: DuckDBPyConnection) -> list[str]:
    """What reads a file, told by its content; of two the second is for files that the first refuses."""
    try:
        start = path.open("rb").read(8)
    except OSError as error:
        raise LinkageError(f"{path.name} cannot be read: {error.strerror}", "Check its name and rights.") from error
    if not start.strip():
        raise LinkageError(f"{path.name} is empty", "Save it again, or take it out of the folder.")
    if start.startswith(b"PAR1"):
        return [f"read_parquet('{_sql(str(path))}')"]
    if start.startswith(b"PK\x03\x04"):
        return [_workbook(path, db)]
    if start.startswith((b"%PDF", b"\xd0\xcf\x11\xe0", b"\x89PNG", b"\xff\xd8\xff", b"{\\rtf", b"<", b"\x1f\x8b")):
        raise LinkageError(f"{path.name} is not a table, whatever its name says", "Save it as CSV, XLSX or Parquet.")
    if b"\x00" in start and not start.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise LinkageError(f"{path.name} is not a table of text", "Save it as CSV, XLSX or Parquet.")
    encoding = "utf-16" if start.startswith((b"\xff\xfe", b"\xfe\xff")) else _encoding(path)
    form = f"all_varchar=true, header=true, delim='{_delimiter(path, encoding)}', encoding='{encoding}'"
    marks = "quote='\"', escape='\"'"
    # Rows of uneven length: slower, and what cannot be read is left out. A quotation mark that never ends is a letter.
    loose = "null_padding=true, strict_mode=false, parallel=false, ignore_errors=true"
    ways = (marks, f"{marks}, {loose}", f"quote='', escape='', {loose}")
    return [f"read_csv('{_sql(str(path))}', {form}, {one})" for one in ways]


def _delimiter(path: Path, encoding: str) -> str:
    """The separator that parts the row of headings most."""
    with path.open(encoding=encoding, errors="replace") as stream:
        first = stream.readline(20_000)
    return max(",;\t|", key=first.count)


def _encoding(path: Path) -> str:
    """UTF-8 unless the bytes are none: then what spreadsheets of British offices write."""
    with path.open("rb") as stream:
        tail = b""
        while block := stream.read(1 << 22):
            try:
                (tail + block).decode("utf-8")
                tail = b""
            except UnicodeDecodeError as error:
                if error.start < len(tail + block) - 4:
                    return "latin-1"
                tail = (tail + block)[error.start :]
    return "utf-8" if not tail else "latin-1"


def _workbook(path: Path, db: DuckDBPyConnection) -> str:
    from openccr.tabular import TableError, read_table

    try:
        table = read_table(path, filename=path.name, known=SYNONYMS)
    except TableError as error:
        raise LinkageError(error.problem, error.remedy) from error
    names = [column.name for column in table.columns if column.name]
    name = f"workbook_{len(db.execute('SHOW TABLES').fetchall())}"
    fields = ", ".join(f'"{one}" VARCHAR' for one in names)
    db.execute(f"CREATE TEMP TABLE {name} ({fields})")
    rows = [[row.cell(one).text for one in names] for row in table.rows]
    if rows:
        db.executemany(f"INSERT INTO {name} VALUES ({', '.join('?' * len(names))})", rows)
    return name


def _chosen(
    path: Path, headings: Sequence[str], synonyms: Mapping[str, Sequence[str]], notes: Notes, columns: Sequence[str]
) -> dict[str, str]:
    known = {_plain(word): name for name in columns for word in (name, *synonyms.get(name, ()))}
    chosen: dict[str, str] = {}
    for heading in headings:
        name = known.get(_plain(heading))
        if name is None:
            notes.add(f"{path.name}: columns not read")
        elif name in chosen:
            raise LinkageError(
                f"{path.name}: “{chosen[name]}” and “{heading}” both stand for {name}", "Delete or rename one of them."
            )
        else:
            chosen[name] = heading
    missing = [name for name in REQUIRED if name not in chosen]
    if missing:
        raise LinkageError(
            f"{path.name} has no column {missing[0]} (its headings: {', '.join(headings[:12])})",
            "Add the column with the agency's own number of each record.",
        )
    return chosen


def _plain(heading: str) -> str:
    return _NOT_LETTERS.sub("", heading.lower())


def _quoted(name: str) -> str:
    return name.replace('"', '""')


def _sql(text: str) -> str:
    return text.replace("'", "''")


def _unreadable(path: Path, error: Exception | None) -> LinkageError:
    first = str(error).splitlines()[0][:200] if str(error) else type(error).__name__
    return LinkageError(
        f"{path.name} cannot be read as a table: {first}", "Open it, check the rows, and save it again."
    )
