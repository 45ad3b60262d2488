"""People who are kept, and the same people as somebody else describes them: for the look-up and the private check."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from bench._linking.names import origins
from bench._linking.noise import HEADINGS, Writer
from bench._linking.people import Person, people
from bench._linking.worlds import world

Row = dict[str, str]


def writer(seed: int, *, noise: float, draw: int) -> Callable[[Person, str], Row]:
    """What writes a person down as an agency of a world would; `noise` multiplies every error."""
    rng = np.random.default_rng(draw)
    stock: list[float] = []

    def chance() -> float:
        if not stock:
            stock.extend(rng.random(65_536).tolist())
        return stock.pop()

    made = Writer(world(seed, people=10, noise=noise), origins(seed), chance)
    return lambda person, agency: dict(zip(HEADINGS, made.record(person, agency, str(person.number)), strict=True))


def inhabitants(seed: int, count: int) -> list[Person]:
    """People of a world, in no order: members of a household do not stand together."""
    everybody: Sequence[Person] = people(world(seed, people=count))
    return [everybody[at] for at in np.random.default_rng(seed + 9).permutation(len(everybody))[:count]]
