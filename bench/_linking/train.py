"""Trains the shipped weights on invented worlds: `python -m bench._linking.train [FOLDER]`. LightGBM is needed for it.

Three tables come of it: pairs by themselves are learned from one third of the worlds, pairs in their context from the
rest with the first table's log-odds, which are as unsure there as anywhere else, and doubtful pairs beside the people
their records belong to from worlds of their own. The worlds differ in names, noise, size and how people live; none is
used in the benches. A folder keeps them for another time; without one they go.
"""

from __future__ import annotations

import pickle
import sys
from contextlib import nullcontext
from dataclasses import replace
from datetime import date
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np

from bench._linking.export import to_scorer
from bench._linking.generator import generate
from bench._linking.worlds import world
from openccr.linkage.engine.compare import FEATURES
from openccr.linkage.engine.context import CONTEXT_FEATURES, context
from openccr.linkage.engine.match import HOPELESS, Prepared, prepared_pairs
from openccr.linkage.engine.people import PEOPLE_FEATURES, people
from openccr.linkage.engine.scorer import Scorer, load

_SMALL = [(8_000 + 500 * (seed % 7), 0.8 + 0.05 * (seed % 31)) for seed in range(1_000)]
KINDS: dict[str, tuple[tuple[str, int, int, float], ...]] = {
    "large": (
        ("own", 19, 250_000, 1.6), ("public", 861, 500_000, 1.3), ("own", 61, 700_000, 1.5),
        ("public", 805, 200_000, 1.5),
    ),
    "usual": (
        ("own", 15, 50_000, 1.7), ("own", 17, 60_000, 1.4), ("public", 802, 40_000, 1.9), ("public", 803, 60_000, 1.6),
        *(("own", seed, *_SMALL[seed]) for seed in (*range(21, 51), *range(201, 211))),
        *(("public", seed, *_SMALL[seed]) for seed in (*range(821, 841), *range(871, 881))),
    ),
    "rough": (
        *(("own", seed, *_SMALL[seed]) for seed in range(301, 325)),
        *(("public", seed, *_SMALL[seed]) for seed in range(331, 353)),
    ),
    "alone": (
        *(("own", seed, 4_000 + 200 * (seed % 9), 0.5 + 0.05 * (seed % 31)) for seed in range(361, 381)),
        *(("public", seed, 4_000 + 200 * (seed % 9), 0.5 + 0.05 * (seed % 31)) for seed in range(381, 401)),
    ),
}  # fmt: skip
"""By kind the (names, seed, people, noise) of the worlds that are learned from: many small ones, since a world shows
one way of living, and large ones, since what is rare in a town is common in a county. "public": names of public lists.
"rough" and "alone": `worlds.world`, so that files of other makers than ours are met too."""
WORLDS = tuple((kind, *one) for kind, several in KINDS.items() for one in several)
_FIRST = [one for one in WORLDS[0::3] if one[0] != "alone"]
"""Of these pairs by themselves are learned: a pair does not show whether people live with others where it is from."""
MOST_AGAIN = {"usual": 12_000, "rough": 2_500, "alone": 2_500}
"""Doubtful pairs of one world, by kind: a rough world has many."""
ROUNDS = 750
MOST = 80_000
"""Pairs of one world, drawn evenly, so that a large world does not outweigh the others."""
_DIRECTION = {"namesakes": -1, "twins": -1, "alone": 1, "common": 1, "given_variant": 1, "family_variant": 1}
"""What can only speak against one person, and what can only speak for her."""
_DIRECTION_AGAIN = {"namesakes": -1, "twins": -1, "unlike_births": -1, "common": 1, "best": 1}
TODAY = date(2026, 11, 22)
WEIGHTS = Path(__file__).parents[2] / "src" / "openccr" / "linkage" / "engine" / "weights"
# One thread: the trees are the same on every machine, and on a busy one it is quicker.
_COMMON = {
    "objective": "binary", "min_data_in_leaf": 150, "max_bin": 127, "lambda_l2": 2, "num_threads": 1, "verbose": -1,
    "feature_fraction": 0.8, "learning_rate": 0.1, "seed": 1, "deterministic": True, "force_row_wise": True,
}  # fmt: skip
_PAIRS: dict[str, Any] = {"max_depth": 5, "num_leaves": 32}
_AROUND: dict[str, Any] = {
    "max_depth": 6, "num_leaves": 48,
    "monotone_constraints": [_DIRECTION.get(name, 0) for name in CONTEXT_FEATURES],
}  # fmt: skip
_AGAIN: dict[str, Any] = {
    "max_depth": 5, "num_leaves": 30, "learning_rate": 0.04, "min_data_in_leaf": 200, "lambda_l2": 5,
    "feature_fraction": 0.6,
    "monotone_constraints": [_DIRECTION_AGAIN.get(name, 0) for name in PEOPLE_FEATURES],
}  # fmt: skip


