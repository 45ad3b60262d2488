"""What a run found, as files that only their owner can read: they say who is known to whom."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from openccr.linkage.engine.written import whole

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

    from openccr.linkage.engine.match import Matched

WRITTEN = 0.05
"""Pairs of a lower probability are not written."""

PAIRS = ("agency_a", "local_id_a", "agency_b", "local_id_b", "probability")
PEOPLE = ("agency", "local_id", "cluster_id")


def written_before(path: Path) -> bool:
    """Whether an earlier run wrote this file, and no agency: told by its headings."""
    import duckdb

    if not path.is_file():
        return False
    if path.suffix.lower() != ".parquet":
        with path.open("rb") as stream:
            return stream.readline(200).strip().decode(errors="replace") in (",".join(PAIRS), ",".join(PEOPLE))
    with duckdb.connect() as db:
        try:
            found = db.execute("DESCRIBE SELECT * FROM read_parquet(?)", [str(path)]).fetchall()
        except duckdb.Error:
            return False
    return tuple(one[0] for one in found) in (PAIRS, PEOPLE)


def write(found: Matched, *, pairs: Path, people: Path) -> tuple[int, int]:
    """Write who may be who, and each record with its person; both files or neither.

    Args:
        found: the run's outcome.
        pairs: CSV, or Parquet by its ending: `agency_a, local_id_a, agency_b, local_id_b, probability`.
        people: the same: `agency, local_id, cluster_id` of every record.

    Returns how many pairs and how many people.

    Raises:
        LinkageError: one cannot be written.
    """
    with whole(pairs, people) as (first, second):
        return _pairs(found, first, _form(pairs)), _people(found, second, _form(people))


def _pairs(found: Matched, path: Path, form: str) -> int:
    kept = found.probability >= WRITTEN
    _fill(found.db, "pairs", {"a": found.low[kept], "b": found.high[kept], "p": found.probability[kept]})
    _copy(
        found.db,
        "SELECT one.agency AS agency_a, one.local_id AS local_id_a, other.agency AS agency_b,"
        " other.local_id AS local_id_b, round(p, 6) AS probability"
        " FROM pairs JOIN records one ON one.rid = a JOIN records other ON other.rid = b ORDER BY a, b",
        path,
        form,
    )
    return int(kept.sum())


def _people(found: Matched, path: Path, form: str) -> int:
    number = found.clusters.number
    _fill(found.db, "grouped", {"a": np.arange(len(number), dtype=np.int32), "c": number})
    query = "SELECT agency, local_id, c AS cluster_id FROM records JOIN grouped ON a = rid ORDER BY rid"
    _copy(found.db, query, path, form)
    return len(np.unique(number))


def _fill(db: DuckDBPyConnection, table: str, columns: dict[str, np.ndarray]) -> None:
    """A table of arrays, read through DuckDB's own door for numpy."""
    view = dict(columns)
    names = ", ".join(view)
    db.execute(f"CREATE OR REPLACE TABLE {table} AS SELECT {names} FROM view")


def _form(path: Path) -> str:
    return "FORMAT parquet" if path.suffix.lower() == ".parquet" else "FORMAT csv, HEADER"


def _copy(db: DuckDBPyConnection, query: str, path: Path, form: str) -> None:
    target = str(path).replace("'", "''")
    db.execute(f"COPY ({query}) TO '{target}' ({form}, USE_TMP_FILE false)")
