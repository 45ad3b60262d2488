"""Guards taken out one at a time in a copy of the code: how many of them do the tests of the walls miss?

Goal (security paper, C2): at least 40 guards, and at least 38 of 40 noticed. `MUTANTS=3,7` takes those alone.
"""

from __future__ import annotations

import os
import re
import shutil
import tempfile
import time
from pathlib import Path

from bench._guard import CORE, Guard
from bench._guards import GUARDS
from bench._report import figure, say, show
from bench._tests import ended, started
from openccr.site.environment import ROOT

COPIED = ("src", "tests", "packs", "bench", "docs", "locks", "pyproject.toml", "run")
LEAST, CAUGHT_OF = 40, 38 / 40
SHARE = "0.01"
"""Of the matrix, so that a guard costs seconds; each is in the whole of `./run bench walls` as well."""


def main() -> None:
    chosen = [int(one) - 1 for one in os.environ.get("MUTANTS", "").split(",") if one]
    guards = [(number, guard) for number, guard in enumerate(GUARDS) if not chosen or number in chosen]
    missed, began = [], time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "copy"
        for name in COPIED:
            source = ROOT / name
            if source.is_dir():
                shutil.copytree(source, copy / name, ignore=shutil.ignore_patterns("__pycache__", "node_modules"))
            else:
                shutil.copy(source, copy / name)
        if _tried(copy, CORE, folder=Path(folder), fresh=True) != "passed":
            raise SystemExit("The tests fail with every guard in place:\n" + (Path(folder) / "log").read_text()[-2000:])
        for number, guard in guards:
            with_out = _without(copy, guard)
            found = _tried(copy, (*guard.tests, *CORE), folder=Path(folder))
            with_out.write_text((ROOT / "src" / "openccr" / guard.file).read_text(encoding="utf-8"), encoding="utf-8")
            missed += [] if found == "noticed" else [guard.what]
            say(f"{number + 1:3} {'SLIPPED' if found == 'passed' else found:8} {guard.what} ({guard.file})")
    noticed = len(guards) - len(missed)
    figure("C2.guards", "guards taken out, one at a time", len(guards), f">= {LEAST}", len(guards) >= LEAST)
    figure("C2.noticed", "noticed by the tests", noticed, "38 of 40", noticed >= CAUGHT_OF * len(guards))
    figure("C2.slipped", "not noticed", "; ".join(missed) or "none")
    figure("C2.minutes", "time taken", round((time.monotonic() - began) / 60, 1), unit="min")
    show()


def _without(copy: Path, guard: Guard) -> Path:
    """Take the guard out of the copy. Raises SystemExit when it does not stand there once, as it was written down."""
    path = copy / "src" / "openccr" / guard.file
    text = path.read_text(encoding="utf-8")
    if text.count(guard.old) != 1:
        times = text.count(guard.old)
        raise SystemExit(f"“{guard.what}”: its text stands {times} times in {guard.file}; see bench/_guards.py")
    path.write_text(text.replace(guard.old, guard.new), encoding="utf-8")
    return path


def _tried(copy: Path, tests: tuple[str, ...], *, folder: Path, fresh: bool = False) -> str:
    """What the tests say in the copy: "passed", "noticed", or "broken" when nothing could be tried at all."""
    log, database = folder / "log", "--create-db" if fresh else "--reuse-db"
    arguments = ("-x", database, *dict.fromkeys(tests))
    code = ended(started(*arguments, root=copy, suffix="mutants", variables={"WALLS_SHARE": SHARE}, log=log))
    if code == 0:
        return "passed"
    return "noticed" if re.search(r"^FAILED tests/", log.read_text(), re.MULTILINE) else "broken"


main()
