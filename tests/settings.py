"""The settings of the tests: the server is started first, and several runs may stand side by side."""

from __future__ import annotations

import os

os.environ["OPENCCR_MODE"] = "test"

from openccr.site.environment import environment
from openccr.site.ready import ready

ready(environment())

from openccr.site.settings import *  # noqa: E402, F403
from openccr.site.settings import DATABASES  # noqa: E402

_parts = ("test_openccr", os.environ.get("TEST_DATABASE_SUFFIX", ""), os.environ.get("PYTEST_XDIST_WORKER", ""))
DATABASES["owner"]["TEST"]["NAME"] = "_".join(part for part in _parts if part)
DATABASES["owner"]["TEST"]["DEPENDENCIES"] = []  # the application's role follows the owner, not the other way round
STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # noqa: F405  (else every test client warns that it is not there)
