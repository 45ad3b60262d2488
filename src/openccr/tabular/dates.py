"""Dates as people write them. A date that can be read in two ways is refused, since a wrong birthday finds nobody."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import Literal

from openccr.tabular.table import Cell, Problem, Unreadable
from openccr.tabular.values import is_not_known, shown

Order = Literal["dmy", "mdy", "ymd"]

_MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
ENGLISH_MONTHS: Mapping[str, int] = {
    **{name: number for number, name in enumerate(_MONTHS, start=1)},
    **{name[:3]: number for number, name in enumerate(_MONTHS, start=1)},
    "sept": 9,
}
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

_EXAMPLES = {"dmy": "day/month/year, such as 25/04/2026", "mdy": "month/day/year, such as 04/25/2026"}
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—−", "-"))
_TIME = re.compile(r"[ t]+(?:[01]?[0-9]|2[0-3])[:.][0-5][0-9](?:[:.][0-5][0-9](?:[.,][0-9]+)?)?(?: ?[ap]\.?m\.?)?$")
_ZONE = re.compile(r"(?<=[0-9]) ?(?:z|utc|gmt|bst|[+-][0-9]{2}:?[0-9]{2})$")
_NUMBERS = re.compile(r"([0-9]{1,4}) ?([/.\- ]) ?([0-9]{1,2}) ?\2 ?([0-9]{1,4})")
_SERIAL = re.compile(r"[0-9]{5}(?:\.[0-9]+)?")
_WITHOUT_DAY = re.compile(r"[0-9]{1,2} ?[/.\- ] ?[0-9]{4}|[0-9]{4} ?[/.\- ] ?[0-9]{1,2}|[0-9]{4}")
_ORDINAL = re.compile(r"\b([0-9]{1,2})(?:st|nd|rd|th)\b")
_PARTS = re.compile(r"[0-9]+|[^\W\d_]+")
_AGE = re.compile(r"[\s,]*\(?\s*(?:aged?:?|\()\s*(\d{1,3})\s*(?:y(?:ea)?rs?(?: old)?|y/?o)?\s*\)?$")
_PLAIN = re.compile(r"[\w ,./'-]*")
_FILLERS = frozenset({"of", "de"})

# Below ten thousand (May 1927) a number could as well be a year or an age; above the other bound it is no date at all.
_FIRST_SERIAL, _LAST_SERIAL = 10_000, 80_000
# Earlier ones come from Excel's 29 February 1900, which never was, or from an empty cell shown as a date.
_EARLIEST = date(1900, 3, 1)
_OLDEST = 120
_FURTHEST = 100
_TWO_DIGITS_AHEAD = 10


def read_date(
    cell: Cell,
    *,
    today: date,
    order: Order = "dmy",
    past: bool = False,
    birth: bool = False,
    months: Mapping[str, int] = ENGLISH_MONTHS,
) -> date | None:
    """The day a cell names: 3/4/26, 03-Apr-2026, 3rd April 2026, 2026-04-03, Excel's day numbers, and date cells.

    Years of two digits: a birth year is the latest one that is past. Any other lies in today's century, and is
    refused when that is more than ten years ahead ("98"), since nothing tells 1998 from 2098. A time of day is left
    out; with a time zone it is refused, since 23:00 UTC is the next day in a British summer.

    Args:
        cell: the cell. Blank, a dash, and "not known" give None.
        today: the day of the import in the partnership's time zone.
        order: how the pack says that numbers are written; a year of four digits in front is always year-month-day.
        past: refuse a day after today.
        birth: the day somebody was born: past, and at most 120 years ago.
        months: names of months in the language of the pack, in lower case.

    Raises:
        Unreadable: anything that is impossible, incomplete, or could mean two days.
    """
    text = shown(cell)
    if is_not_known(text):
        return None
    reader = _Reader(today, order, birth, months)
    if isinstance(cell.value, datetime):
        found = cell.value.date()
    elif isinstance(cell.value, bool):
        raise reader.refusal("this is not a date")
    elif _SERIAL.fullmatch(text):
        found = reader.from_serial(int(float(text)), cell.date_1904)
    elif not isinstance(cell.value, str):
        raise reader.refusal("this number stands for no date")
    else:
        found = reader.from_text(text)
    return reader.within_reason(found, past or birth)


def swapped_dates(cells: Iterable[Cell]) -> Problem | None:
    """What is wrong with the date cells of a column when the spreadsheet has read day and month the wrong way round.

    A program with American settings takes 03/04/2026 for 4 March, makes a date of it without a word, and leaves
    25/04/2026 as text. So: three or more date cells, none after the 12th, beside three or more dates left as text, all
    of them after the 12th.
    """
    days: list[int] = []
    left_as_text: list[int] = []
    for cell in cells:
        if isinstance(cell.value, datetime):
            days.append(cell.value.day)
        elif (match := _NUMBERS.fullmatch(cell.text)) and len(match[1]) <= 2:
            left_as_text.append(int(match[1]))
    if len(days) < 3 or len(left_as_text) < 3 or max(days) > 12 or min(left_as_text) <= 12:
        return None
    return Problem(
        "the spreadsheet seems to have exchanged day and month in this column",
        "Format the column as Text, and type or paste the dates again from where they came.",
    )


class _Reader:
    def __init__(self, today: date, order: Order, birth: bool, months: Mapping[str, int]) -> None:
        self.today, self.order, self.birth, self.months = today, order, birth, months

    def refusal(self, problem: str) -> Unreadable:
        return Unreadable(problem, f"Write it as {_EXAMPLES.get(self.order, 'year-month-day, such as 2026-04-25')}.")

    def from_serial(self, number: int, date_1904: bool) -> date:
        if not _FIRST_SERIAL <= number < _LAST_SERIAL:
            raise self.refusal("this number stands for no date")
        # 30426 is 20 April 1983, or 030426 typed into a cell that dropped the nought. Births lie all over these years
        # and come as Excel's numbers far more often; of any other day the second is as likely.
        if not self.birth and 1 <= number // 100 % 100 <= 12:
            raise self.refusal("this number may be one of the spreadsheet's days, or a date without its separators")
        return (date(1904, 1, 1) if date_1904 else date(1899, 12, 30)) + timedelta(days=number)

    def from_text(self, text: str) -> date:
        words = re.sub(r"\s+", " ", text.casefold().translate(_DASHES))
        if _TIME.search(_ZONE.sub("", words)) and _ZONE.search(words):
            raise self.refusal("the time has a time zone, so the day may be the one before or after")
        words = _TIME.sub("", words)
        words, age = self._without_age(words)
        words, weekday = self._without_weekday(words)
        if match := _NUMBERS.fullmatch(words):
            found = self._from_numbers(match[1], match[3], match[4])
        else:
            found = self._from_words(words)
        if age is not None and not -0.1 <= (self.today - found).days / 365.25 - age < 2:
            raise self.refusal(f"somebody born then is not {age}")
        if weekday is not None and found.weekday() != weekday:
            raise self.refusal(f"that day was not a {_WEEKDAYS[weekday].title()}")
        return found

    def _without_age(self, words: str) -> tuple[str, int | None]:
        """A day of birth without the age written beside it: "3/4/91 (35)"."""
        match = _AGE.search(words) if self.birth else None
        return (words[: match.start()], int(match[1])) if match else (words, None)

    def _without_weekday(self, words: str) -> tuple[str, int | None]:
        first, _, rest = words.partition(" ")
        name = first.rstrip(",.")
        for number, day in enumerate(_WEEKDAYS):
            if len(name) >= 3 and day.startswith(name):
                return rest, number
        return words, None

    def _from_numbers(self, first: str, second: str, third: str) -> date:
        if len(first) == 4:
            return self._date(day=third, month=int(second), year=first)
        parts = dict(zip(self.order, (first, second, third), strict=True))
        return self._date(day=parts["d"], month=int(parts["m"]), year=parts["y"])

    def _from_words(self, words: str) -> date:
        """Day, month's name and year; or month's name first; or the year first, when it has four digits."""
        parts = [part for part in _PARTS.findall(_ORDINAL.sub(r"\1", words)) if part not in _FILLERS]
        names = [part for part in parts if part in self.months]
        numbers = [part for part in parts if part.isdecimal()]
        if len(names) == 1 and len(parts) == 1 + len(numbers) and _PLAIN.fullmatch(words):
            if len(numbers) == 2:
                day, year = numbers if len(numbers[0]) <= 2 else (numbers[1], numbers[0])
                return self._date(day=day, month=self.months[names[0]], year=year)
            if len(numbers) == 1:
                raise self.refusal("the day is missing" if len(numbers[0]) == 4 else "the day or the year is missing")
        if _WITHOUT_DAY.fullmatch(words):
            raise self.refusal("the day is missing" if len(words) > 4 else "the day and the month are missing")
        if words.isdecimal():
            raise self.refusal("this number stands for no date")
        if not numbers:
            raise self.refusal("this is a word and not a date")
        raise self.refusal("this is not one date")

    def _date(self, *, day: str, month: int, year: str) -> date:
        if len(day) > 2:
            raise self.refusal("this is not one date")
        if not 1 <= int(day) <= 31:
            raise self.refusal(f"there is no day {int(day)}")
        if not 1 <= month <= 12:
            raise self.refusal(f"there is no month {month}")
        full_year = self._full_year(int(day), month, year)
        try:
            return date(full_year, month, int(day))
        except ValueError:
            raise self.refusal(f"that month has no day {int(day)}") from None

    def _full_year(self, day: int, month: int, year: str) -> int:
        if len(year) == 4 and year[0] in "12":
            return int(year)
        if len(year) != 2:
            raise self.refusal("the year cannot be right")
        full = self.today.year // 100 * 100 + int(year)
        if self.birth:
            is_past = (full, month, day) <= (self.today.year, self.today.month, self.today.day)
            return full if is_past else full - 100
        if full > self.today.year + _TWO_DIGITS_AHEAD:
            raise self.refusal("the century is not clear")
        return full

    def within_reason(self, found: date, past: bool) -> date:
        if past and found > self.today:
            raise self.refusal("that day has not come yet")
        if found < _EARLIEST or (self.birth and self.today.year - found.year > _OLDEST):
            raise self.refusal(f"the year {found.year} is too long ago")
        if found.year - self.today.year > _FURTHEST:
            raise self.refusal(f"the year {found.year} is too far ahead")
        return found
