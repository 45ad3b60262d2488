"""Names as they are compared, initials as they are shown, ages as they are counted."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from itertools import combinations
from typing import Protocol, TypeVar

from openccr.kernel.text import comparable


def name_key(name: str) -> str:
    """A name as it is stored for searches: O'Neill = ONEILL = o neill. Stored, so another rule must be recomputed."""
    return comparable(name)


def keys_within(name: str) -> set[str]:
    """Keys of every run of words in a name written whole: "Anna van der Berg" holds ANNA, VANDERBERG and the rest."""
    words = name.split()
    runs = combinations(range(len(words) + 1), 2)
    return {name_key(" ".join(words[first:last])) for first, last in runs} - {""}


def initials(given: str, family: str) -> str:
    """What stands in the identity bar in place of a name."""
    return "".join(part[0].upper() for part in (given.strip(), family.strip()) if part) or "?"


def age_on(born_on: date | None, day: date) -> int | None:
    """Completed years on `day`; None when the date of birth is not known or lies ahead (unborn)."""
    if born_on is None or born_on > day:
        return None
    return day.year - born_on.year - ((day.month, day.day) < (born_on.month, born_on.day))


class Named(Protocol):
    """One of somebody's names, whatever it is read from."""

    @property
    def kind(self) -> str: ...
    @property
    def given(self) -> str: ...
    @property
    def family(self) -> str: ...
    @property
    def until_on(self) -> date | None: ...


N = TypeVar("N", bound=Named)


def in_order(names: Iterable[N]) -> list[N]:
    """Names, the one somebody goes by first: a name before an alias, one still used before a former."""
    return sorted(
        names, key=lambda one: (one.kind != "name", one.until_on is not None, full_name(one.given, one.family))
    )


def full_name(given: str, family: str) -> str:
    """The name as it is shown."""
    return " ".join(part for part in (given.strip(), family.strip()) if part)
