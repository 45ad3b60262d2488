"""One weight table, rendered in several ways, gives one score."""

from __future__ import annotations

from pathlib import Path

import duckdb
import numpy as np
import pytest

from openccr.linkage.engine.compare import FEATURES
from openccr.linkage.engine.context import CONTEXT_FEATURES
from openccr.linkage.engine.people import PEOPLE_FEATURES
from openccr.linkage.engine.scorer import Scorer, context_scorer, load, pair_scorer, people_scorer


def vectors(scorer: Scorer, count: int = 2000) -> np.ndarray:
    """Rows around the limits at which the trees ask, where a wrong rendering would show."""
    rng = np.random.default_rng(5)
    rows = np.empty((count, len(scorer.features)), np.float32)
    for column in range(rows.shape[1]):
        asked = scorer.limit[(scorer.column == column) & (np.abs(scorer.limit) < 1e6)]
        choices = np.concatenate([asked, asked + 0.5, asked - 0.5, [-1, 0, 6]]).astype(np.float32)
        rows[:, column] = rng.choice(choices, count)
    return rows


@pytest.mark.parametrize(
    ("scorer", "features"),
    [(pair_scorer, FEATURES), (context_scorer, CONTEXT_FEATURES), (people_scorer, PEOPLE_FEATURES)],
)
def test_the_shipped_weights_fit_the_comparison_vector(scorer: object, features: tuple[str, ...]) -> None:
    assert scorer().features == features  # type: ignore[operator]


def test_many_pairs_and_few_pairs_score_alike() -> None:
    scorer = pair_scorer()
    rows = vectors(scorer)
    few = np.concatenate([scorer.log_odds(rows[start : start + 50]) for start in range(0, len(rows), 50)])
    assert np.abs(scorer.log_odds(rows) - few).max() < 1e-6


def test_the_database_scores_as_the_arrays_do() -> None:
    scorer = pair_scorer()
    rows = vectors(scorer)
    db = duckdb.connect()
    view = {name: rows[:, place] for place, name in enumerate(scorer.features)} | {"rid": np.arange(len(rows))}
    assert view
    db.execute("CREATE TABLE vectors AS SELECT * FROM view")
    got = db.execute(f"SELECT rid, {scorer.as_sql()} AS score FROM vectors ORDER BY rid").fetchnumpy()["score"]
    assert np.abs(np.asarray(got) - scorer.log_odds(rows)).max() < 1e-6


def test_the_contributions_of_the_fields_add_up_to_the_score() -> None:
    scorer = pair_scorer()
    rows = vectors(scorer, 100)
    start = scorer.expected()
    assert np.abs(start + scorer.contributions(rows).sum(1) - scorer.log_odds(rows)).max() < 1e-6


def test_what_was_saved_is_what_is_loaded(tmp_path: Path) -> None:
    scorer = pair_scorer()
    scorer.save(tmp_path / "again.json")
    rows = vectors(scorer, 100)
    assert np.abs(load(tmp_path / "again.json").log_odds(rows) - scorer.log_odds(rows)).max() < 1e-6
