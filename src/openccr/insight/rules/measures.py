"""The measures that a return may name (content/registry.py says what each means), each a function of what was counted.

Which values count as what is the pack's: a value that the pack does not know counts as not recorded, never as a no.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from openccr.content import Pack
from openccr.content.schema.equality import Group
from openccr.insight.rules.counted import Counted

Measure = Callable[[Counted, Pack], int | None]


def measure(name: str, counted: Counted, pack: Pack) -> int | None:
    """The measure of that name; None where it cannot be known. Raises KeyError for a name of no measure."""
    return FUNCTIONS[name](counted, pack)


def sources_of(pack: Pack, *, police: bool) -> frozenset[str]:
    """The referral sources that are police, or those that are partners (domain 1.12, measure 5)."""
    return frozenset(
        key for key, one in pack.agencies.referral_sources.items() if (one.counts_as == "police") is police
    )


def without_source(counted: Counted, pack: Pack) -> int:
    """Cases whose referral has no source of the pack's list: they would be missing from the return."""
    return measure("source_not_recorded", counted, pack) or 0


def repeats_undecided(counted: Counted) -> int:
    """Cases of which nobody has said whether they are repeats."""
    return counted.having("repeat", {""})


@dataclass(frozen=True)
class Selection:
    """Which cases a measure counts: those with one of these values; with `others`, all but those."""

    what: str
    values: frozenset[str]
    others: bool = False

    def count(self, counted: Counted) -> int:
        """How many of what was counted."""
        having = counted.having(self.what, self.values)
        return counted.number("cases") - having if self.others else having

    def takes(self, value: str) -> bool:
        """Whether a case with this value is one of them."""
        return (value in self.values) is not self.others


Selecting = Callable[[Pack], Selection]


def _one(what: str, *values: str) -> Selecting:
    return lambda pack: Selection(what, frozenset(values))


def _in_group(category: str, group: Group) -> Selecting:
    return lambda pack: Selection(category, frozenset(pack.equality.categories[category].counting_as(group)))


def _not_recorded(category: str) -> Selecting:
    def select(pack: Pack) -> Selection:
        kind = pack.equality.categories[category]
        return Selection(category, frozenset(set(kind.values) - kind.unrecorded()), others=True)

    return select


def _no_source(pack: Pack) -> Selection:
    return Selection("source", sources_of(pack, police=True) | sources_of(pack, police=False), others=True)


CASES: Mapping[str, Selecting] = {
    "cases_discussed": lambda pack: Selection("cases", frozenset(), others=True),
    "repeat_cases": _one("repeat", "yes"),
    "police_referrals": lambda pack: Selection("source", sources_of(pack, police=True)),
    "partner_referrals": lambda pack: Selection("source", sources_of(pack, police=False)),
    "victims_minoritised": _in_group("ethnicity", "minoritised"),
    "victims_lgbt": _in_group("lgbt", "lgbt"),
    "victims_disabled": _in_group("disability", "disabled"),
    "victims_male": _in_group("sex", "male"),
    "victims_16_17": _one("victim_age", "16_17"),
    "harming_17_or_under": _one("harming_age", "17_or_under"),
    "repeat_not_decided": _one("repeat", ""),
    "source_not_recorded": _no_source,
    "ethnicity_not_recorded": _not_recorded("ethnicity"),
    "lgbt_not_recorded": _not_recorded("lgbt"),
    "disability_not_recorded": _not_recorded("disability"),
    "sex_not_recorded": _not_recorded("sex"),
    "victim_age_not_recorded": _one("victim_age", ""),
    "harming_age_not_recorded": _one("harming_age", ""),
}
"""The measures that count cases, by which cases they are: so that each number leads to them."""


def _counting(select: Selecting) -> Measure:
    return lambda counted, pack: select(pack).count(counted)


FUNCTIONS: Mapping[str, Measure] = {
    "meetings_held": lambda counted, _: counted.meetings_held,
    "children_in_household": lambda counted, _: counted.number("children"),
    "adult_women": lambda counted, _: counted.adult_women,
    **{name: _counting(select) for name, select in CASES.items()},
}
