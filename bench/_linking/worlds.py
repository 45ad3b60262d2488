"""How worlds differ: the rates by which records go wrong, and how people live together."""

from __future__ import annotations

from dataclasses import dataclass, replace
from random import Random

RANGES: dict[str, tuple[float, float]] = {
    "given_typo": (0.015, 0.05),
    "family_typo": (0.015, 0.05),
    "spelling": (0.08, 0.35),
    "nickname": (0.03, 0.1),
    "initial_only": (0.002, 0.012),
    "swapped": (0.004, 0.016),
    "middle_as_first": (0.003, 0.012),
    "has_middle": (0.3, 0.6),
    "middle_lost": (0.25, 0.6),
    "middle_initial": (0.1, 0.35),
    "other_family": (0.015, 0.06),
    "double_barrel": (0.01, 0.04),
    "half_of_double": (0.2, 0.5),
    "alias": (0.004, 0.03),
    "dob_missing": (0.02, 0.06),
    "dob_digit": (0.008, 0.03),
    "dob_swapped": (0.005, 0.02),
    "dob_first_january": (0.005, 0.025),
    "dob_year": (0.003, 0.012),
    "sex_missing": (0.02, 0.08),
    "sex_wrong": (0.002, 0.008),
    "address_missing": (0.02, 0.09),
    "address_typo": (0.04, 0.15),
    "address_abbreviated": (0.2, 0.5),
    "postcode_missing": (0.02, 0.08),
    "postcode_typo": (0.008, 0.03),
    "moved": (0.1, 0.2),
    "phone_missing": (0.35, 0.55),
    "phone_typo": (0.008, 0.03),
    "phone_changed": (0.05, 0.18),
    "phone_of_household": (0.02, 0.12),
    "given_missing": (0.001, 0.006),
    "family_missing": (0.0005, 0.003),
    "placeholder": (0.0003, 0.002),
    "twins": (0.02, 0.04),
    "named_after_parent": (0.004, 0.03),
    "steepness": (0.75, 1.0),
    "more_records": (0.16, 0.32),
    "same_agency_again": (0.0, 0.25),
}
"""Each rate's lowest and highest value over the worlds. Rates are shares of records, of those who have the thing."""

ROUGH: dict[str, tuple[float, float]] = {
    "given_replaced": (0.0, 0.05),
    "family_replaced": (0.0, 0.04),
    "dob_replaced": (0.0, 0.06),
    "house_replaced": (0.0, 0.08),
    "second_typo": (0.0, 0.5),
}
"""What goes wrong in rough worlds beside the rest: another value altogether in a field, one slip after another."""


@dataclass(frozen=True)
class World:
    """One way in which agencies write people down. `people` is how many live in it; `noise` multiplies every error."""

    seed: int
    people: int
    rates: dict[str, float]
    noise: float = 1.0
    homes_per_postcode: int = 12
    shout: bool = False
    """One agency writes in capitals."""
    iso_dates: bool = True
    towns: bool = False
    """Whether addresses end with the town."""
    agencies: int = 6
    alone: bool = False
    """Nobody lives with anybody."""
    named_apart: bool = False
    """A child is given no name that somebody at home bears already, unless it is named after a parent."""
    without: frozenset[str] = frozenset()
    """Columns that nobody fills."""

    def rate(self, name: str) -> float:
        return min(0.95, self.rates[name] * (self.noise if name not in _NOT_NOISE else 1.0))


_NOT_NOISE = frozenset(
    {"has_middle", "phone_missing", "twins", "named_after_parent", "steepness", "more_records", "same_agency_again"}
)
_MAY_LACK = ("middle_name", "aliases", "sex", "address", "postcode", "phone", "phone")


def world(seed: int, *, people: int, noise: float = 1.0, rough: bool = False, alone: bool = False) -> World:
    """The world of a seed: every rate drawn anew within its range.

    Args:
        rough: other errors beside the usual ones, files that lack columns, one to six files, many records a person.
        alone: nobody lives with anybody, as in files that are made for trying out.
    """
    random = Random(seed)
    usual = World(
        seed=seed,
        people=people,
        rates={name: random.uniform(*limits) for name, limits in RANGES.items()} | dict.fromkeys(ROUGH, 0.0),
        noise=noise,
        homes_per_postcode=random.choice((8, 12, 12, 16)),
        shout=random.random() < 0.5,
        iso_dates=random.random() < 0.5,
        towns=random.random() < 0.5,
        alone=alone,
    )
    if not rough:
        return usual
    agencies = random.choice((1, 2, 2, 4, 6))
    rates = usual.rates | {name: random.uniform(*limits) for name, limits in ROUGH.items()}
    rates["more_records"] = random.uniform(0.1, 0.7)
    rates["same_agency_again"] = 1.0 if agencies == 1 else random.choice((0.0, 0.1, 0.5))
    return replace(
        usual, rates=rates, agencies=agencies, homes_per_postcode=random.choice((1, 8, 30)),
        without=frozenset(column for column in _MAY_LACK if random.random() < 0.3),
    )  # fmt: skip
