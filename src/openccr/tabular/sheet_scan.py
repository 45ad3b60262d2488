"""What the reader of values does not tell: formulas without a value, errors, merged and hidden cells, extent."""

from __future__ import annotations

import re
from collections.abc import Set
from dataclasses import dataclass, field

from openccr.tabular.package import careful_parser, damaged, local, parse
from openccr.tabular.shared_strings import SharedTexts
from openccr.tabular.struck import strikes
from openccr.tabular.table import Limits, TableError, column_letter

_MOST_COLUMNS = 16_384
_LONGEST = 64  # Enough for an error's name or the number of a text; adding up a long value would take hours.
_NUMBER = re.compile(r"[0-9]{1,9}")
_POSITION = re.compile(r"[1-9][0-9]{0,6}")
_REFERENCE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")


@dataclass
class SheetScan:
    """Positions are (row, column) counted from 0; a range is (first row, first column, last row, last column).

    Args:
        rows: how many rows reach down to the last cell that holds anything.
        columns: how many columns reach to the last such cell.
        characters: of all texts that its cells point to.
        uncalculated: formulas whose result the file does not hold.
        errors: cells that hold an error, and its name.
        merged: ranges shown as one cell.
        struck: cells whose text is struck out, or a part of it.
        hidden_rows: rows a person does not see.
        hidden_columns: columns a person does not see.
    """

    rows: int = 0
    columns: int = 0
    characters: int = 0
    uncalculated: set[tuple[int, int]] = field(default_factory=set)
    errors: dict[tuple[int, int], str] = field(default_factory=dict)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    struck: set[tuple[int, int]] = field(default_factory=set)
    hidden_rows: list[int] = field(default_factory=list)
    hidden_columns: set[int] = field(default_factory=set)


def scan_sheet(
    xml: bytes, *, name: str, texts: SharedTexts, struck: Set[str], uncalculated: bool, limits: Limits
) -> SheetScan:
    """Read a worksheet's XML once, without its values.

    Args:
        xml: the worksheet part.
        name: the sheet's name, for sentences.
        texts: see `shared_strings`.
        struck: see `struck.struck_formats`.
        uncalculated: see `package.Package`. A nought beside a formula is then what XlsxWriter's manual says it
            writes in place of a result ("Working with Formulas", "Formula Results").
        limits: asked here, since the reader of values lays out the whole area, and a copy of each text, at once.

    Raises:
        TableError: the XML is damaged, or the sheet is larger than the limits.
    """
    scan = _Scan(uncalculated, texts, struck)
    parser = careful_parser()
    parser.StartElementHandler = scan.start
    parser.EndElementHandler = scan.end
    parser.CharacterDataHandler = scan.characters
    try:
        parse(parser, xml)
    except KeyError:
        raise damaged() from None
    _within(scan.found, name, limits)
    return scan.found


class _Scan:
    def __init__(self, uncalculated: bool, texts: SharedTexts, struck: Set[str]) -> None:
        self.found = SheetScan()
        self.texts, self.struck_formats = texts, struck
        self.trust_nought = not uncalculated
        self.row = -1
        self.column = -1
        self.kind = ""
        self.formula = self.in_value = self.has_value = self.struck = False
        self.value = ""

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        tag = local(tag)
        if tag == "c":
            self.column = self._column_of(attributes.get("r"))
            self.kind = attributes.get("t", "")
            self.struck = attributes.get("s", "0") in self.struck_formats
            self.formula = self.has_value = False
            self.value = ""
        elif tag == "v":
            self.in_value = self.has_value = True
        elif tag == "is":
            self.has_value = True
        elif tag == "strike":  # Of a text that stands in the cell itself.
            self.struck = self.struck or strikes(attributes)
        elif tag == "f":
            self.formula = True
        elif tag == "row":
            self.row = _number(attributes["r"]) - 1 if "r" in attributes else self.row + 1
            self.column = -1
            if _is_true(attributes.get("hidden")):
                self.found.hidden_rows.append(self.row)
        elif tag == "mergeCell":
            self._merge(attributes.get("ref", ""))
        elif tag == "col" and _is_true(attributes.get("hidden")):
            last = min(_number(attributes["max"]), _MOST_COLUMNS)
            self.found.hidden_columns.update(range(_number(attributes["min"]) - 1, last))

    def characters(self, text: str) -> None:
        if self.in_value and len(self.value) < _LONGEST:
            self.value += text

    def end(self, tag: str) -> None:
        tag = local(tag)
        if tag == "v":
            self.in_value = False
        elif tag == "c" and (self.has_value or self.formula):
            self._cell()

    def _cell(self) -> None:
        at = (self.row, self.column)
        found = self.found
        found.rows = max(found.rows, self.row + 1)
        found.columns = max(found.columns, self.column + 1)
        if self.kind == "s":
            number = self._text_number()
            if number is not None:
                found.characters += self.texts.lengths[number]
                self.struck = self.struck or number in self.texts.struck
        elif self.kind == "e":
            found.errors[at] = self.value or "#N/A"
        elif self.formula:
            # An empty text (t="str") is a result; an empty number is none.
            empty = not self.has_value or (self.value == "" and self.kind != "str")
            nought = self.value == "0" and self.kind in ("", "n") and not self.trust_nought
            if empty or nought:
                found.uncalculated.add(at)
        if self.struck:
            found.struck.add(at)

    def _column_of(self, reference: str | None) -> int:
        """The cell's column. Its row must be the row it stands in, or two readers would lay it in two places."""
        if reference is None:
            return self.column + 1
        match = _REFERENCE.fullmatch(reference)
        if match is None or _number(match[2]) - 1 != self.row:
            raise damaged()
        return _column(match[1])

    def _text_number(self) -> int | None:
        if not self.value:
            return None
        if not _NUMBER.fullmatch(self.value) or int(self.value) >= len(self.texts.lengths):
            raise damaged()
        return int(self.value)

    def _merge(self, reference: str) -> None:
        first, _, last = reference.partition(":")
        a, b = _REFERENCE.fullmatch(first), _REFERENCE.fullmatch(last)
        if a and b:
            self.found.merged.append((int(a[2]) - 1, _column(a[1]), int(b[2]) - 1, _column(b[1])))


def _column(letters: str) -> int:
    position = 0
    for letter in letters:
        position = position * 26 + ord(letter) - 64
    return position - 1


def _number(text: str) -> int:
    """A position counted from 1. The reader of values lays out whatever number it finds, so a forged one ends here."""
    if not _POSITION.fullmatch(text):
        raise damaged()
    return int(text)


def _is_true(value: str | None) -> bool:
    return value in ("1", "true")


def _within(found: SheetScan, name: str, limits: Limits) -> None:
    if found.columns > limits.columns:
        last = column_letter(found.columns - 1)
        raise TableError(
            f"Sheet “{name}” reaches column {last}; at most {limits.columns} columns are read",
            "Delete what stands far to the right, or the columns that are not needed.",
        )
    if found.characters > limits.unpacked_bytes:
        raise TableError(f"Sheet “{name}” holds more text than can be read", "Send it in several parts.")
    if found.rows > limits.rows or found.rows * found.columns > limits.cells:
        most = min(limits.rows, limits.cells // max(found.columns, 1))
        raise TableError(
            f"Sheet “{name}” reaches row {found.rows:,}; at most {most:,} rows are read at its width",
            "Delete what stands far below, or send it in several parts.",
        )
