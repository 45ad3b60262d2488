"""What a run found, as files that only their owner can read: they say who is known to whom."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from openccr.linkage.engine.problems import LinkageError

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

    from openccr.linkage.engine.match import Matched

WRITTEN = 0.05
"""Pairs of a lower probability are not written."""


def write_matches(found: Matched, path: Path) -> int:
    """Write `agency_a, local_id_a, agency_b, local_id_b, probability`; how many pairs.

    Args:
        found: the run's outcome.
        path: CSV, or Parquet by its ending.
    """
    kept = found.probability >= WRITTEN
    _fill(found.db, "pairs", {"a": found.low[kept], "b": found.high[kept], "p": found.probability[kept]})
    _copy(
        found.db,
        "SELECT one.agency AS agency_a, one.local_id AS local_id_a, other.agency AS agency_b,"
        " other.local_id AS local_id_b, round(p, 6) AS probability"
        " FROM pairs JOIN records one ON one.rid = a JOIN records other ON other.rid = b ORDER BY a, b",
        path,
    )
    return int(kept.sum())


def write_clusters(found: Matched, path: Path) -> int:
    """Write `agency, local_id, cluster_id` of every record; how many people they are."""
    number = found.clusters.number
    _fill(found.db, "grouped", {"a": np.arange(len(number), dtype=np.int32), "c": number})
    _copy(found.db, "SELECT agency, local_id, c AS cluster_id FROM records JOIN grouped ON a = rid ORDER BY rid", path)
    return len(np.unique(number))


def _fill(db: DuckDBPyConnection, table: str, columns: dict[str, np.ndarray]) -> None:
    """A table of arrays, read through DuckDB's own door for numpy."""
    view = dict(columns)
    names = ", ".join(view)
    db.execute(f"CREATE OR REPLACE TABLE {table} AS SELECT {names} FROM view")


def _copy(db: DuckDBPyConnection, query: str, path: Path) -> None:
    form = "FORMAT parquet" if path.suffix.lower() == ".parquet" else "FORMAT csv, HEADER"
    part = path.with_name(path.name + ".part")
    try:
        os.close(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600))
        part.chmod(0o600)
        target = str(part).replace("'", "''")
        db.execute(f"COPY ({query}) TO '{target}' ({form}, USE_TMP_FILE false)")
        part.replace(path)
    except OSError as error:
        raise LinkageError(
            f"{path} cannot be written: {error.strerror}", "Give a folder that you may write to."
        ) from error
