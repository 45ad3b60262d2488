"""Ten people of an index who may be the one described, the most probable first."""

from __future__ import annotations

from dataclasses import dataclass

from openccr.linkage.online.described import Described
from openccr.linkage.online.index import Index, Names
from openccr.linkage.online.scoring import probability, score

SHOWN = 10
LIKELY = 0.9
"""From which probability on a candidate is called likely; below, she is shown as possible."""


@dataclass(frozen=True)
class Found:
    """Somebody who may be the person who was described."""

    names: Names
    probability: float

    @property
    def likely(self) -> bool:
        return self.probability >= LIKELY


def look_up(asked: Described, index: Index, *, most: int = SHOWN) -> list[Found]:
    """Who of the index may be the person described, the most probable first."""
    scored = []
    for place in index.candidates(asked):
        names, kept = index.person(place)
        scored.append((score(asked, kept, size=index.size, rarity=index), place, names))
    scored.sort(key=lambda one: (-one[0], one[1]))
    return [Found(names, probability(odds)) for odds, _, names in scored[:most]]
