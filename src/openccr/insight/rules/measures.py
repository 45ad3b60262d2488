"""The measures that a return may name (content/registry.py says what each means), each a function of what was counted.

Which values count as what is the pack's: a value that the pack does not know counts as not recorded, never as a no.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

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
    known = sources_of(pack, police=True) | sources_of(pack, police=False)
    return counted.number("cases") - counted.having("source", known)


def repeats_undecided(counted: Counted) -> int:
    """Cases of which nobody has said whether they are repeats."""
    return counted.having("repeat", {""})


def _in_group(category: str, group: Group) -> Measure:
    return lambda counted, pack: counted.having(category, pack.equality.categories[category].counting_as(group))


def _not_recorded(category: str) -> Measure:
    def count(counted: Counted, pack: Pack) -> int:
        kind = pack.equality.categories[category]
        return counted.number("cases") - counted.having(category, set(kind.values) - kind.unrecorded())

    return count


FUNCTIONS: Mapping[str, Measure] = {
    "meetings_held": lambda counted, _: counted.meetings_held,
    "cases_discussed": lambda counted, _: counted.number("cases"),
    "repeat_cases": lambda counted, _: counted.having("repeat", {"yes"}),
    "children_in_household": lambda counted, _: counted.number("children"),
    "partner_referrals": lambda counted, pack: counted.having("source", sources_of(pack, police=False)),
    "victims_minoritised": _in_group("ethnicity", "minoritised"),
    "victims_lgbt": _in_group("lgbt", "lgbt"),
    "victims_disabled": _in_group("disability", "disabled"),
    "victims_male": _in_group("sex", "male"),
    "victims_16_17": lambda counted, _: counted.having("victim_age", {"16_17"}),
    "harming_17_or_under": lambda counted, _: counted.having("harming_age", {"17_or_under"}),
    "ethnicity_not_recorded": _not_recorded("ethnicity"),
    "lgbt_not_recorded": _not_recorded("lgbt"),
    "disability_not_recorded": _not_recorded("disability"),
    "sex_not_recorded": _not_recorded("sex"),
    "victim_age_not_recorded": lambda counted, _: counted.having("victim_age", {""}),
    "harming_age_not_recorded": lambda counted, _: counted.having("harming_age", {""}),
    "adult_women": lambda counted, _: counted.adult_women,
}