def later() -> list[tuple[str, str, int, int, float, bool]]:
    """The worlds of the third table, which neither of the others has seen, and whether children are named apart."""
    random, more = Random(5), Random(9)
    found: list[tuple[str, str, int, int, float, bool]] = []
    for seed in range(2_000, 2_064):
        kind = "usual" if seed % 8 < 5 else "rough" if seed % 8 < 7 else "alone"
        usual, rough = random.choice((9_000, 15_000, 25_000, 40_000)), random.choice((8_000, 12_000, 20_000))
        size = {"usual": usual, "rough": rough, "alone": 8_000}[kind]
        names = ("own", "public")[seed // 8 % 2]
        found.append((kind, names, seed, size, round(random.uniform(0.7, 1.9), 2), seed % 3 != 0))
    found[4:4] = [("usual", "own", 2_101, 150_000, 1.4, True), ("usual", "public", 2_102, 150_000, 1.5, False)]
    found[20:20] = [("usual", "public", 2_103, 250_000, 1.3, True), ("usual", "own", 2_104, 120_000, 1.2, False)]
    for seed in range(3_000, 3_082):
        size, noise = more.choice((12_000, 20_000, 30_000, 45_000)), round(more.uniform(0.8, 1.9), 2)
        if seed % 2 or (seed < 3_048 and size < 45_000):
            found.append(("usual", ("own", "public")[seed % 2], seed, size, noise, seed % 3 != 0))
    return found


def boosted(shape: dict[str, Any], rows: list[tuple[np.ndarray, np.ndarray]], rounds: int) -> Any:
    """The trees of LightGBM over vectors and whether they are of one person."""
    import lightgbm

    vector, same = (np.concatenate(part) for part in zip(*rows, strict=True))
    return lightgbm.train({**_COMMON, **shape}, lightgbm.Dataset(vector, same), rounds)


def drawn(vector: np.ndarray, same: np.ndarray, most: int = MOST) -> tuple[np.ndarray, np.ndarray]:
    """At most so many of a world's pairs."""
    if len(vector) <= most:
        return vector, same
    chosen = np.sort(np.random.default_rng(1).choice(len(vector), most, replace=False))
    return vector[chosen], same[chosen]


def learn(folder: Path, *, out: Path = WEIGHTS) -> None:
    """Train the tables and save them."""
    alone: list[tuple[np.ndarray, np.ndarray]] = []
    for one in _FIRST:
        ready, same = prepared(folder, *one)
        alone.append(drawn(ready.vector, same))
        print(f"{one}: {len(same):,} pairs", flush=True)
    out.mkdir(exist_ok=True)
    to_scorer(boosted(_PAIRS, alone, 180), FEATURES, depth=5).save(out / "pairs.json")
    pairs = load(out / "pairs.json")
    del alone
    around: list[tuple[np.ndarray, np.ndarray]] = []
    for one in WORLDS:
        if one in _FIRST:
            continue
        ready, same = prepared(folder, *one)
        odds = pairs.log_odds(ready.vector)
        kept = odds > HOPELESS
        rows = context(ready.low[kept], ready.high[kept], odds[kept], ready.vector[kept], ready.frame)
        around.append(drawn(rows, same[kept]))
        print(f"{one}: {len(same):,} pairs, {kept.sum():,} not hopeless", flush=True)
    to_scorer(boosted(_AROUND, around, 260), CONTEXT_FEATURES, depth=6).save(out / "context.json")
    learn_again(folder, pairs, load(out / "context.json"), out=out)


def learn_again(folder: Path, pairs: Scorer, contexts: Scorer, *, out: Path = WEIGHTS) -> None:
    """Train the third table, with the log-odds of the two others, and save it."""
    again: list[tuple[np.ndarray, np.ndarray]] = []
    for one in later():
        ready, same = prepared(folder, *one[:5], named_apart=one[5])
        odds = pairs.log_odds(ready.vector)
        kept = odds > HOPELESS
        low, high, vector, frame = ready.low[kept], ready.high[kept], ready.vector[kept], ready.frame
        rows = context(low, high, odds[kept], vector, frame)
        doubtful, features = people(low, high, contexts.log_odds(rows), rows, vector, frame)
        again.append(drawn(features, same[kept][doubtful], MOST_AGAIN[one[0]]))
        print(f"{one}: {len(doubtful):,} doubtful pairs", flush=True)
    to_scorer(boosted(_AGAIN, again, ROUNDS), PEOPLE_FEATURES, depth=5).save(out / "people.json")


def prepared(
    folder: Path, kind: str, names: str, seed: int, people: int, noise: float, *, named_apart: bool = False
) -> tuple[Prepared, np.ndarray]:  # fmt: skip
    """The pairs of a world, and which are of one person."""
    from bench._linking.public_names import in_their_place

    place = folder / f"{kind}-{names}-{seed}-{people}-{noise:.2f}{'-apart' * named_apart}"
    rough, alone = kind in ("rough", "alone"), kind == "alone"
    known = place / "truth.pickle"
    if not known.exists():
        with in_their_place() if names == "public" else nullcontext():
            made = world(seed, people=people, noise=noise, rough=rough, alone=alone)
            truth = generate(replace(made, named_apart=named_apart), place)
        known.write_bytes(pickle.dumps(truth.in_file_order()))
    person = pickle.loads(known.read_bytes())
    got = prepared_pairs(place, today=TODAY)
    return got, person[got.low] == person[got.high]


def main() -> None:
    if len(sys.argv) > 1:
        learn(Path(sys.argv[1]))
        return
    with TemporaryDirectory() as folder:
        learn(Path(folder))


if __name__ == "__main__":
    main()
