"""Names as they are compared, initials as they are shown, ages as they are counted."""

from __future__ import annotations

from datetime import date

from openccr.kernel.text import comparable


def name_key(name: str) -> str:
    """A name as it is stored for searches: O'Neill = ONEILL = o neill. Stored, so another rule must be recomputed."""
    return comparable(name)


def initials(given: str, family: str) -> str:
    """What stands in the identity bar in place of a name."""
    return "".join(part[0].upper() for part in (given.strip(), family.strip()) if part) or "?"


def age_on(born_on: date | None, day: date) -> int | None:
    """Completed years on `day`; None when the date of birth is not known or lies ahead (unborn)."""
    if born_on is None or born_on > day:
        return None
    return day.year - born_on.year - ((day.month, day.day) < (born_on.month, born_on.day))


def called_by(kind: str, given: str, family: str, until_on: date | None) -> tuple[bool, bool, str]:
    """Sorts somebody's names, the one they go by first: a name before an alias, one still used before a former."""
    return kind != "name", until_on is not None, full_name(given, family)


def full_name(given: str, family: str) -> str:
    """The name as it is shown."""
    return " ".join(part for part in (given.strip(), family.strip()) if part)
