"""How probable it is that the two records of a pair are one person, learnt from the pairs alone (no labels).

Fellegi and Sunter's model knows two kinds of pairs, matches and others, and adds up evidence as if it were independent.
Within a household it is not: partners share family name, address and telephone number, and the sum says "same". So the
others are told apart here: strangers who share a name, strangers who share a date of birth, people of one household,
twins, parent and child of one name. Each kind has its own chances of each level of each comparison, and the kinds and
their shares are estimated by expectation maximisation (a latent class model; Fellegi and Sunter 1969, Winkler 1988),
held near to what is known beforehand of each kind. How one person's names and date of birth
are written is not learnt at all.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from openccr.linkage.private.comparing import COMPARISONS, LEVELS
from openccr.linkage.private.kinds import KINDS, SAME_PERSON

ROUNDS = 60
ENOUGH = 1e-5
HERS = ("given", "family", "born")
"""Comparisons of which one person's two records are believed and not learnt."""
STRENGTH = 0.05
"""Prior counts of a kind, as a share of the pairs it is believed to have."""


@dataclass(frozen=True)
class Weights:
    """What was learnt: the log share of each kind, and the log chance of each level, by kind."""

    shares: npt.NDArray[np.float64]
    chances: tuple[npt.NDArray[np.float64], ...]

    def odds(self, levels: npt.NDArray[np.uint8]) -> npt.NDArray[np.float64]:
        """The odds, for each row of levels, of one person against every other kind."""
        logs = self._logs(levels)
        same, other = _log_sum(logs[:, :SAME_PERSON]), _log_sum(logs[:, SAME_PERSON:])
        return np.exp(np.clip(same - other, -50, 50))

    def _logs(self, levels: npt.NDArray[np.uint8]) -> npt.NDArray[np.float64]:
        logs = np.tile(self.shares, (len(levels), 1))
        for at, chances in enumerate(self.chances):
            logs += chances[:, levels[:, at]].T
        return logs


def among(weights: Weights, levels: npt.NDArray[np.uint8]) -> Weights:
    """The same chances with the shares that hold among some of the pairs.

    Once every record has kept its best pair alone, most pairs of a household are gone: their members found themselves.
    """
    patterns, counts = _patterns(levels)
    for _ in range(ROUNDS):
        logs = weights._logs(patterns)
        belongs = np.exp(logs - _log_sum(logs)[:, None]) * counts[:, None]
        shares = belongs.sum(axis=0) + 0.1
        weights = Weights(np.log(shares / shares.sum()), weights.chances)
    return weights


def _log_sum(logs: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """The log of the sum of each row's exponentials."""
    top = logs.max(axis=1)
    total: npt.NDArray[np.float64] = top + np.log(np.exp(logs - top[:, None]).sum(axis=1))
    return total


def learn(levels: npt.NDArray[np.uint8]) -> Weights:
    """The weights that fit the candidate pairs best, by expectation maximisation from the beliefs in `KINDS`."""
    patterns, counts = _patterns(levels)
    weights = Weights(
        np.log(np.array([kind.share for kind in KINDS])),
        tuple(_with_unknown([kind.levels[at] for kind in KINDS]) for at in range(len(LEVELS))),
    )
    total = float(counts.sum())
    firmness = np.array([STRENGTH * kind.held * kind.share for kind in KINDS]) * total
    before = -np.inf
    for _ in range(ROUNDS):
        logs = weights._logs(patterns)
        top = logs.max(axis=1, keepdims=True)
        likelihood = np.exp(logs - top)
        sums = likelihood.sum(axis=1, keepdims=True)
        belongs = likelihood / sums * counts[:, None]
        fit = float(((np.log(sums) + top)[:, 0] * counts).sum())
        if fit - before < ENOUGH * total:
            break
        before = fit
        weights = _update(patterns, belongs, firmness)
    return weights


def _update(
    patterns: npt.NDArray[np.uint8], belongs: npt.NDArray[np.float64], firmness: npt.NDArray[np.float64]
) -> Weights:
    shares = belongs.sum(axis=0) + 1.0
    beside = np.array([kind.beside for kind in KINDS])
    shares = np.where(beside > 0, beside * shares[:SAME_PERSON].sum(), shares)
    chances = []
    for at, size in enumerate(LEVELS):
        believed = np.array([kind.levels[at] for kind in KINDS])
        seen = np.array([belongs[patterns[:, at] == level].sum(axis=0) for level in range(1, size)]).T
        counted = seen + believed * (firmness[:, None] + 1.0)
        learnt = counted / counted.sum(axis=1, keepdims=True)
        # How one person is written down twice is known. Learnt, it would be whatever lists are full of: two lists with
        # hardly anybody in common hold strangers of one name and no more, and these would become "the same person".
        if COMPARISONS[at] in HERS:
            learnt[:SAME_PERSON] = believed[:SAME_PERSON]
        for row, kind in enumerate(KINDS):
            if COMPARISONS[at] in kind.apart:
                learnt[row, :2] = believed[row, :2]
                learnt[row, 2:] *= (1 - believed[row, :2].sum()) / learnt[row, 2:].sum()
        chances.append(_with_unknown(learnt.tolist()))
    return Weights(np.log(shares / shares.sum()), tuple(chances))


def _with_unknown(rows: list[tuple[float, ...]]) -> npt.NDArray[np.float64]:
    """Log chances with a first column of 0: what is unknown speaks neither for nor against."""
    return np.hstack([np.zeros((len(rows), 1)), np.log(np.array(rows))])


def _patterns(levels: npt.NDArray[np.uint8]) -> tuple[npt.NDArray[np.uint8], npt.NDArray[np.float64]]:
    """The distinct rows and how often each stands there."""
    packed = np.zeros(len(levels), dtype=np.int64)
    for at, size in enumerate(LEVELS):
        packed = packed * size + levels[:, at]
    distinct, counts = np.unique(packed, return_counts=True)
    out = np.zeros((len(distinct), len(LEVELS)), dtype=np.uint8)
    for at in range(len(LEVELS) - 1, -1, -1):
        out[:, at] = distinct % LEVELS[at]
        distinct = distinct // LEVELS[at]
    return out, counts.astype(np.float64)
