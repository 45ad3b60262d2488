"""Runs some of the tests in a process of their own, as `./run test` does, beside the measurement's database."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from openccr.site.environment import ROOT, Mode, environment

WAIT_SECONDS = 4 * 3600


def started(
    *arguments: str, root: Path = ROOT, suffix: str, variables: Mapping[str, str] | None = None, log: Path
) -> subprocess.Popen[bytes]:
    """Begin a run of pytest with these arguments.

    Args:
        root: a checkout of the project; a copy of this one, or this one.
        suffix: name of the run's own test database, so that runs side by side do not meet.
        variables: what stands in its environment besides.
        log: file that gets what it prints.
    """
    own = {
        **os.environ,
        **(variables or {}),
        "OPENCCR_DATA": str(environment().folder),
        "OPENCCR_MODE": Mode.TEST.value,
        "PYTHONPATH": str(root / "src"),
        "TEST_DATABASE_SUFFIX": suffix,
    }
    own.pop("DJANGO_SETTINGS_MODULE", None)
    command = [sys.executable, "-m", "openccr.site", "test", "-q", "-p", "no:cacheprovider", *arguments]
    with log.open("wb") as said:
        return subprocess.Popen(command, cwd=root, env=own, stdout=said, stderr=subprocess.STDOUT)


def ended(process: subprocess.Popen[bytes]) -> int:
    """Its exit code: 0 when every test passed, 1 when some did not."""
    return process.wait(WAIT_SECONDS)
