"""Timing and tables of figures. Times are in milliseconds."""

from __future__ import annotations

import os
import statistics
import time
from collections.abc import Callable, Sequence

LEAST, ENOUGH_MS = 5, 10_000
"""What is slow is measured at least so often, and no more once so much time has gone by."""


def timed(call: Callable[[], object], *, repeats: int = 30, warmup: int = 3) -> tuple[float, float]:
    """Median and 95th percentile of `repeats` calls, after `warmup` calls that do not count; of fewer when slow."""
    for _ in range(warmup):
        call()
    taken: list[float] = []
    while len(taken) < LEAST or (len(taken) < repeats and sum(taken) < ENOUGH_MS):
        taken.append(once(call))
    return statistics.median(taken), p95(taken)


def paired(one: Callable[[], object], other: Callable[[], object], *, repeats: int = 30) -> tuple[float, float, float]:
    """Median of each of two calls made in turn, and the median ratio: holds when the machine drifts."""
    for call in (one, other, one, other):
        call()
    pairs = [(once(one), once(other)) for _ in range(repeats)]
    firsts, seconds = zip(*pairs, strict=True)
    return statistics.median(firsts), statistics.median(seconds), statistics.median(a / b for a, b in pairs)


def once(call: Callable[[], object]) -> float:
    """How long one call takes."""
    started = time.perf_counter()
    call()
    return (time.perf_counter() - started) * 1000


def p95(taken: Sequence[float]) -> float:
    """The 95th percentile."""
    return sorted(taken)[max(0, round(0.95 * len(taken)) - 1)]


def machine() -> None:
    """Print how many cores there are and how many processes want one: a busy machine doubles every figure."""
    print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}", flush=True)


def yes(within: bool) -> str:
    """The word of the last column."""
    return "yes" if within else "no"


def table(headings: tuple[str, ...], rows: Sequence[tuple[object, ...]]) -> None:
    """Print rows under headings, numbers to the right."""
    texts = [tuple(f"{cell:,.1f}" if isinstance(cell, float) else str(cell) for cell in row) for row in rows]
    widths = [max(len(row[i]) for row in [headings, *texts]) for i in range(len(headings))]
    for row in [headings, *texts]:
        cells = zip(row, widths, strict=True)
        print("  ".join(text.rjust(width) if i else text.ljust(width) for i, (text, width) in enumerate(cells)))
