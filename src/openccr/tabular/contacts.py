"""Ways to reach a person. A wrong number tells the wrong person, so nothing here is mended; no sentence repeats one."""

from __future__ import annotations

import re
from datetime import datetime

from openccr.tabular.table import Cell, Unreadable
from openccr.tabular.values import is_not_known, is_rounded, shown

# The letters that Royal Mail's format (British Standard 7666) allows in each place; and ZZ99 .., with which the NHS
# Postcode Directory marks no fixed abode (ZZ99 3VZ), an address not known, and countries abroad.
_POSTCODE = re.compile(
    r"GIR0AA|ZZ99[0-9][A-Z]Z"
    r"|[A-PR-UWYZ](?:[0-9]{1,2}|[A-HK-Y][0-9][0-9ABEHMNPRVWXY]?|[0-9][A-HJKPSTUW])[0-9][ABD-HJLNP-UW-Z]{2}"
)
_OUTWARD = re.compile(r"[A-Z]{1,2}[0-9][0-9A-Z]?")

# Ofcom's National Telephone Numbering Plan: 11 digits, and 10 only in some 01, 05 and 08 ranges.
_NATIONAL = re.compile(r"0[237][0-9]{9}|0[158][0-9]{8,9}")
_INTERNATIONAL = re.compile(r"\+[1-9][0-9]{6,14}")  # ITU-T E.164: at most 15 digits.
_MOBILE_WITHOUT_ZERO = re.compile(r"7[0-9]{9}")
_PHONE_MARKS = re.compile(r"[ ().\-/\u2010-\u2015]")

_EMAIL = re.compile(
    r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]{2,63}"
)


def read_postcode(cell: Cell) -> str | None:
    """A UK postcode in capitals with its space: "aa11aa" gives "AA1 1AA". Its form is checked, not its existence.

    Raises:
        Unreadable: not a whole postcode. O is never taken for 0, nor I for 1.
    """
    text = shown(cell)
    if is_not_known(text):
        return None
    bare = re.sub(r"\s", "", text).upper()
    if _POSTCODE.fullmatch(bare):
        return f"{bare[:-3]} {bare[-3:]}"
    if _OUTWARD.fullmatch(bare):
        raise Unreadable("this is only the first half of a postcode", "Write the whole postcode, or leave it blank.")
    raise Unreadable("this is not a UK postcode", "Write it as AA1 1AA, or leave it blank and use the address.")


def read_phone(cell: Cell) -> str | None:
    """One telephone number: 07700900123 for a UK one however it was written, +40… for any other country.

    A mobile number that lost its 0 to a spreadsheet (ten digits that begin with 7) gets it back.

    Raises:
        Unreadable: not one whole number, something written beside it, or digits lost by the spreadsheet.
    """
    text = shown(cell)
    if is_not_known(text):
        return None
    if isinstance(cell.value, datetime | bool):
        raise Unreadable("this is not a telephone number", _WRITE_PHONE)
    if is_rounded(cell):
        raise Unreadable(
            "the spreadsheet has dropped digits of the number", "Format the cell as Text and type it again."
        )
    digits = _international_to_national(_PHONE_MARKS.sub("", text.replace("(0)", "")))
    if _MOBILE_WITHOUT_ZERO.fullmatch(digits):
        digits = f"0{digits}"
    if _NATIONAL.fullmatch(digits) or _INTERNATIONAL.fullmatch(digits):
        return digits
    if re.search(r"[^\W\d]", text):
        raise Unreadable("something is written beside the number", "Write the number alone, and the rest in the notes.")
    if len(re.sub(r"[^0-9]", "", text)) > 15:
        raise Unreadable("this is more than one number", "Write one number, and the other in the notes.")
    raise Unreadable("this is not a whole telephone number", _WRITE_PHONE)


_WRITE_PHONE = "Write a UK number with its 0, or another country's with + and its code, in a cell formatted as Text."


def _international_to_national(digits: str) -> str:
    if digits.startswith("00"):
        digits = f"+{digits[2:]}"
    return f"0{digits[3:].removeprefix('0')}" if digits.startswith("+44") else digits


def read_email(cell: Cell) -> str | None:
    """One e-mail address, its domain in small letters (the part before @ belongs to its owner and stays).

    Raises:
        Unreadable: not one address, or a name beside it.
    """
    text = shown(cell)
    if is_not_known(text):
        return None
    text = text.removeprefix("mailto:")
    if len(text) > 254 or ".." in text or not _EMAIL.fullmatch(text):
        raise Unreadable("this is not one e-mail address", "Write one address alone, such as name@agency.example.")
    local, _, domain = text.rpartition("@")
    return f"{local}@{domain.lower()}"
