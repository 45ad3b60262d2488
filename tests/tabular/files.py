"""Files as agencies really send them, built in memory. Every person, number and postcode in them is invented."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import Any

import openpyxl
import xlsxwriter
from openpyxl.utils.datetime import CALENDAR_MAC_1904

TODAY = date(2026, 11, 21)

# A small alias table; the real one belongs to the app that reads referrals.
KNOWN: dict[str, Sequence[str]] = {
    "referral_ref": ("Reference", "Our ref", "Case number"),
    "referred_on": ("Date of referral", "Referral date"),
    "agency": ("Referring agency", "Agency name"),
    "victim_given_name": ("Victim first name", "First name"),
    "victim_family_name": ("Victim surname", "Surname"),
    "victim_dob": ("DOB", "Date of birth", "Victim date of birth"),
    "victim_phone": ("Telephone", "Tel no"),
    "safe_to_call": ("Safe to call?",),
    "dash_score": ("DASH", "DASH score", "Ticks"),
    "children": ("Children", "Children's names and dates of birth"),
}

HEADINGS = (
    "Our ref",
    "Referral date",
    "Agency name",
    "First name",
    "Surname",
    "D.O.B.",
    "Tel no",
    "Safe to call?",
    "DASH",
)
ROWS = (
    ("HX-1", "3/4/26", "Halcyon Refuge", "Zoë", "O’Brien", "03-Apr-1988", "07700 900123", "Y", "16"),
    ("HX-2", "04/04/2026", "Halcyon Refuge", "Nadia ", "Invented", "1/12/79", "+44 7700 900456", "not known", "14"),
)


def windows_1252_semicolons() -> bytes:
    """What Excel saves as CSV on a machine set to a European language."""
    lines = [";".join(HEADINGS), *(";".join(row) for row in ROWS)]
    return "\r\n".join(lines).encode("cp1252")


def workbook(fill: Callable[[openpyxl.Workbook], None], *, date_1904: bool = False) -> bytes:
    """A workbook as a program writes it: openpyxl leaves every formula without a value."""
    book = openpyxl.Workbook()
    if date_1904:
        book.epoch = CALENDAR_MAC_1904
    fill(book)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def sheet_of(rows: Iterable[Sequence[Any]]) -> bytes:
    """A workbook of one sheet."""

    def fill(book: openpyxl.Workbook) -> None:
        for row in rows:
            book.active.append(list(row))

    return workbook(fill)


def merged_titles() -> bytes:
    """Two merged title rows and a blank one above the headings; a blank row and a typed date cell among the data."""

    def fill(book: openpyxl.Workbook) -> None:
        sheet = book.active
        sheet.title = "Referrals"
        sheet["A1"] = "Invented Area MARAC: referrals for the meeting of 12 May"
        sheet.merge_cells("A1:I1")
        sheet["A2"] = "Agency name"  # A title that happens to be a column's name.
        sheet.merge_cells("A2:I2")
        sheet.append([])
        sheet.append(list(HEADINGS))
        sheet.append(list(ROWS[0]))
        sheet.append([])
        sheet.append(["HX-2", datetime(2026, 4, 4), "Halcyon Refuge", "Nadia", "Invented", 29190, 7700900456, "No", 14])

    return workbook(fill)


def formulas_without_values() -> bytes:
    """Row 2 is whole, row 3 has one formula nobody calculated, row 4 is formulas alone, row 5 shows an error."""
    return sheet_of(
        [
            HEADINGS[:4],
            ("HX-1", "3/4/26", "Halcyon Refuge", "Zoë"),
            ("HX-2", "=B2+1", "Halcyon Refuge", "Nadia"),
            ("=A3", "=B3", "=C3", "=D3"),
            ("HX-4", "#REF!", "Halcyon Refuge", "Mina"),
        ]
    )


def formulas_with_values() -> bytes:
    """Formulas as Excel saves them, each with its result; and one that XlsxWriter left at nought."""
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True})
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, HEADINGS[:3])
    sheet.write_formula(1, 0, '="HX-"&1', None, "HX-1")
    sheet.write_formula(1, 1, "=DATE(2026,4,3)", book.add_format({"num_format": "dd/mm/yyyy"}), 46115)
    sheet.write_formula(1, 2, "=A1", None, "Halcyon Refuge")
    sheet.write_string(2, 0, "HX-2")
    sheet.write_formula(2, 1, "=B2+1")
    book.close()
    return target.getvalue()


def ten_thousand_rows(*, columns: int = 40) -> bytes:
    """A workbook of 10,000 rows, text, numbers and dates."""
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True})
    sheet = book.add_worksheet()
    day = book.add_format({"num_format": "dd/mm/yyyy"})
    sheet.write_row(0, 0, [*HEADINGS, *(f"Other {n}" for n in range(columns - len(HEADINGS)))])
    for number in range(1, 10_001):
        sheet.write_row(number, 0, [f"HX-{number}", "", *ROWS[number % 2][2:]])
        sheet.write_datetime(number, 1, datetime(2026, 1, 1) + timedelta(days=number % 300), day)
        sheet.write_row(number, len(HEADINGS), [f"note {number} {n}" for n in range(columns - len(HEADINGS))])
    book.close()
    return target.getvalue()


def repacked(data: bytes, changes: dict[str, bytes | None]) -> bytes:
    """The workbook with some parts replaced, added, or (None) taken out."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in source.namelist():
            content = changes[name] if name in changes else source.read(name)
            if content is not None:
                archive.writestr(name, content)
        for name in changes.keys() - set(source.namelist()):
            archive.writestr(name, changes[name] or b"")
    return target.getvalue()


def part(data: bytes, name: str) -> bytes:
    """One part of a workbook."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(name)


def parts(data: bytes) -> list[str]:
    """The names of a workbook's parts."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.namelist()
