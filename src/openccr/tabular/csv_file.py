"""CSV as agencies' programs write it: any usual encoding, any usual separator, quoted line breaks."""

from __future__ import annotations

import codecs
import csv
import io
import re

from openccr.tabular.grid import Grid
from openccr.tabular.headings import Index, best_row
from openccr.tabular.table import Limits, TableError

_SEPARATORS = (",", ";", "\t", "|")
_NAMES = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "vertical bars"}
_SAVE_AS = "Save it again as “CSV UTF-8”, or send it as XLSX."

# An accented letter or a curly quote in UTF-8. Met in a file that is not UTF-8 as a whole, it means that rows from
# two programs were pasted together, and either reading would spoil somebody's name.
_UTF8_LETTER = re.compile(rb"[\xc2-\xc5][\x80-\xbf]|\xe2\x80[\x80-\xbf]")


def read_csv(data: bytes, index: Index, *, limits: Limits) -> Grid:
    """The file's rows.

    Raises:
        TableError: the encoding or the quotation marks cannot be understood, or a limit is passed.
    """
    text, encoding = decode(data)
    notes = () if encoding == "UTF-8" else (f"The file was read as {encoding}.",)
    # Excel obeys a first line such as "sep=;" and does not count it as a row.
    hint, _, rest = text.partition("\n")
    if match := re.fullmatch(r"\"?sep=([,;\t|])\"?\r?", hint, re.IGNORECASE):
        return Grid(_records(rest, match[1], limits), notes=notes)
    return Grid(_records(text, separator(text, index), limits), notes=notes)


def decode(data: bytes) -> tuple[str, str]:
    """The text and the name of its encoding: UTF-8, UTF-16 or Windows-1252.

    Raises:
        TableError: none of them fits without doubt.
    """
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _strictly(data, "utf-16", "UTF-16")
    # UTF-16 without its mark: in text of our alphabets nearly every other byte is nil.
    for start, codec in ((1, "utf-16-le"), (0, "utf-16-be")):
        sample = data[start:4000:2]
        if sample.count(0) > len(sample) // 2:
            return _strictly(data, codec, "UTF-16")
    try:
        return _without_nil(data.decode("utf-8-sig")), "UTF-8"
    except UnicodeDecodeError as fault:
        if mixed := _UTF8_LETTER.search(data):
            first, second = sorted((data[: mixed.start()].count(b"\n") + 1, data[: fault.start].count(b"\n") + 1))
            raise TableError(
                f"The file mixes two ways of writing accented letters (lines {first} and {second})", _SAVE_AS
            ) from None
    return _strictly(data, "cp1252", "Windows-1252")


def separator(text: str, index: Index) -> str:
    """The separator with which the first rows show most known headings; the comma when none shows any."""
    return max(_SEPARATORS, key=lambda mark: best_row(_first_records(text, mark), index)[0])


def _strictly(data: bytes, codec: str, name: str) -> tuple[str, str]:
    try:
        return _without_nil(data.decode(codec).removeprefix("\ufeff")), name
    except UnicodeDecodeError:
        raise TableError(f"The file is no text that can be read as UTF-8 or as {name}", _SAVE_AS) from None


def _without_nil(text: str) -> str:
    if "\x00" in text:
        raise TableError("The file is not text", "Send it as CSV or XLSX.")
    return text


def _first_records(text: str, mark: str) -> list[list[str]]:
    records: list[list[str]] = []
    try:
        for record in csv.reader(io.StringIO(text, newline=""), delimiter=mark):
            records.append(record)
            if len(records) == 50:
                break
    except csv.Error:
        pass  # The strict reading that follows names the row.
    return records


def _records(text: str, mark: str, limits: Limits) -> list[list[str]]:
    records: list[list[str]] = []
    cells = 0
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=mark, strict=True)
    try:
        for record in reader:
            if any(record[limits.columns :]):
                raise TableError(
                    f"Row {len(records) + 1} has {len(record)} values; at most {limits.columns} columns are read",
                    "Delete the columns that are not needed.",
                )
            records.append(record[: limits.columns])
            cells += len(records[-1])
            if len(records) > limits.rows or cells > limits.cells:
                raise TableError(
                    f"The file has more than {len(records) - 1:,} rows, which is the most that is read at its width",
                    "Send it in several parts.",
                )
    except csv.Error:
        raise TableError(
            f"Row {len(records) + 1} (which ends on line {reader.line_num}) has a quotation mark that is never closed, "
            f"or text after one that is; values were read as separated by {_NAMES[mark]}",
            'Write a quotation mark inside a value twice (""), or send the file as XLSX.',
        ) from None
    return records
