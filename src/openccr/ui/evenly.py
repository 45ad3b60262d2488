"""That something is not there is said at a full step of time: the milliseconds do not tell whether it is hidden.

For a row that is there the database asks who is kept out of it; for none it does not, and is a third of a millisecond
sooner (`./run bench sidechannel`). The wait holds no transaction. A settings value, since tests ask for tens of
thousands of things that are not there.
"""

from __future__ import annotations

import time

from django.conf import settings


def wait_for_step(began: float) -> None:
    """Sleep until a full step has passed since `began` (of `time.monotonic`)."""
    step: float = settings.NOTHING_THERE_STEP
    if step:
        time.sleep(-(time.monotonic() - began) % step)
