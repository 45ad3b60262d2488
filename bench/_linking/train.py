"""Trains the shipped weights on invented worlds: `python -m bench._linking.train`. LightGBM is needed for this alone.

Two tables come of it: pairs by themselves, then pairs in their context. The worlds differ in names, noise, size and how
people live; none is used in the benches.
"""

from __future__ import annotations

from contextlib import nullcontext
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np

from bench._linking.export import to_scorer
from bench._linking.generator import generate
from bench._linking.worlds import world
from openccr.linkage.engine.compare import FEATURES
from openccr.linkage.engine.context import CONTEXT_FEATURES, context
from openccr.linkage.engine.household import Habits, as_row, habits
from openccr.linkage.engine.match import HOPELESS, prepared_pairs
from openccr.linkage.engine.scorer import Scorer, load

WORLDS = (
    (15, 50_000, 1.7), (17, 60_000, 1.4), (19, 250_000, 1.6),
    *((seed, 8_000 + 500 * (seed % 7), 0.8 + 0.05 * (seed % 31)) for seed in range(21, 51)),
)  # fmt: skip
"""(seed, people, noise) of the worlds that are learned from; many small ones, since a world shows one way of living."""
PUBLIC = (
    (802, 40_000, 1.9), (803, 60_000, 1.6), (805, 200_000, 1.5),
    *((seed, 8_000 + 500 * (seed % 7), 0.8 + 0.05 * (seed % 31)) for seed in range(821, 841)),
)  # fmt: skip
"""Worlds with the names of public lists in place of ours."""
MOST = 700_000
_DIRECTION = {"namesakes": -1, "twins": -1, "alone": 1, "common": 1}
"""What can only speak against one person, and what can only speak for her."""
WEIGHTS = Path(__file__).parents[2] / "src" / "openccr" / "linkage" / "engine" / "weights"
_COMMON = {
    "objective": "binary", "num_leaves": 32, "max_depth": 5, "min_data_in_leaf": 150, "max_bin": 127, "lambda_l2": 2,
    "num_threads": 1, "verbose": -1, "feature_fraction": 0.8, "seed": 1, "deterministic": True,
    "force_row_wise": True,
}  # fmt: skip


def boosted(
    vector: np.ndarray, same: np.ndarray, *, rounds: int, rate: float, monotone: list[int] | None = None
) -> Any:
    """The trees of LightGBM, on at most `MOST` pairs drawn evenly."""
    import lightgbm

    if len(vector) > MOST:
        chosen = np.sort(np.random.default_rng(1).choice(len(vector), MOST, replace=False))
        vector, same = vector[chosen], same[chosen]
    limits = {"monotone_constraints": monotone} if monotone else {}
    return lightgbm.train({**_COMMON, **limits, "learning_rate": rate}, lightgbm.Dataset(vector, same), rounds)


def learn(worlds: list[dict[str, np.ndarray]], *, out: Path = WEIGHTS) -> tuple[Scorer, Scorer]:
    """Train both tables on prepared worlds and save them.

    The context is learned with the log-odds of trees that have not seen the world in question, since trees are surer of
    what they were trained on.
    """
    halves = [worlds[0::2], worlds[1::2]]
    for number, half in enumerate(halves):
        unseen = to_scorer(
            boosted(*(np.concatenate([one[key] for one in half]) for key in ("vector", "same")), rounds=120, rate=0.1),
            FEATURES, depth=5,
        )  # fmt: skip
        for one in halves[1 - number]:
            odds = unseen.log_odds(one["vector"])
            kept = odds > HOPELESS
            one["context"] = context(
                one["low"][kept], one["high"][kept], odds[kept], one["vector"][kept], one["agency"],
                Habits(*one["living"].tolist()),
            )  # fmt: skip
            one["context_same"] = one["same"][kept]
    pairs = boosted(*(np.concatenate([one[key] for one in worlds]) for key in ("vector", "same")), rounds=150, rate=0.1)
    among = boosted(
        *(np.concatenate([one[key] for one in worlds]) for key in ("context", "context_same")), rounds=180, rate=0.1,
        monotone=[_DIRECTION.get(name, 0) for name in CONTEXT_FEATURES],
    )  # fmt: skip
    out.mkdir(exist_ok=True)
    to_scorer(pairs, FEATURES, depth=5).save(out / "pairs.json")
    to_scorer(among, CONTEXT_FEATURES, depth=5).save(out / "context.json")
    return load(out / "pairs.json"), load(out / "context.json")


def prepared(folder: Path, person: np.ndarray) -> dict[str, np.ndarray]:
    """The pairs of a folder whose truth is known, ready to be learned from."""
    got = prepared_pairs(folder)
    same = person[got.low] == person[got.high]
    return {"low": got.low, "high": got.high, "vector": got.vector, "same": same, "agency": got.frame.agency,
            "living": np.array(as_row(habits(got.frame)))}  # fmt: skip


def main() -> None:
    from bench._linking.public_names import in_their_place

    worlds = []
    for seed, people, noise in (*WORLDS, *PUBLIC):
        with TemporaryDirectory() as folder:
            one = world(seed, people=people, noise=noise)
            with in_their_place() if (seed, people, noise) in PUBLIC else nullcontext():
                truth = generate(one, Path(folder))
            worlds.append(prepared(Path(folder), truth.in_file_order()))
            print(f"world {seed}: {len(worlds[-1]['low']):,} pairs", flush=True)
    learn(worlds)


if __name__ == "__main__":
    main()
