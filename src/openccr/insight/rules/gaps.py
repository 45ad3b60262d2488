"""Need beside provision, and voices beside the people living here: what can be said of them from rounded numbers alone.

Sources: ISOE component 6 (gaps in provision) and component 1 (survivors who are not reached); domain 10.4.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from openccr.insight.rules.differencing import MOST, range_of
from openccr.insight.rules.figures import FEW, HIDDEN, Number

ENOUGH = 20
"""Below so many, rounded, a share says nothing."""


class Against(StrEnum):
    """A share beside that of the population."""

    FEWER = "fewer than their share of the people living here"
    MORE = "more than their share of the people living here"
    UNCLEAR = "about their share, or too few to tell"
    UNRECORDED = "too often not recorded to tell"
    UNKNOWN = "nothing to compare with"


def against(count: Number, over: Number, percent: float | None, *, unknown: Number = 0) -> Against:
    """How a group's share compares with its share of the population, whatever the rounded numbers stand for.

    Args:
        count, over: as they are published: rounded, or words for what is not shown.
        percent: of the population; None where nobody entered it, or where the two cannot be compared.
        unknown: for how many it is not recorded: each of them may belong to the group.
    """
    if percent is None or over in (FEW, HIDDEN) or count == HIDDEN:
        return Against.UNKNOWN
    (least, most), (low, high) = range_of(count), range_of(over)
    if low < ENOUGH or high >= MOST:
        return Against.UNCLEAR
    if (most + range_of(unknown)[1]) / low * 100 < percent:
        return Against.FEWER
    if most / low * 100 < percent:
        return Against.UNRECORDED
    return Against.MORE if least / high * 100 > percent else Against.UNCLEAR


@dataclass(frozen=True)
class Provision:
    """The services that are for a group, how many of them take people now, and where none of them reaches."""

    services: int
    open: int
    without: tuple[str, ...]


@dataclass(frozen=True)
class Offered:
    """One running service, as far as gaps are counted from it: the groups it is for, its districts, its capacity.

    No districts: it reaches everywhere.
    """

    groups: frozenset[str]
    districts: frozenset[str]
    open: bool


def provision_for(group: str, offered: Iterable[Offered], districts: Sequence[str]) -> Provision:
    """What there is for a group, and the districts that nothing for it reaches."""
    for_them = [one for one in offered if group in one.groups]
    everywhere = any(not one.districts for one in for_them)
    reached = {district for one in for_them for district in one.districts}
    without = () if everywhere else tuple(one for one in districts if one not in reached)
    return Provision(len(for_them), sum(one.open for one in for_them), without)


def place_gap(district: str, need: Number | None, offered: Iterable[Offered], groups: Mapping[str, str]) -> str:
    """The gap of a district in a sentence: nothing reaches it, nothing there takes people, or not these groups.

    Args:
        groups: key of a group → its name.
    """
    there = [one for one in offered if not one.districts or district in one.districts]
    said = []
    if not there:
        return "No service in the directory reaches it."
    if not any(one.open for one in there):
        said.append("No service that reaches it says that it takes people now.")
    without = [name for key, name in groups.items() if not any(key in one.groups for one in there)]
    if without:
        said.append(f"Nothing there is for: {'; '.join(without)}.")
    if need is None:
        said.append("Nobody has entered how much need is known.")
    return " ".join(said) or "No gap shows in these numbers."


def gap_words(need: Number | None, provision: Provision, need_against: Against) -> str:
    """The gap in a sentence, with no blame in it."""
    if not provision.services:
        if need == 0:
            return "Nobody is counted and no service is for them: do they not come, or is it not written down?"
        return "No service in the directory is for them."
    said = []
    if not provision.open:
        said.append("No service for them says that it takes people now.")
    if provision.without:
        said.append(f"None reaches {', '.join(provision.without)}.")
    if need_against is Against.FEWER:
        said.append("Fewer come than live here: ask who does not.")
    if need_against is Against.UNRECORDED:
        said.append("Too often not recorded to tell whether they come.")
    if need is None:
        said.append("Nobody counts how many need it.")
    return " ".join(said) or "No gap shows in these numbers."
