"""On Spark as on one machine."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest
from bench._linking.generator import generate
from bench._linking.worlds import world

from openccr.linkage.engine.columns import files_of
from openccr.linkage.engine.match import match


@pytest.mark.skipif(shutil.which("java") is None, reason="Spark needs Java")
def test_two_thousand_rows_score_on_spark_as_on_one_machine(tmp_path: Path) -> None:
    sql = pytest.importorskip("pyspark.sql")
    from openccr.linkage.engine import spark

    generate(world(502, people=1560, noise=1.2), tmp_path)
    session = (
        sql.SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false")
        .config("spark.default.parallelism", "2").getOrCreate()
    )  # fmt: skip
    try:
        spread = spark.match(files_of(tmp_path), spark=session)
    finally:
        session.stop()
    alone = match(files_of(tmp_path))
    assert len(alone.frame) > 1900
    assert np.array_equal(spread.low, alone.low)
    assert np.array_equal(spread.high, alone.high)
    assert np.abs(spread.probability - alone.probability).max() < 1e-6
    assert np.array_equal(spread.clusters.number, alone.clusters.number)
