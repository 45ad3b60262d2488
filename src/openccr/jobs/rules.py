"""The states of long work."""

from __future__ import annotations

from enum import StrEnum


class WorkState(StrEnum):
    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


ENDED = frozenset({WorkState.DONE, WorkState.FAILED, WorkState.CANCELLED})
