"""One weight table: the look-up and the batch give one pair of records one score."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from bench._linking.generator import generate
from bench._linking.worlds import world

from openccr.linkage.engine.compare import FEATURES
from openccr.linkage.engine.match import Prepared, prepared_pairs
from openccr.linkage.engine.scorer import pair_scorer
from openccr.linkage.online.described import Described, describe
from openccr.linkage.online.index import Index, Names, build
from openccr.linkage.online.scoring import scores
from openccr.linkage.online.vector import vector

TODAY = date(2026, 11, 22)
SECRET = b"t" * 32

Both = tuple[Prepared, list[Described], Index]


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Both:
    """A noisy world's pairs as the batch compares them, its people as the look-up reads them, and their index."""
    folder = tmp_path_factory.mktemp("agencies")
    generate(world(503, people=2_500, noise=1.8), folder)
    people: list[tuple[Names, Described]] = []
    for path in sorted(folder.glob("*.csv")):
        with path.open(encoding="utf-8") as stream:
            people += [(Names(row["agency"], row["local_id"]), describe(row, today=TODAY))
                       for row in csv.DictReader(stream)]  # fmt: skip
    kept = tmp_path_factory.mktemp("look-up") / "index"
    build(people, kept, secret=SECRET)
    return prepared_pairs(folder, today=TODAY), [one for _, one in people], Index(kept, secret=SECRET)


def test_every_field_is_compared_alike(both: Both) -> None:
    batch, people, index = both
    assert len(batch.low) > 2_000
    online = np.array(
        [vector(people[a], people[b], index) for a, b in zip(batch.low.tolist(), batch.high.tolist(), strict=True)],
        np.float32,
    )
    apart = np.abs(online - batch.vector).max(0)
    assert dict(zip(FEATURES, apart.tolist(), strict=True)) == pytest.approx(dict.fromkeys(FEATURES, 0), abs=1e-6)


def test_a_pair_scores_alike_in_batch_and_in_the_look_up_whoever_is_asked_for(both: Both) -> None:
    batch, people, index = both
    pairs = [(people[a], people[b]) for a, b in zip(batch.low.tolist(), batch.high.tolist(), strict=True)]
    expected = pair_scorer().log_odds(batch.vector)
    assert np.abs(scores(pairs, counts=index) - expected).max() < 1e-6
    assert np.abs(scores([(b, a) for a, b in pairs], counts=index) - expected).max() < 1e-6


def test_ten_at_a_time_score_as_all_do(both: Both) -> None:
    batch = both[0]
    few = [pair_scorer().log_odds(batch.vector[start : start + 10]) for start in range(0, 400, 10)]
    assert np.abs(np.concatenate(few) - pair_scorer().log_odds(batch.vector)[:400]).max() < 1e-6


@pytest.mark.parametrize(
    "address",
    ["12 Elm Road", "Flat 3, 12 Elm Rd, Saltby", "Elm House", "12a, Elm Road", "3/4 Elm Rd Saltby", "", "12",
     "The Old Mill, 4 Fern Ln", "999999999999 Elm Road", "FLAT 2 ASH CT", "№ 5 Élm Road\tNorth"],
)  # fmt: skip
def test_an_address_is_taken_apart_alike(tmp_path: Path, address: str) -> None:
    with (tmp_path / "police.csv").open("w", newline="", encoding="utf-8") as stream:
        out = csv.writer(stream)
        out.writerow(("local_id", "given_name", "address"))
        out.writerow(("1", "Anna", address))
    frame = prepared_pairs(tmp_path, today=TODAY).frame
    one = describe({"given_name": "Anna", "address": address}, today=TODAY)
    street = frame.streets[frame.street[0]] if frame.street[0] >= 0 else ""
    assert (one.street, one.house, one.flat) == (street, int(frame.house[0]), int(frame.flat[0]))
