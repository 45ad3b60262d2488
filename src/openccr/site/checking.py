"""`./run check`: everything that must be true of the code, one line a step."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from openccr.site.environment import ROOT, Mode


@dataclass(frozen=True)
class Step:
    """One thing to check, and the program that answers it."""

    name: str
    command: tuple[str, ...]


RUN = str(ROOT / "run")
STEPS = (
    Step("format", ("ruff", "format", "--check", ".")),
    Step("lint", ("ruff", "check", ".")),
    Step("types", ("mypy",)),
    Step("import contracts", ("lint-imports",)),
    Step("migrations", (RUN, "manage", "makemigrations", "--check", "--dry-run")),
    Step("packs", (RUN, "manage", "content", "check")),
    Step("reference pages", (RUN, "manage", "docs", "--check")),
    Step("links in docs", (sys.executable, "-m", "openccr.site.links")),
    Step("tests", (RUN, "test", "-q")),
)


def check() -> int:
    """Run every step, whatever the ones before said; print each with its time, and in full when it failed.

    Answers exit code 0 when all are well, else 1.
    """
    failed = [step.name for step in STEPS if not _ok(step)]
    print(f"Failed: {', '.join(failed)}." if failed else "All is well.")
    return 1 if failed else 0


def _ok(step: Step) -> bool:
    environment = {
        **os.environ,
        # The tools of this environment, not others that happen to be on the way.
        "PATH": f"{Path(sys.executable).parent}:{os.environ.get('PATH', '')}",
        "PYTHONPATH": str(ROOT / "src"),
        # A check never touches the database with records.
        "OPENCCR_MODE": Mode.TEST,
    }
    start = time.monotonic()
    answer = subprocess.run(step.command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    ok = answer.returncode == 0
    print(f"{'ok' if ok else 'FAILED':8}{step.name:20}{time.monotonic() - start:7.1f} s", flush=True)
    if not ok:
        print((answer.stdout + answer.stderr).rstrip(), flush=True)
    return ok
