"""Names to draw from: lists of nine origins with falling frequencies, and composed family names for the long tail."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random

import numpy as np


@dataclass(frozen=True)
class Origin:
    """Names of one origin. `female`, `male` and `family` stand in the order of their frequency."""

    name: str
    share: float
    female: tuple[str, ...]
    male: tuple[str, ...]
    family: tuple[str, ...]
    spelt: dict[str, tuple[str, ...]]
    """A name → other spellings of it."""


@cache
def origins(seed: int, *, tail: int = 1500) -> tuple[Origin, ...]:
    """The nine origins; `seed` shuffles which names are common, so that worlds differ."""
    found = []
    lists = tomllib.loads((Path(__file__).parent / "names.toml").read_text())
    for key, one in lists.items():
        random = Random(f"{seed} {key}")
        composed = {x + y + z for x in one["a"].split() for y in one["b"].split() for z in one["c"].split()}
        rare = sorted(composed)
        random.shuffle(rare)
        groups = [group.split() for group in one.get("spelt", [])]
        found.append(
            Origin(
                name=key,
                share=one["share"],
                female=_shuffled(one["f"].split(), random),
                male=_shuffled(one["m"].split(), random),
                family=_shuffled(one["s"].split(), random) + tuple(rare[: int(tail * (0.3 + one["share"] * 2))]),
                spelt={name: tuple(other for other in group if other != name) for group in groups for name in group},
            )
        )
    return tuple(found)


def draw(names: tuple[str, ...], size: int, rng: np.random.Generator, *, steepness: float) -> list[str]:
    """Names by a power law of their rank; `steepness` 0.7 to 1.0 is what registers of names show."""
    weights = 1.0 / (np.arange(len(names)) + 3.0) ** steepness
    return [names[i] for i in rng.choice(len(names), size=size, p=weights / weights.sum())]


def _shuffled(names: list[str], random: Random) -> tuple[str, ...]:
    """Nearly in order: a name moves by at most a few places."""
    return tuple(name for _, name in sorted((place + random.uniform(0, 12), name) for place, name in enumerate(names)))
