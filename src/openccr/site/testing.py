"""`./run test`: a server of its own in the data folder's `test`, never the one with records."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from openccr.site import postgres
from openccr.site.environment import ROOT, environment
from openccr.site.ready import ready
from openccr.site.start import data_folder_for

MOST_WORKERS = 4
"""Each has a browser and a database of its own."""
LAST_FAILED = ROOT / ".pytest_cache/v/cache/lastfailed"
"""Where pytest keeps which tests failed last."""
ZONE = ZoneInfo("Europe/London")
"""Of the pages, as in `settings.py`, which this process reads only once pytest runs."""


def test(arguments: list[str]) -> int:
    """Run pytest with `arguments`; its exit code. Nothing is printed after pytest's closing line.

    Where they name no test, all are run, side by side. What fails while midnight passes is run once more: a test has
    its day from when its file was read, and the database has another by then.
    """
    some = any(not one.startswith("-") for one in arguments)
    with _test_server():
        import pytest

        whole = ["-c", str(ROOT / "pyproject.toml"), *([] if some else side_by_side())]
        began = _days()
        code = int(pytest.main([*whole, *arguments]))
        if some or code != pytest.ExitCode.TESTS_FAILED or _days() == began or not LAST_FAILED.exists():
            return code
        files = failed_files(json.loads(LAST_FAILED.read_text()))
        print(f"Midnight passed meanwhile: {len(files)} files in which something failed are run once more.", flush=True)
        # Another process, since this one has read the files on the day before.
        return subprocess.run([sys.executable, "-m", "pytest", *whole, *arguments, *files], check=False).returncode


def _days() -> tuple[date, date]:
    """Today where the pages are, and in the database, which counts by UTC."""
    now = datetime.now(UTC)
    return now.astimezone(ZONE).date(), now.date()


def failed_files(failed: Iterable[str]) -> list[str]:
    """The files of these tests, each once; a whole file, as some tests count what those before them did."""
    return sorted({one.partition("::")[0] for one in failed})


def side_by_side() -> list[str]:
    """How all tests are run: a worker more than cores, up to four, with a test database each; a file stays together.

    One more, since each waits for its browser or its database again and again, and a core had nothing to do.

    The order is that of `tests/conftest.py`: by number of tests, as xdist would have it, the stories came last.
    """
    workers = str(min((os.cpu_count() or 1) + 1, MOST_WORKERS))
    return ["--numprocesses", workers, "--dist", "loadfile", "--no-loadscope-reorder"]


@contextmanager
def _test_server() -> Iterator[None]:
    """The working folder, the path and a prepared server, as tests want them."""
    site = environment()
    os.chdir(ROOT)
    sys.path.insert(0, str(ROOT))
    # Runs side by side take test databases of other names; two of one name would drop each other's.
    with data_folder_for(site, purpose=f"testing{os.environ.get('TEST_DATABASE_SUFFIX', '')}"):
        try:
            ready(site)
            yield
        finally:
            postgres.leave(site.folder)
