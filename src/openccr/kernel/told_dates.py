"""Days as people write them before what happened: "3 May 2019: …", "May 2019 …", "about 2015: …"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
EARLIEST = 1900

_ABOUT = r"(?P<about>about|around|approx(?:imately)?\.?|circa|ca?\.|~)?\s*(?:in\s+|on\s+)?"
_MONTH = r"(?P<word>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_END = r"(?=$|[\s:;,.–—-])\s*[:;,.–—-]*\s*"
_FORMS = tuple(
    re.compile(_ABOUT + form + _END, re.IGNORECASE)
    for form in (
        r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})",
        r"(?P<day>\d{1,2})[./-](?P<month>\d{1,2})[./-](?P<year>\d{4})",
        rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+{_MONTH},?\s+(?P<year>\d{{4}})",
        rf"{_MONTH},?\s+(?P<year>\d{{4}})",
        r"(?P<month>\d{1,2})/(?P<year>\d{4})",
    )
)
# A year alone needs a mark behind it or "in" before it, or "2000 pounds were taken" would be the year 2000.
_YEAR = re.compile(
    r"(?P<about>about|around|approx(?:imately)?\.?|circa|ca?\.|~)?\s*(?P<in>in\s+)?(?P<year>\d{4})(?P<mark>\s*[:;–—-]+)?\s*",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class ToldDate:
    """A day as it was told: `on` its first day, `exact` to day, month or year, `about` when the teller was not sure."""

    on: date
    exact: str
    about: bool


def split_date(text: str, *, today: date) -> tuple[ToldDate | None, str]:
    """The day with which a sentence begins, and the rest; (None, the whole) when it begins with none.

    A day that is not in the calendar, lies ahead of `today` or before 1900 is taken as words, not as a day.
    """
    text = text.strip()
    for form in _FORMS:
        found = form.match(text)
        if found and (told := _told(found.groupdict(), today)):
            return told, text[found.end() :]
    found = _YEAR.match(text)
    if found and (found["in"] or found["mark"] or found["about"]):
        told = _told({"year": found["year"], "about": found["about"]}, today)
        if told:
            return told, text[found.end() :]
    return None, text


def _told(parts: dict[str, str | None], today: date) -> ToldDate | None:
    year, day = int(parts["year"] or 0), parts.get("day")
    word, month = parts.get("word"), parts.get("month")
    number = next((at for at, name in enumerate(MONTHS, 1) if name.startswith(word.lower())), 0) if word else None
    number = number if number is not None else int(month) if month else None
    try:
        on = date(year, number or 1, int(day) if day else 1)
    except ValueError:
        return None
    if year < EARLIEST or on > today:
        return None
    return ToldDate(on, "day" if day else "month" if number else "year", about=bool(parts.get("about")))
