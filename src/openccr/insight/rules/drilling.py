"""Which cases stand behind a figure: what is recorded of each case heard, in the words the counting uses."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from openccr.content import Pack
from openccr.content.schema.returns import Cell
from openccr.insight.rules.measures import CASES
from openccr.people.rules.names import age_on


@dataclass(frozen=True, kw_only=True)
class Known:
    """One person of a case, as far as figures ask.

    Args:
        kind: victim, harmer or child.
        recorded: sex, ethnicity, disability and lgbt.
        until_on: the last day of their part; None while it lasts.
    """

    kind: str
    recorded: dict[str, str]
    born_on: date | None
    until_on: date | None


@dataclass(frozen=True, kw_only=True)
class HeardCase:
    """A case heard at a meeting, and what figures count of it.

    Args:
        people: those that the question asks about (`asked_about`).
    """

    hearing_id: UUID
    file_id: UUID
    heard_on: date
    source: str
    repeat: bool | None
    people: tuple[Known, ...] = ()

    def value(self, what: str) -> str:
        """The value of a characteristic, "" where nothing is recorded. The SQL that counts says the same (sql/61)."""
        match what:
            case "source":
                return self.source
            case "repeat":
                return {True: "yes", False: "no", None: ""}[self.repeat]
            case "victim_age":
                return _first(self._ages("victim"), low=16, high=17, name="16_17")
            case "harming_age":
                return _first(self._ages("harmer"), low=0, high=17, name="17_or_under")
            case "sex" | "ethnicity" | "disability" | "lgbt":
                return max((one.recorded[what] for one in self._there("victim")), default="")
            case _:
                return ""

    def children(self) -> int:
        """How many children are recorded in the household, unborn ones too."""
        return len(list(self._there("child")))

    def _there(self, kind: str) -> Iterable[Known]:
        return (
            one for one in self.people if one.kind == kind and (one.until_on is None or one.until_on >= self.heard_on)
        )

    def _ages(self, kind: str) -> list[int]:
        ages = (age_on(one.born_on, self.heard_on) for one in self._there(kind))
        return [age for age in ages if age is not None]


def _first(ages: list[int], *, low: int, high: int, name: str) -> str:
    if any(low <= age <= high for age in ages):
        return name
    return "other" if ages else ""


CHILDREN = "children_in_household"
OF_THE_REFERRAL = frozenset({"cases", "source", "repeat"})


def can_be_opened(cell: Cell) -> bool:
    """Whether the figure is a number of cases, or of their children, so that there are cases to show."""
    return cell.measure in CASES or cell.measure == CHILDREN


def asked_about(cell: Cell, pack: Pack, *, unknown: bool = False) -> str:
    """The kind of person whose record the cell asks for: victim, harmer or child; "" where the referral says it all.

    Raises KeyError as `behind` does.
    """
    name = _measure(cell, unknown=unknown)
    if name == CHILDREN:
        return "child"
    what = CASES[name](pack).what
    if what in OF_THE_REFERRAL:
        return ""
    return "harmer" if what == "harming_age" else "victim"


def behind(cases: Iterable[HeardCase], cell: Cell, pack: Pack, *, unknown: bool = False) -> list[HeardCase]:
    """The cases that a cell counts; with `unknown`, those for which its question is not answered.

    Raises KeyError for a cell without cases, or without anything that can be unknown.
    """
    name = _measure(cell, unknown=unknown)
    if name == CHILDREN:
        return [case for case in cases if case.children()]
    selection = CASES[name](pack)
    return [case for case in cases if selection.takes(case.value(selection.what))]


def of_source(cases: Iterable[HeardCase], source: str, pack: Pack) -> list[HeardCase]:
    """Those referred by that source of the pack's list; "" for those whose source is none of it."""
    listed = pack.agencies.referral_sources
    return [case for case in cases if (case.source if case.source in listed else "") == source]


def _measure(cell: Cell, *, unknown: bool) -> Any:
    return cell.unknown if unknown else cell.measure
