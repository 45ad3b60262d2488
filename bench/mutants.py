"""Guards taken out one at a time in a copy of the code: how many of them do the tests of the walls miss?

Goal (security paper, C2): at least 40 guards, and at least 38 of 40 noticed. `MUTANTS=3,7` takes those alone. For each
guard the tests that stand for it are run first, then the core ones, up to the first that fails. In the end the tests
that failed are run with every guard in place: one that fails then too has noticed nothing. What was found of the same
code is kept, so that a run that broke off goes on where it was. `MUTANTS_ANEW=1` forgets it.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import tempfile
import time
from pathlib import Path

from bench._guard import CORE, Guard
from bench._guards import GUARDS
from bench._report import code, figure, folder, say, show
from bench._tests import ended, started
from openccr.site.environment import ROOT

COPIED = ("src", "tests", "packs", "bench", "docs", "locks", "pyproject.toml", "run")
LEAST, CAUGHT_OF = 40, 38 / 40
NOTICED = "noticed by "
SHARE = "0.01"
"""Of the matrix, so that a guard costs seconds; each is in the whole of `./run bench walls` as well."""


def main() -> None:
    chosen = [int(one) - 1 for one in os.environ.get("MUTANTS", "").split(",") if one]
    kept = folder() / "mutants" / f"{code()}.json"
    found: dict[str, str] = json.loads(kept.read_text()) if kept.exists() and not os.environ.get("MUTANTS_ANEW") else {}
    kept.parent.mkdir(parents=True, exist_ok=True)
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as place:
        copy, fresh = _copied(Path(place)), True
        for number, guard in enumerate(GUARDS):
            if guard.what in found or (chosen and number not in chosen):
                continue
            with_out = _without(copy, guard)
            # In two runs: one alone would begin with whatever takes longest (tests/conftest.py).
            for tests in (guard.tests, CORE):
                found[guard.what] = _tried(copy, tests, place=Path(place), fresh=fresh)
                fresh = False
                if found[guard.what].startswith(NOTICED):
                    break
            with_out.write_text((ROOT / "src" / "openccr" / guard.file).read_text(encoding="utf-8"), encoding="utf-8")
            kept.write_text(json.dumps(found, indent=1), encoding="utf-8")
            say(f"{number + 1:3} {guard.what} ({guard.file}): {found[guard.what]}")
        named = sorted({one.removeprefix(NOTICED) for one in found.values() if one.startswith(NOTICED)})
        control = (
            _tried(copy, tuple(f"tests/{one}" for one in named), place=Path(place), fresh=fresh) if named else "passed"
        )
    tried = [guard for guard in GUARDS if guard.what in found]
    missed = [guard.what for guard in tried if not found[guard.what].startswith(NOTICED)]
    noticed = len(tried) - len(missed)
    figure("C2.guards", "guards taken out, one at a time", len(tried), f">= {LEAST}", len(tried) >= LEAST)
    figure("C2.left", "guards not tried yet", len(GUARDS) - len(tried), "0", len(tried) == len(GUARDS))
    figure("C2.noticed", "noticed by the tests", noticed, "38 of 40", noticed >= CAUGHT_OF * len(tried))
    figure("C2.slipped", "not noticed", "; ".join(missed) or "none")
    figure("C2.control", f"the {len(named)} tests that noticed, with every guard in place", control, "passed",
           control == "passed")  # fmt: skip
    figure("C2.minutes", "time of this run", round((time.monotonic() - began) / 60, 1), unit="min")
    show()


def _copied(place: Path) -> Path:
    """A copy of the project with every guard in place."""
    copy = place / "copy"
    for name in COPIED:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, copy / name, ignore=shutil.ignore_patterns("__pycache__", "node_modules"))
        else:
            shutil.copy(source, copy / name)
    return copy


def _without(copy: Path, guard: Guard) -> Path:
    """Take the guard out of the copy. Raises SystemExit when it does not stand there once, as it was written down."""
    path = copy / "src" / "openccr" / guard.file
    text = path.read_text(encoding="utf-8")
    if text.count(guard.old) != 1:
        times = text.count(guard.old)
        raise SystemExit(f"“{guard.what}”: its text stands {times} times in {guard.file}; see bench/_guards.py")
    path.write_text(text.replace(guard.old, guard.new), encoding="utf-8")
    return path


def _tried(copy: Path, tests: tuple[str, ...], *, place: Path, fresh: bool = False) -> str:
    """What the tests say in the copy: "passed", "noticed by" a test, or "broken" when nothing could be tried at all."""
    log, database = place / "log", ("--reuse-db", *(("--create-db",) if fresh else ()))
    arguments = ("-x", *database, *dict.fromkeys(tests))
    ends = ended(started(*arguments, root=copy, suffix="mutants", variables={"WALLS_SHARE": SHARE}, log=log))
    if ends == 0:
        return "passed"
    failed = re.search(r"^FAILED tests/([^\s\[]+)", log.read_text(), re.MULTILINE)
    return f"{NOTICED}{failed[1]}" if failed else "broken"


main()
