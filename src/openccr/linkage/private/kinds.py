"""The kinds of pairs that stand among candidates, and what is believed of each before any pair was seen.

The chances are those of lists as agencies keep them, written down once from invented worlds with known truth; the pairs
at hand correct them, except where `held` and `apart` say otherwise, and `weighing.HERS`.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Kind:
    """A kind of pair as it is believed to be before any pair was seen.

    Args:
        share: of all candidate pairs.
        levels: by comparison, the chances of level 1, 2, ... to the last (unknown left out).
        held: how firmly the beliefs are held against what the pairs say.
        apart: comparisons in which such a pair agrees by chance alone. Their first two levels are not learnt: among the
            candidates stand matches nobody has told apart yet, and they would teach that chance is frequent.
        beside: how many there are for each pair of one person, where that is better known than learnt: twins and
            namesakes are too few, and too like the same person, for pairs to tell how many.
    """

    name: str
    share: float
    levels: tuple[tuple[float, ...], ...]
    held: float = 1.0
    apart: tuple[str, ...] = ()
    beside: float = 0.0


SAME_PERSON = 2
"""The first kinds are one person; what comes after them is two."""

_RARE = (0.6, 0.3, 0.1)
_ANY = (0.34, 0.33, 0.33)
_NEVER_ALIKE = (0.002, 0.002, 0.006, 0.09, 0.9)
_DATE_APART = (0.0001, 0.004, 0.1, 0.8959)
_PLACE_APART = (0.0005, 0.002, 0.0975, 0.9)

KINDS = (
    Kind(
        "same person",
        0.05,
        (
            (0.83, 0.09, 0.04, 0.02, 0.02),
            (0.84, 0.07, 0.02, 0.01, 0.06),
            (0.9, 0.06, 0.03, 0.01),
            (0.985, 0.015),
            (0.68, 0.08, 0.06, 0.18),
            (0.62, 0.12, 0.04, 0.22),
            (0.62, 0.06, 0.01, 0.31),
            _RARE,
        ),
        held=4.0,
    ),
    Kind(
        "same person, moved",
        0.01,
        (
            (0.83, 0.09, 0.04, 0.02, 0.02),
            (0.8, 0.07, 0.02, 0.01, 0.1),
            (0.95, 0.035, 0.01, 0.005),
            (0.985, 0.015),
            (0.01, 0.03, 0.36, 0.6),
            (0.01, 0.01, 0.08, 0.9),
            (0.6, 0.05, 0.01, 0.34),
            _RARE,
        ),
        held=10.0,
    ),
    Kind(
        "household",
        0.1,
        (
            (0.004, 0.003, 0.013, 0.09, 0.89),
            (0.75, 0.05, 0.02, 0.02, 0.16),
            (0.0005, 0.012, 0.12, 0.8675),
            (0.5, 0.5),
            (0.88, 0.05, 0.02, 0.05),
            (0.8, 0.1, 0.03, 0.07),
            (0.25, 0.02, 0.01, 0.72),
            _ANY,
        ),
        held=4.0,
        apart=("given", "born"),
    ),
    Kind(
        "twins",
        0.004,
        (
            (0.004, 0.016, 0.04, 0.12, 0.82),
            (0.9, 0.06, 0.01, 0.01, 0.02),
            (0.95, 0.04, 0.009, 0.001),
            (0.6, 0.4),
            (0.85, 0.07, 0.02, 0.06),
            (0.75, 0.12, 0.04, 0.09),
            (0.2, 0.02, 0.01, 0.77),
            _ANY,
        ),
        held=100.0,
        beside=0.03,
    ),
    Kind(
        "parent and child of one name",
        0.004,
        (
            (0.92, 0.05, 0.01, 0.01, 0.01),
            (0.92, 0.05, 0.01, 0.01, 0.01),
            (0.0005, 0.01, 0.12, 0.8695),
            (0.95, 0.05),
            (0.86, 0.06, 0.02, 0.06),
            (0.78, 0.1, 0.04, 0.08),
            (0.2, 0.02, 0.01, 0.77),
            _ANY,
        ),
        held=100.0,
        beside=0.02,
    ),
    Kind(
        "strangers of one name",
        0.25,
        (
            (0.85, 0.08, 0.04, 0.02, 0.01),
            (0.85, 0.08, 0.04, 0.02, 0.01),
            _DATE_APART,
            (0.9, 0.1),
            _PLACE_APART,
            _PLACE_APART,
            _PLACE_APART,
            (0.05, 0.15, 0.8),
        ),
        held=4.0,
        apart=("born", "postcode", "address", "phone"),
    ),
    Kind(
        "strangers of one given name and year",
        0.2,
        (
            (0.8, 0.1, 0.05, 0.03, 0.02),
            _NEVER_ALIKE,
            (0.004, 0.246, 0.65, 0.1),
            (0.9, 0.1),
            _PLACE_APART,
            _PLACE_APART,
            _PLACE_APART,
            _ANY,
        ),
        held=1.0,
        apart=("family", "born", "postcode", "address", "phone"),
    ),
    Kind(
        "strangers of one family name and year",
        0.2,
        (
            _NEVER_ALIKE,
            (0.8, 0.1, 0.05, 0.03, 0.02),
            (0.004, 0.246, 0.65, 0.1),
            (0.5, 0.5),
            _PLACE_APART,
            _PLACE_APART,
            _PLACE_APART,
            _ANY,
        ),
        held=1.0,
        apart=("given", "born", "postcode", "address", "phone"),
    ),
    Kind(
        "neighbours of one given name",
        0.05,
        (
            (0.85, 0.08, 0.04, 0.02, 0.01),
            _NEVER_ALIKE,
            _DATE_APART,
            (0.9, 0.1),
            (0.6, 0.1, 0.2, 0.1),
            (0.02, 0.03, 0.45, 0.5),
            _PLACE_APART,
            _ANY,
        ),
        held=2.0,
        apart=("family", "born", "address", "phone"),
    ),
    Kind(
        "neighbours and others",
        0.2,
        (
            _NEVER_ALIKE,
            _NEVER_ALIKE,
            (0.02, 0.05, 0.13, 0.8),
            (0.5, 0.5),
            (0.5, 0.1, 0.2, 0.2),
            (0.2, 0.1, 0.1, 0.6),
            (0.1, 0.02, 0.02, 0.86),
            _ANY,
        ),
        held=1.0,
        apart=("given", "family", "born"),
    ),
)
