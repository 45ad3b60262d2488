"""What an agency wrote, line by line: each with the day it tells of, and whether it is fact or opinion."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date

from openccr.kernel.told_dates import split_date

_MARK = re.compile(
    r"[\[(]?(?P<mark>fact|opinion|third party|third-party|hearsay|told by others)[\])]?\s*[:;–—-]+\s*", re.IGNORECASE
)
NATURES = {
    "fact": "fact",
    "opinion": "opinion",
    "third party": "third_party",
    "third-party": "third_party",
    "hearsay": "third_party",
    "told by others": "third_party",
}
"""Words before a line → what it is (`casefiles.lines.Nature`)."""


@dataclass(frozen=True)
class Told:
    """One line of what an agency wrote.

    Args:
        on: the day it tells of; None when it gives none.
        precision: day, month, year or about.
        nature: fact, opinion or third_party; "" when it does not say.
    """

    what: str
    on: date | None = None
    precision: str = "day"
    nature: str = ""


def told_lines(text: str, *, today: date) -> list[Told]:
    """Every line of the text; a line that begins with no day belongs to the one above it if that one has a day.

    Args:
        today: the day it was said; a day ahead of it is no day of what happened.
    """
    lines: list[Told] = []
    for raw in text.splitlines():
        words = raw.strip(" \t-•*")
        if not words:
            lines.append(Told(""))
            continue
        nature, words = _nature(words)
        day, words = split_date(words, today=today)
        if not nature:
            nature, words = _nature(words)
        if day is None and not nature and lines and lines[-1].what:
            lines[-1] = replace(lines[-1], what=f"{lines[-1].what} {words}")
        else:
            on, how = (day.on, "about" if day.about else day.exact) if day else (None, "day")
            lines.append(Told(words, on, how, nature))
    return [line for line in lines if line.what]


def _nature(words: str) -> tuple[str, str]:
    found = _MARK.match(words)
    return (NATURES[found["mark"].lower()], words[found.end() :]) if found else ("", words)
