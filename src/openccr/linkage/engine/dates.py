"""Dates of birth as agencies write them → day numbers; what cannot be read is no date, and is counted."""

from __future__ import annotations

import re
from datetime import date

_ISO = re.compile(r"(\d{4})[-/. ]?(\d{1,2})[-/. ]?(\d{1,2})(?:[t ]\d\d:\d\d.*)?$")
_BRITISH = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4}|\d{2})(?: \d\d:\d\d.*)?$")
_COMPACT = re.compile(r"(\d{2})(\d{2})(\d{4})$")
_WORDS = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?[-/. ,]*([a-z]{3})[a-z]*[-/. ,]*(\d{4}|\d{2})$")
_NAMED = re.compile(r"([a-z]{3})[a-z]* +(\d{1,2})(?:st|nd|rd|th)?,? +(\d{4})$")
_BESIDE = re.compile(r"^(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*,? +| *\(.*\)$| *\?$")
"""What stands beside a date and is none of it: the day of the week, an age, a doubt."""
_APART = re.compile(r" *([-/.]) *")
_NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTHS = {name: number for number, name in enumerate(_NAMES, start=1)}
_YEAR = re.compile(r"(?:c\.? ?)?(\d{4})$")
OLDEST = 1895


def read_birthday(text: str, *, today: date) -> tuple[int, int, int] | None:
    """(year, month, day) of a written date, month and day 0 where only the year is written; None if it is none.

    Day first, as British agencies write; a "month" over 12 is taken for the day. Impossible dates, the future, and
    years before 1895 (a computer's "no date") give None.
    """
    text = _APART.sub(r"\1", _BESIDE.sub("", text.strip().lower())).replace(" of ", " ")
    if found := _ISO.match(text):
        year, month, day = int(found[1]), int(found[2]), int(found[3])
        if not 1 <= month <= 12 and (compact := _COMPACT.match(text)):
            day, month, year = int(compact[1]), int(compact[2]), int(compact[3])
    elif found := _BRITISH.match(text) or _COMPACT.match(text):
        day, month, year = int(found[1]), int(found[2]), _full(found[3], today)
    elif (found := _WORDS.match(text)) and found[2] in _MONTHS:
        day, month, year = int(found[1]), _MONTHS[found[2]], _full(found[3], today)
    elif (found := _NAMED.match(text)) and found[1] in _MONTHS:
        day, month, year = int(found[2]), _MONTHS[found[1]], int(found[3])
    elif found := _YEAR.match(text):
        year = int(found[1])
        return (year, 0, 0) if OLDEST <= year <= today.year else None
    else:
        return None
    if month > 12 >= day:
        day, month = month, day
    try:
        born = date(year, month, day)
    except ValueError:
        return None
    return (year, month, day) if year >= OLDEST and born <= today else None


def _full(year: str, today: date) -> int:
    """A year of two digits is the latest that is past."""
    if len(year) == 4:
        return int(year)
    century = today.year // 100 * 100
    return century + int(year) if century + int(year) <= today.year else century - 100 + int(year)
