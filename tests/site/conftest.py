"""Data folders and PostgreSQL servers of their own for the tests of starting and stopping."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from openccr.site import postgres

DEBIAN_15 = Path("/usr/lib/postgresql/15/bin")


def folder() -> Path:
    """A new folder. Not pytest's own, which is closed to the system user that runs PostgreSQL for root."""
    return Path(tempfile.mkdtemp(prefix="openccr-", dir="/tmp"))


@pytest.fixture
def data() -> Iterator[Path]:
    """An empty data folder."""
    made = folder()
    yield made
    postgres.stop(made)
    shutil.rmtree(made)


@pytest.fixture(scope="session")
def first_start() -> Iterator[Path]:
    """A data folder whose server has been made and stopped, to copy from: making one takes a second."""
    made = folder()
    postgres.ensure(made)
    postgres.leave(made)
    yield made
    shutil.rmtree(made)


@pytest.fixture
def made(data: Path, first_start: Path) -> Path:
    """A data folder with a server that is not running."""
    subprocess.run(["cp", "-a", f"{first_start}/.", data], check=True)
    return data


@pytest.fixture(scope="session", params=["embedded", "debian_15"])
def server(request: pytest.FixtureRequest) -> Iterator[postgres.Server]:
    """A running server: the embedded one, and Debian's PostgreSQL 15 where it is installed."""
    bindir = DEBIAN_15 if request.param == "debian_15" else None
    if bindir and not bindir.exists():
        pytest.skip(f"{bindir} is not installed")
    made = folder()
    yield postgres.ensure(made, bindir=bindir)
    postgres.stop(made, bindir=bindir)
    shutil.rmtree(made)
