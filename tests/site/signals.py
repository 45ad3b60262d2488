"""Signals as a process at a terminal has them."""

from __future__ import annotations

import signal


def heeded() -> None:
    """For `preexec_fn`: a test run started with nohup, or in the background of a script, hands on signals ignored."""
    for one in (signal.SIGINT, signal.SIGHUP, signal.SIGTERM):
        signal.signal(one, signal.SIG_DFL)
