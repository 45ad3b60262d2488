"""`./run test`: a server of its own in the data folder's `test`, never the one with records."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from openccr.site import postgres
from openccr.site.environment import ROOT, environment
from openccr.site.ready import ready
from openccr.site.start import data_folder_for

MOST_WORKERS = 4
"""Each has a browser and a database of its own."""


def test(arguments: list[str]) -> int:
    """Run pytest with `arguments`; its exit code. Nothing is printed after pytest's closing line.

    Where they name no test, all are run, side by side.
    """
    some = any(not one.startswith("-") for one in arguments)
    with _test_server():
        import pytest

        return int(pytest.main(["-c", str(ROOT / "pyproject.toml"), *([] if some else side_by_side()), *arguments]))


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
