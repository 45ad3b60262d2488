"""Ten people of an index who may be the one described, the most probable first."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from openccr.linkage.online.described import Described
from openccr.linkage.online.index import Index, Names
from openccr.linkage.online.scoring import careful_scores, probability

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


def look_up(asked: Described, index: Index) -> list[Found]:
    """Who of the index may be the person described, the most probable first."""
    kept = [index.person(place) for place in index.candidates(asked)]
    odds = careful_scores([(asked, one) for _, one in kept], counts=index)
    best = np.argsort(-odds, kind="stable")[:SHOWN].tolist()
    return [Found(kept[at][0], probability(odds[at])) for at in best]
