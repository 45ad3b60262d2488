"""No orphans: a child process that is told by the kernel when its parent has died."""

from __future__ import annotations

import ctypes
import os
import signal
import sys
from collections.abc import Callable

PR_SET_PDEATHSIG = 1


def end_with_parent() -> None:
    """From now on this process gets SIGTERM when its parent dies. On other systems than Linux it does nothing."""
    if sys.platform.startswith("linux"):
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def ending_with_this_process() -> Callable[[], None]:
    """For `preexec_fn` of a child of this process: Linux sends it SIGTERM when this process dies, even by kill -9.

    Elsewhere it does nothing.
    """
    if not sys.platform.startswith("linux"):
        return lambda: None
    # Loaded before the fork: between fork and exec a process should do next to nothing.
    libc, parent = ctypes.CDLL(None), os.getpid()

    def ask() -> None:
        libc.prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
        if os.getppid() != parent:
            os._exit(1)  # it died in between, and nobody would tell us any more

    return ask
