"""Throws by the pack's parameters: the same seed throws the same, wherever and whenever."""

from __future__ import annotations

import math
import random
from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar
from uuid import UUID

from openccr.content.schema.generator import Gamma, Normal, Poisson, Share
from openccr.kernel.references import new_reference

T = TypeVar("T")


class Dice:
    """One row of throws. Separate rows (people, ids …) do not disturb each other."""

    def __init__(self, *seed: object) -> None:
        """`seed`: words and numbers that name this row of throws."""
        self._random = random.Random(":".join(map(str, seed)))  # noqa: S311 (no secret hangs on it)
        self._references: set[str] = set()

    def percent(self, share: Share | float) -> bool:
        """Whether something that is so in that many of a hundred is so this time."""
        return self._random.random() * 100 < (share.percent if isinstance(share, Share) else share)

    def pick(self, shares: Mapping[T, float]) -> T:
        """One of several kinds that exclude each other, by their shares."""
        return self._random.choices(list(shares), weights=list(shares.values()))[0]

    def rates(self, rates: Mapping[str, float]) -> tuple[str, ...]:
        """Those of several things that are so, each by its own percentage."""
        return tuple(name for name, percent in rates.items() if self.percent(percent))

    def one(self, things: Sequence[T]) -> T:
        """One of equals."""
        return things[int(self._random.random() * len(things))]

    def some(self, things: Iterable[T], number: int) -> list[T]:
        """Up to `number` different ones, in no order."""
        every = list(things)
        return self._random.sample(every, min(number, len(every)))

    def whole(self, low: int, high: int) -> int:
        """A whole number, both ends included."""
        return self._random.randint(low, high)

    def normal(self, curve: Normal, *, low: float | None = None, high: float | None = None) -> float:
        """A value of the curve between its ends, or between narrower ones."""
        least = curve.low if low is None else max(low, curve.low)
        most = curve.high if high is None else min(high, curve.high)
        for _ in range(1_000):
            value = self._random.gauss(curve.mean, curve.sd)
            if least <= value <= most:
                return value
        return min(max(curve.mean, least), most)

    def count(self, curve: Poisson) -> int:
        """A count of rare things."""
        if curve.none and self.percent(curve.none):
            return 0
        return curve.least + self.poisson(curve.mean)

    def poisson(self, mean: float) -> int:
        """A Poisson number (Knuth's way; means here are small)."""
        limit, product, number = math.exp(-mean), self._random.random(), 0
        while product > limit:
            product *= self._random.random()
            number += 1
        return number

    def days(self, curve: Gamma) -> int:
        """A waiting time in days. The scale comes from the median by Wilson and Hilferty's approximation."""
        scale = curve.median_days / (curve.shape * (1 - 1 / (9 * curve.shape)) ** 3)
        return max(1, round(self._random.gammavariate(curve.shape, scale)))

    def weighted(self, weights: Mapping[T, float], number: int) -> set[T]:
        """`number` different ones, the heavier the likelier (Efraimidis and Spirakis)."""
        keys = {thing: self._random.random() ** (1 / weight) for thing, weight in weights.items() if weight > 0}
        return set(sorted(keys, key=keys.__getitem__, reverse=True)[:number])

    def id(self) -> UUID:
        """A key like any other: version 4, but the same each time."""
        return UUID(int=self._random.getrandbits(128), version=4)

    def reference(self) -> str:
        """A case's reference, never the same twice: among 50,000 two alike are likely."""
        while (made := new_reference(prefix="M", choose=self.one)) in self._references:
            pass
        self._references.add(made)
        return made
