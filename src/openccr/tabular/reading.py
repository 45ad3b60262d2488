"""The one door for a file: what it is told by its content, since a name may say anything."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from openccr.tabular.assemble import to_table
from openccr.tabular.csv_file import read_csv
from openccr.tabular.table import Limits, Table, TableError
from openccr.tabular.wordings import by_wording
from openccr.tabular.xlsx_file import read_xlsx

_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LOCKED = "EncryptedPackage".encode("utf-16-le")

_NO_TABLES = (
    (b"%PDF-", "This is a PDF"),
    (b"{\\rtf", "This is a rich text document"),
    (b"<", "This is a web page or XML, whatever its name says"),
    (b"\x89PNG", "This is a picture"),
    (b"\xff\xd8\xff", "This is a picture"),
)


def read_table(
    path_or_bytes: Path | bytes,
    *,
    filename: str,
    known: Mapping[str, Sequence[str]],
    sheet: str | None = None,
    limits: Limits = Limits(),
) -> Table:
    """Read a CSV or XLSX file as people really make them.

    Args:
        path_or_bytes: the file, or what it holds.
        filename: its name, for sentences only.
        known: canonical column names, each with the other wordings agencies use (exact but for case, spaces,
            punctuation and accents).
        sheet: the sheet of a workbook to read; None picks the visible one that holds the headings.
        limits: see `Limits`.

    Raises:
        TableError: the file cannot be read as a whole; its sentence begins with the file's name.
        ValueError: `known` gives one wording to two columns.
    """
    index = by_wording(known)
    try:
        data = _bytes(path_or_bytes, limits)
        grid = (
            read_xlsx(data, index, sheet=sheet, limits=limits)
            if _is_zip(data)
            else read_csv(data, index, limits=limits)
        )
        return to_table(grid, index)
    except TableError as error:
        raise TableError(f"{filename}: {error.problem}", error.remedy) from error


def _bytes(source: Path | bytes, limits: Limits) -> bytes:
    size = len(source) if isinstance(source, bytes) else source.stat().st_size
    if size > limits.file_bytes:
        raise TableError(
            f"The file has {size / 2**20:.0f} MB; at most {limits.file_bytes / 2**20:.0f} MB are read",
            "Send it in several parts, without pictures.",
        )
    data = source if isinstance(source, bytes) else source.read_bytes()
    if not data.strip():
        raise TableError("The file is empty", "Save it again and look whether it holds the rows.")
    return data


def _is_zip(data: bytes) -> bool:
    """True for a workbook, False for what may be CSV. Raises TableError for any other kind that can be told."""
    if data.startswith(_OLE):
        if _LOCKED in data:
            raise TableError("The file needs a password", "Save it without one, and send it by a protected channel.")
        raise TableError("This is a workbook of Excel 97–2003 (.xls)", "Save it as “Excel Workbook (.xlsx)” or CSV.")
    start = data.removeprefix(b"\xef\xbb\xbf").lstrip()
    for mark, what in _NO_TABLES:
        if start.startswith(mark):
            raise TableError(what, "Open it in your spreadsheet program and save it as XLSX or CSV.")
    return data.startswith(_ZIP)
