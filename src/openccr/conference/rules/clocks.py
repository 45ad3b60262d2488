"""The clock of each case on an agenda: minutes planned and used."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class CaseClock:
    """The time of one case.

    Args:
        planned: minutes.
        used: whole minutes since it began, until it was finished; None when it has not begun.
        running: it began and is not finished.
    """

    planned: int
    used: int | None
    running: bool

    @property
    def over(self) -> int:
        """Minutes over what was planned."""
        return max(0, (self.used or 0) - self.planned)


def case_clock(
    *, planned: int, began: datetime | None, ended: datetime | None, is_open: bool, now: datetime
) -> CaseClock:
    """The clock of a case that began and ended then, on an agenda read now."""
    if began is None:
        return CaseClock(planned, None, running=False)
    running = is_open and ended is None
    until = ended or (now if running else None)
    used = round((until - began).total_seconds() / 60) if until else None
    return CaseClock(planned, used, running)


def behind(clocks: Sequence[CaseClock]) -> int:
    """By how many minutes the cases begun so far took longer than planned; negative: the meeting is ahead."""
    begun = [one for one in clocks if one.used is not None]
    return sum((one.used or 0) - one.planned for one in begun if not one.running or (one.used or 0) > one.planned)
