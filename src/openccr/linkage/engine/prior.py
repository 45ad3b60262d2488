"""Probabilities learned where matches were commoner or rarer than here, brought to this data without any label."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

_ROUNDS = 50
_FARTHEST = 0.7
"""How far the log-odds may be moved: twofold odds. More would mean that it is not the prior that differs."""


def adapted(probability: NDArray[np.float64]) -> NDArray[np.float64]:
    """Probabilities under the share of matches that fits this data best.

    Expectation and maximisation over the share alone (Saerens, Latinne, Decaestecker, "Adjusting the outputs of a
    classifier to new a priori probabilities", 2002). Deterministic.
    """
    if not len(probability):
        return probability
    before = float(probability.mean())
    odds = np.log(np.clip(probability, 1e-12, 1 - 1e-12) / np.clip(1 - probability, 1e-12, 1))
    shift = 0.0
    for _ in range(_ROUNDS):
        share = float((1 / (1 + np.exp(-(odds + shift)))).mean())
        moved = np.log(share / (1 - share)) - np.log(before / (1 - before)) if 0 < share < 1 else 0.0
        moved = float(np.clip(moved, -_FARTHEST, _FARTHEST))
        if abs(moved - shift) < 1e-6:
            break
        shift = moved
    return np.asarray(1 / (1 + np.exp(-(odds + shift))))
