"""The run: files → records → pairs → scores → calibrated probabilities → clusters."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from openccr.linkage.engine import columns
from openccr.linkage.engine.closure import closed
from openccr.linkage.engine.cluster import Clusters, clusters
from openccr.linkage.engine.compare import FEATURES, Vector, compare
from openccr.linkage.engine.context import context
from openccr.linkage.engine.contrary import held, of_two, undecided
from openccr.linkage.engine.frame import Frame, Ints
from openccr.linkage.engine.frequency import Frequencies, frequencies
from openccr.linkage.engine.generations import of_one_generation
from openccr.linkage.engine.household import needed
from openccr.linkage.engine.keys import keys
from openccr.linkage.engine.namepairs import HEARD
from openccr.linkage.engine.normalise import normalise
from openccr.linkage.engine.noticed import notice
from openccr.linkage.engine.pairs import Pairs, distinct_pairs
from openccr.linkage.engine.people import asked_again
from openccr.linkage.engine.problems import Cancelled, Notes
from openccr.linkage.engine.scorer import context_scorer, pair_scorer, probability
from openccr.linkage.engine.unnamed import torn

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

HOPELESS = -4.5
"""Log-odds under which a pair is neither reported nor counted as a rival: about one in ninety."""
FARTHEST = 12
"""Years apart of two dates of birth beyond which only a slip of the pen could make one person of two records."""
CHANCE = 1.0
"""Pairs for which more than ten other people would agree as well by chance are not scored."""
MOST = "80%"
"""Of the machine's memory."""
_CHUNK, _THREADS = 1 << 18, 2


@dataclass(frozen=True)
class Prepared:
    """Pairs worth weighing against each other, with their comparison vectors and what these alone say of them."""

    frame: Frame
    low: Ints
    high: Ints
    vector: Vector
    odds: NDArray[np.float64]
    """The log-odds of each pair by itself."""
    compared: int
    """How many pairs shared a blocking key."""


@dataclass
class Matched:
    """What a run found. Records are numbered in the order of the files and their rows."""

    low: Ints
    high: Ints
    probability: NDArray[np.float64]
    clusters: Clusters
    frame: Frame
    compared: int
    db: DuckDBPyConnection
    """Holds the table `records`, for whoever writes the outcome."""
    notes: Notes = field(default_factory=Notes)


Told = Callable[[str], None]
"""Takes each step as it begins. May raise `Cancelled`."""


def connect(*, threads: int = 2, memory: str = "600MB", spill: Path | None = None) -> DuckDBPyConnection:
    """An engine in memory, within bounds.

    Args:
        memory: as much as it may take; `MOST` for what is known to be records and no file out of somebody's hand.
        spill: a folder of the owner's alone for what does not fit; without one no record reaches a disk.
    """
    import duckdb

    # Left to itself the engine spills into the folder it was started in, for everybody of the machine to read.
    return duckdb.connect(
        config={
            "threads": threads, "memory_limit": memory, "temp_directory": str(spill or ""),
            "preserve_insertion_order": True,
        }
    )  # fmt: skip


def prepared_pairs(folder: Path, *, today: date | None = None, tell: Told = lambda step: None) -> Prepared:
    """The pairs of a folder's files, the hopeless too: what weights are fitted on."""
    return prepare(records_of(columns.files_of(folder), today=today)[0], least=-np.inf, tell=tell)


def prepare(frame: Frame, *, least: float = HOPELESS, tell: Told = lambda step: None) -> Prepared:
    """Pairs that share a blocking key, are not plainly of two people, and have more than `least` log-odds."""
    low, high = distinct_pairs(
        keys(frame), len(frame), keep=possible(frame), tell=lambda name, *_: tell(f"looking for pairs: {name}")
    )
    return compared(frame, frequencies(frame), low, high, least=least, tell=tell)


def possible(frame: Frame) -> Callable[[Pairs], NDArray[np.bool_]]:
    """Says of pairs which may be of one person by their dates of birth: one slip of the pen, hardly two.

    The first of January stands for a day that nobody knew, and beside it the year is often a guess. Two of one name and
    street may be one person whatever their dates say: where nobody lives with a namesake, a wrong date is likelier.
    """
    first = (frame.month <= 1) & (frame.day <= 1)

    def near(pairs: Pairs) -> NDArray[np.bool_]:
        low, high = pairs
        one, other = frame.year[low], frame.year[high]
        month, day = frame.month[low] == frame.month[high], frame.day[low] == frame.day[high]
        apart = np.abs(one - other)
        near_by = month | day | first[low] | first[high]
        may = (one < 0) | (other < 0) | (apart <= 1) | (month & day) | ((apart <= FARTHEST) & near_by)
        rest = np.flatnonzero(~may)
        rest = rest[_one_street(frame, low[rest], high[rest])]
        may[rest] = _named_alike(frame, low[rest], high[rest])
        return np.asarray(may)

    return near


def _one_street(frame: Frame, low: Ints, high: Ints) -> NDArray[np.bool_]:
    street, postcode = frame.street, frame.postcode
    return np.asarray(
        ((street[low] == street[high]) & (street[low] >= 0))
        | ((postcode[low] == postcode[high]) & (postcode[low] >= 0))
    )


def _named_alike(frame: Frame, low: Ints, high: Ints) -> NDArray[np.bool_]:
    """Whether both names sound alike, in either order; a given name that is not known sounds like any."""
    if not len(frame.names.sound):
        return np.zeros(len(low), bool)
    given, family = (
        np.where(name >= 0, frame.names.sound[np.maximum(name, 0)], -1) for name in (frame.given, frame.family)
    )
    one, other, mine, theirs = given[low], given[high], family[low], family[high]
    straight = ((one == other) | (one < 0) | (other < 0)) & (mine == theirs)
    return np.asarray((straight | ((one == theirs) & (mine == other))) & (mine >= 0) & (theirs >= 0))


