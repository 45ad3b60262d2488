"""C2: the whole test run watched: every token and every place that a test seals, searched for where it must not be.

That is `./run test`, some tens of minutes; `CANARIES_TESTS="tests/walls tests/people"` watches those alone.
"""

from __future__ import annotations

import os
import re
import tempfile
from pathlib import Path

from bench._report import figure, say, show
from bench._tests import ended, started

TESTS = os.environ.get("CANARIES_TESTS", "").split()
LINE = re.compile(
    r"canaries: ([\d,]+) whereabouts and every token, in ([\d,]+) places: ([\d,]+) token checks, ([\d,]+)"
)
LEAST = 2_000_000


def main() -> None:
    say(f"Running {' '.join(TESTS) or 'every test'} ...")
    with tempfile.TemporaryDirectory() as place:
        log = Path(place) / "log"
        ends = ended(started(*TESTS, suffix="canaries", log=log))
        told = log.read_text(errors="replace")
    found = LINE.findall(told)
    if not found:
        raise SystemExit(told[-3000:])
    sealed, places, checks, leaks = (int(one.replace(",", "")) for one in found[-1])
    counted = {kind: int(many) for many, kind in re.findall(r"(\d+) (passed|failed|error)", told.splitlines()[-1])}
    figure("C2.tests", "tests that were watched", counted.get("passed", 0))
    figure("C2.failed", "tests that failed", counted.get("failed", 0) + counted.get("error", 0), "0", ends == 0)
    figure("C2.sealed", "whereabouts that tests sealed", sealed)
    figure("C2.places", "places searched", places)
    figure("C2.checks", "token checks", checks, f">= {LEAST:,}", checks >= LEAST)
    figure("C2.leaks", "tokens where they must not be", leaks, "0", leaks == 0)
    show()


main()
