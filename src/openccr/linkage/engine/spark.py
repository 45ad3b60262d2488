"""The same run spread over several machines by Spark: the same code compares and scores, so the scores are the same.

Each kind of key is one task that makes its pairs; pairs are then dealt out by their number, so that a pair comes
together whichever keys found it, and each share is compared and scored where it lies. Reading, and weighing pairs
against each other, stay with the machine that asks.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

import openccr
from openccr.linkage.engine.frequency import frequencies
from openccr.linkage.engine.keys import keys
from openccr.linkage.engine.match import (
    Matched,
    Prepared,
    Told,
    compared,
    possible,
    records_of,
    weighed,
    with_others,
)
from openccr.linkage.engine.pairs import distinct_pairs
from openccr.linkage.engine.problems import LinkageError

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

    from openccr.linkage.engine.frame import Frame


def match(
    files: Sequence[Path],
    *,
    today: date | None = None,
    tell: Told = lambda step: None,
    spark: SparkSession | None = None,
    spill: Path | None = None,
) -> Matched:
    """As `match.match`. Without a session one is started as Spark's own settings say, else on this machine alone.

    Raises:
        LinkageError: the files cannot be read, or Spark is not installed.
    """
    session = spark or _session()
    try:
        frame, db, notes = records_of(files, today=today, tell=tell, spill=spill)
        tell("comparing on Spark")
        ready = _scored(session, frame)
    finally:
        if spark is None:
            session.stop()
    return with_others(weighed(ready, db, notes, tell=tell))


def _session() -> SparkSession:
    try:
        from pyspark.sql import SparkSession
    except ImportError as error:
        raise LinkageError(
            "Spark is not installed",
            "Install the packages of locks/spark.txt and Java 17, or leave --engine out: the answer is the same.",
        ) from error
    builder = SparkSession.builder.appName("openccr link").config("spark.ui.enabled", "false")
    try:
        return builder.getOrCreate()
    except Exception as error:
        raise LinkageError("Spark does not start", "Check that Java 17 or later is installed.") from error


def _scored(session: SparkSession, frame: Frame) -> Prepared:
    context = session.sparkContext
    if str(context.master).startswith("local"):
        # Workers on this machine find the code where this process found it; other machines have it installed.
        context.environment.setdefault("PYTHONPATH", str(Path(openccr.__file__).parents[1]))
        context.pythonExec = sys.executable
    held = context.broadcast((frame, frequencies(frame)))
    shares = max(2, context.defaultParallelism * 2)
    size = len(frame)
    kinds = sum(1 for _ in keys(frame))

    def dealt(kind: int) -> Iterator[tuple[int, bytes]]:
        records = held.value[0]
        low, high = distinct_pairs(islice(keys(records), kind, kind + 1), size, keep=possible(records))
        coded = low.astype(np.int64) * size + high
        for share in range(shares):
            yield share, coded[coded % shares == share].tobytes()

    def score(parts: Iterable[tuple[int, Iterable[bytes]]]) -> Iterator[tuple[bytes, bytes, bytes, int]]:
        records, counts = held.value
        for _, found in parts:
            coded = np.unique(np.concatenate([np.frombuffer(one, np.int64) for one in found]))
            low, high = (coded // size).astype(np.int32), (coded % size).astype(np.int32)
            ready = compared(records, counts, low, high)
            pairs = ready.low.astype(np.int64) * size + ready.high
            yield pairs.tobytes(), ready.vector.tobytes(), ready.odds.tobytes(), ready.compared

    rows = context.parallelize(range(kinds), kinds).flatMap(dealt).groupByKey(shares).mapPartitions(score).collect()
    held.unpersist()
    return _together(rows, frame)


def _together(rows: Sequence[tuple[bytes, bytes, bytes, int]], frame: Frame) -> Prepared:
    """The shares in the order in which one machine has the pairs."""
    pairs: NDArray[np.int64] = np.concatenate([np.frombuffer(row[0], np.int64) for row in rows])
    odds = np.concatenate([np.frombuffer(row[2], np.float64) for row in rows])
    vector = np.frombuffer(b"".join(row[1] for row in rows), np.float32).reshape(len(pairs), -1)
    order = np.argsort(pairs)
    low, high = (pairs[order] // len(frame)).astype(np.int32), (pairs[order] % len(frame)).astype(np.int32)
    return Prepared(frame, low, high, vector[order], odds[order], sum(row[3] for row in rows))