def compared(
    frame: Frame, counts: Frequencies, low: Ints, high: Ints, *, least: float = HOPELESS,
    tell: Told = lambda step: None,
) -> Prepared:  # fmt: skip
    """Those of the pairs that are worth it, compared and scored a share at a time: most of them are let go at once."""

    def part(start: int) -> tuple[Ints, Ints, Vector, NDArray[np.float64]]:
        ours, theirs = low[start : start + _CHUNK], high[start : start + _CHUNK]
        vector = compare(frame, counts, ours, theirs)
        worth = worth_scoring(vector)
        ours, theirs, vector = ours[worth], theirs[worth], vector[worth]
        odds = pair_scorer().log_odds(vector)
        kept = odds > least
        return ours[kept], theirs[kept], vector[kept], odds[kept]

    empty = np.empty(0, np.int32)
    kept = [(empty, empty, np.empty((0, len(FEATURES)), np.float32), np.empty(0))]
    with ThreadPoolExecutor(_THREADS) as pool:
        waiting = deque(pool.submit(part, start) for start in range(0, len(low), _CHUNK))
        try:
            while waiting:
                tell(f"comparing {(len(kept) - 1) * _CHUNK:,} of {len(low):,} pairs")
                kept.append(waiting.popleft().result())
        finally:
            pool.shutdown(cancel_futures=True)
    lows, highs, vectors, odds = (np.concatenate(parts) for parts in zip(*kept, strict=True))
    return Prepared(frame, lows, highs, vectors, odds, len(low))


_GIVEN, _FAMILY, _BIRTHDAY, _APART, _CHANCE_ALL = (
    FEATURES.index(name) for name in ("given", "family", "birthday", "years_apart", "chance_all")
)


def worth_scoring(vector: Vector) -> NDArray[np.bool_]:
    """False for pairs that nobody would call alike: generations apart, both names unlike, or agreeing by chance."""
    named = ((vector[:, _GIVEN] >= HEARD) | (vector[:, _GIVEN] < 0)) & (vector[:, _FAMILY] >= HEARD)
    unborn = (vector[:, _APART] > FARTHEST) & (vector[:, _BIRTHDAY] < 5) & ~named
    unlike = (vector[:, _GIVEN] <= 1) & (vector[:, _FAMILY] <= 0) & (vector[:, _BIRTHDAY] < 5)
    return ~unborn & ~unlike & (vector[:, _CHANCE_ALL] <= CHANCE)


def match(
    files: Sequence[Path], *, today: date | None = None, tell: Told = lambda step: None, threads: int = 2,
    spill: Path | None = None,
) -> Matched:  # fmt: skip
    """Find the records of one person in agencies' files.

    Args:
        files: one per agency; see `columns.read`.
        today: no date of birth lies after it; the day of the machine's clock when it is not told.
        tell: takes each step; raising `Cancelled` there ends the run with nothing written.
        threads: for reading; comparing uses at most two.
        spill: see `connect`.

    Raises:
        LinkageError: the files cannot be read.
    """
    frame, db, notes = records_of(files, today=today, tell=tell, threads=threads, spill=spill)
    return with_others(weighed(prepare(frame, tell=tell), db, notes, tell=tell))


def records_of(
    files: Sequence[Path], *, today: date | None = None, tell: Told = lambda step: None, threads: int = 2,
    spill: Path | None = None,
) -> tuple[Frame, DuckDBPyConnection, Notes]:  # fmt: skip
    """The records of files as numbers, the engine that holds their cells, and what was found on the way."""
    notes, db = Notes(), connect(threads=threads, spill=spill)
    tell("reading")
    columns.read(files, db, notes)
    tell("normalising")
    frame = normalise(db, notes, today=today or date.today())
    notice(frame, db, notes)
    return frame, db, notes


Adjusted = Callable[[Ints, Ints, NDArray[np.float64]], NDArray[np.float64]]
"""What people decided, put into the probabilities of pairs (low, high) before they become people."""


def weighed(
    ready: Prepared, db: DuckDBPyConnection, notes: Notes, *, tell: Told, adjust: Adjusted | None = None
) -> Matched:
    """From the log-odds of pairs by themselves to calibrated probabilities and clusters."""
    frame, low, high, vector = ready.frame, ready.low, ready.high, ready.vector
    tell("weighing pairs against each other")
    rows = context(low, high, ready.odds, vector, frame)
    odds = asked_again(low, high, context_scorer().log_odds(rows), rows, vector, frame)
    two = of_two(low, high, vector, frame)
    chances = of_one_generation(low, high, torn(low, high, probability(odds), frame), vector, frame)
    chances = held(low, high, chances, two, vector, frame)
    if adjust is not None:
        chances = adjust(low, high, chances)
    tell("clustering")
    grouped = clusters(low, high, chances, frame=frame, needed=needed(vector, FEATURES),
                       two=undecided(two, chances))  # fmt: skip
    return Matched(low, high, chances, grouped, frame, ready.compared, db, notes)


def with_others(found: Matched) -> Matched:
    """The same with what third records say of pairs inside one person; see `closure`."""
    low, high, chances = closed(found.low, found.high, found.probability, found.clusters.number)
    return replace(found, low=low, high=high, probability=chances)


__all__ = ["Cancelled", "Matched", "Prepared", "match", "prepare", "prepared_pairs"]
