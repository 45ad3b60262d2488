"""What reviewers' decisions say of the model: precision and recall with an interval, and how sure it should be.

Precision: of the pairs called one person, how many are. Recall: of the pairs that are one person, of those the model
looked at, how many it called so; pairs that share no key are not among them. Decisions are drawn at random in bands of
probability, so each band counts by how many pairs it holds (stratified estimation: Cochran, Sampling Techniques, 1977,
chapter 5). The interval is of Jeffreys' prior.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from openccr.linkage.rules.review import BANDS, SURE

if TYPE_CHECKING:  # large, and no page but one counts with it: each function brings it in
    import numpy as np
    from numpy.typing import NDArray

LEAST = 20
"""Decisions below which nothing is estimated."""
_DRAWS, _SEED = 4_000, 5
_STEADY = 5.0
"""How strongly the model's own sureness holds against few decisions: as many decisions as speak for it."""


@dataclass(frozen=True)
class Share:
    """A share with the interval in which it lies nine times of ten and a half (95%)."""

    value: float
    low: float
    high: float


@dataclass(frozen=True)
class Measured:
    """What is known now; the shares are None before `LEAST` pairs drawn at random were decided."""

    decided: int
    precision: Share | None
    recall: Share | None


def measured(held: Mapping[int, int], said: Mapping[int, tuple[int, int]]) -> Measured:
    """Precision and recall by what was decided of pairs drawn at random.

    Args:
        held: band → how many pairs the last run put there.
        said: band → how many decided pairs were one person, and how many two.
    """
    decided = sum(same + different for same, different in said.values())
    if decided < LEAST:
        return Measured(decided, None, None)
    import numpy as np

    chance = np.random.default_rng(_SEED)
    sizes = np.array([held.get(band, 0) for band in range(len(BANDS))], float)
    counts = np.array([said.get(band, (0, 0)) for band in range(len(BANDS))], float)
    draws = chance.beta(counts[:, 0] + 0.5, counts[:, 1] + 0.5, size=(_DRAWS, len(BANDS)))
    middle = (counts[:, 0] + 0.5) / (counts.sum(axis=1) + 1)
    called = np.array([upper > SURE for upper in BANDS])
    return Measured(decided, _share(sizes, middle, draws, called, over=called), _share(sizes, middle, draws, called))


def share_of(right: int, of: int) -> Share | None:
    """A plain share with its interval, or None of nothing."""
    if not of:
        return None
    import numpy as np

    draws = np.random.default_rng(_SEED).beta(right + 0.5, of - right + 0.5, size=_DRAWS)
    low, high = np.quantile(draws, (0.025, 0.975))
    return Share(right / of, float(low), float(high))


def _share(
    sizes: NDArray[np.float64], middle: NDArray[np.float64], draws: NDArray[np.float64], called: NDArray[np.bool_],
    over: NDArray[np.bool_] | None = None,
) -> Share | None:  # fmt: skip
    """True pairs among the called, over all pairs called (`over`), or over all true pairs (None)."""

    import numpy as np

    def of(rates: NDArray[np.float64]) -> NDArray[np.float64]:
        true = rates * sizes
        below = sizes[over].sum() if over is not None else true.sum(axis=-1)
        return np.asarray(true[..., called].sum(axis=-1) / below)

    if not (sizes[over].sum() if over is not None else sizes.sum()):
        return None
    low, high = np.quantile(of(draws), (0.025, 0.975))
    return Share(float(of(middle)), float(low), float(high))


@dataclass(frozen=True)
class Sureness:
    """How an area's decisions bend the model's log-odds: × slope + intercept."""

    intercept: float = 0.0
    slope: float = 1.0

    def applied(self, chances: NDArray[np.float64]) -> NDArray[np.float64]:
        """Probabilities with the area's own sureness."""
        import numpy as np

        odds = np.log(np.clip(chances, 1e-9, 1 - 1e-9) / np.clip(1 - chances, 1e-9, 1))
        return np.asarray(1 / (1 + np.exp(-(odds * self.slope + self.intercept))))


def learned(probabilities: Sequence[float], same: Sequence[bool]) -> Sureness:
    """The sureness that fits the decisions: logistic calibration held to "as it is" by a few imagined decisions.

    Source: Platt 1999, with a normal prior on intercept and slope so that ten decisions do not turn a model over.
    """
    import numpy as np

    chances = np.clip(np.asarray(probabilities, float), 1e-6, 1 - 1e-6)
    odds, truth = np.log(chances / (1 - chances)), np.asarray(same, float)
    columns = np.stack([np.ones_like(odds), odds], axis=1)
    weights, before = np.array([0.0, 1.0]), np.array([0.0, 1.0])
    for _ in range(50):
        fitted = 1 / (1 + np.exp(-np.clip(columns @ weights, -30, 30)))
        slope = columns.T @ (truth - fitted) - _STEADY * (weights - before)
        bend = columns.T @ (columns * (fitted * (1 - fitted))[:, None]) + _STEADY * np.eye(2)
        step = np.linalg.solve(bend, slope)
        weights = weights + step
        if np.abs(step).max() < 1e-8:
            break
    return Sureness(float(weights[0]), max(0.05, float(weights[1])))
