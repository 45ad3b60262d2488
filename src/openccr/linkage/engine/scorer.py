"""The one weight table: boosted trees over the comparison vector, saved as JSON, the same for batch, look-up and Spark.

A sum of weights per field cannot tell a twin from the same person: what counts is how fields agree *together*. Each
tree asks at most five questions about a pair and adds one number to the logarithm of the odds.
"""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

_CHUNK, _FEW, _THREADS = 1 << 13, 512, 2
_NEVER = 1e29
"""A limit beyond this fills a tree up: no value is above it."""


@dataclass(frozen=True)
class Scorer:
    """Complete trees of one depth. Question q of a tree has its answers at 2q+1 (no more than) and 2q+2 (more than)."""

    features: tuple[str, ...]
    depth: int
    column: NDArray[np.int16]
    """(trees, questions): which feature is asked."""
    limit: NDArray[np.float32]
    """(trees, questions): up to which value the answer is left."""
    leaf: NDArray[np.float64]
    """(trees, leaves): what is added to the log-odds."""
    base: float

    def log_odds(self, vector: NDArray[np.float32]) -> NDArray[np.float64]:
        """The log-odds that the two records of each row are of one person, as in the worlds it was trained on."""
        if len(vector) <= _FEW:
            return self._few(vector)
        starts = range(0, len(vector), _CHUNK)
        with ThreadPoolExecutor(_THREADS) as pool:
            return np.concatenate(list(pool.map(lambda start: self._many(vector[start : start + _CHUNK]), starts)))

    def _few(self, vector: NDArray[np.float32]) -> NDArray[np.float64]:
        """All trees at once: for the few candidates of one search."""
        column, limit, leaf, roots, leaves = self._flat
        values = np.ascontiguousarray(vector, np.float32).reshape(-1)
        rows = np.arange(0, len(values), len(self.features), dtype=np.intp)[:, None]
        at = np.zeros((len(vector), len(roots)), np.intp)
        for _ in range(self.depth):
            asked = at + roots
            at += at + 1 + (values.take(column.take(asked) + rows) > limit.take(asked))
        return np.asarray(self.base + leaf.take(at + leaves).sum(1))

    @cached_property
    def _flat(
        self,
    ) -> tuple[NDArray[np.intp], NDArray[np.float32], NDArray[np.float64], NDArray[np.intp], NDArray[np.intp]]:
        """The trees one after the other: columns, limits, leaves, where each begins, and where its leaves do."""
        trees, questions = self.column.shape
        numbers = np.arange(trees, dtype=np.intp)
        leaves = numbers * (questions + 1) - questions
        return (
            self.column.reshape(-1).astype(np.intp), self.limit.reshape(-1), self.leaf.reshape(-1),
            numbers * questions, leaves,
        )  # fmt: skip

    def _many(self, vector: NDArray[np.float32]) -> NDArray[np.float64]:
        """All rows at once, one tree after the other: for the millions of pairs of a batch."""
        edges, limits = self._ranks
        codes = np.stack([np.searchsorted(edge, vector[:, place]) for place, edge in enumerate(edges)]).astype(np.uint8)
        total = np.full(len(vector), self.base)
        for column, limit, leaf in zip(self.column, limits, self.leaf, strict=True):
            answers = (codes[column] > limit[:, None]).view(np.uint8)
            # From the last questions up: the leaf that is reached among those below a question.
            reached = answers[2 ** (self.depth - 1) - 1 :]
            for level in range(self.depth - 2, -1, -1):
                turns = np.negative(answers[2**level - 1 : 2 ** (level + 1) - 1])
                left = reached[0::2]
                reached = (((reached[1::2] + np.uint8(2 ** (self.depth - 1 - level))) ^ left) & turns) ^ left
            total += leaf[reached[0]]
        return total

    @cached_property
    def _ranks(self) -> tuple[list[NDArray[np.float32]], NDArray[np.uint8]]:
        """Each feature's limits in order, and each question's limit by its rank: comparing single bytes is quickest."""
        real = np.abs(self.limit) < _NEVER
        edges = [np.unique(self.limit[real & (self.column == place)]) for place in range(len(self.features))]
        ranks = np.full(self.limit.shape, 255, np.uint8)
        for place, edge in enumerate(edges):
            at = real & (self.column == place)
            ranks[at] = np.searchsorted(edge, self.limit[at])
        return edges, ranks

    def expected(self) -> float:
        """The log-odds of a pair of which nothing is known, from which `contributions` are told."""
        return self.base + float(self._expected()[:, 0].sum())

    def contributions(self, vector: NDArray[np.float32]) -> NDArray[np.float64]:
        """What each feature adds to each row's log-odds; a row's sum with `expected` is its log-odds.

        A tree's number is given to the features along its path, each by how far its answer moved what was expected
        (Saabas, "Interpreting random forests", 2014), with every answer taken as equally likely beforehand.
        """
        expected = self._expected()
        found = np.zeros((len(vector), len(self.features)))
        rows = np.arange(len(vector))
        for tree in range(len(self.leaf)):
            at = np.zeros(len(vector), np.int64)
            for _ in range(self.depth):
                column = self.column[tree, at]
                after = 2 * at + 1 + (vector[rows, column] > self.limit[tree, at])
                np.add.at(found, (rows, column), expected[tree, after] - expected[tree, at])
                at = after
        return found

    def _expected(self) -> NDArray[np.float64]:
        """For each question and leaf of each tree, the mean of the leaves below it."""
        expected = np.concatenate([np.zeros(self.limit.shape), self.leaf], axis=1)
        for question in range(self.column.shape[1] - 1, -1, -1):
            expected[:, question] = (expected[:, 2 * question + 1] + expected[:, 2 * question + 2]) / 2
        return expected

    def as_sql(self) -> str:
        """The log-odds as an SQL expression over columns that bear the features' names."""
        return " + ".join([repr(self.base), *(self._tree_sql(tree, 0) for tree in range(len(self.leaf)))])

    def _tree_sql(self, tree: int, at: int) -> str:
        if at >= self.column.shape[1]:
            return repr(float(self.leaf[tree, at - self.column.shape[1]]))
        less, more = self._tree_sql(tree, 2 * at + 1), self._tree_sql(tree, 2 * at + 2)
        if less == more:
            return less
        name, limit = self.features[self.column[tree, at]], float(self.limit[tree, at])
        return f"CASE WHEN {name} > {limit!r} THEN {more} ELSE {less} END"

    def save(self, path: Path) -> None:
        path.write_text(
            json.dumps(
                {
                    "features": self.features, "depth": self.depth, "base": self.base, "column": self.column.tolist(),
                    "limit": [[float(f"{one:.7g}") for one in row] for row in self.limit.tolist()],
                    "leaf": [[round(one, 6) for one in row] for row in self.leaf.tolist()],
                },
                separators=(",", ":"),
            )
            + "\n"
        )  # fmt: skip


def load(path: Path) -> Scorer:
    """The scorer of a file that `Scorer.save` wrote."""
    kept = json.loads(path.read_text())
    return Scorer(
        features=tuple(kept["features"]), depth=kept["depth"], column=np.array(kept["column"], np.int16),
        limit=np.array(kept["limit"], np.float32), leaf=np.array(kept["leaf"]), base=kept["base"],
    )  # fmt: skip


@cache
def pair_scorer() -> Scorer:
    """The shipped scorer of two records taken by themselves."""
    return load(Path(__file__).parent / "weights" / "pairs.json")


@cache
def context_scorer() -> Scorer:
    """The shipped scorer of a pair among the other pairs of its two records."""
    return load(Path(__file__).parent / "weights" / "context.json")


@cache
def people_scorer() -> Scorer:
    """The shipped scorer of a doubtful pair in the light of the people its two records belong to."""
    return load(Path(__file__).parent / "weights" / "people.json")


def probability(log_odds: NDArray[np.float64]) -> NDArray[np.float64]:
    """Log-odds as a probability."""
    return 1 / (1 + np.exp(-np.clip(log_odds, -40, 40)))
