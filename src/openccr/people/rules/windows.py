"""When contact is safe: days of the week and hours."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, time
from typing import Any

from openccr.kernel.refusals import Refusal

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@dataclass(frozen=True)
class Window:
    """Days of the week (1 is Monday) and hours of them: from `first` on, and not any more at `last`."""

    days: tuple[int, ...]
    first: time
    last: time

    def __contains__(self, at: datetime) -> bool:
        return at.isoweekday() in self.days and self.first <= at.time() < self.last

    @property
    def words(self) -> str:
        """Monday, Tuesday 10:00 to 14:00."""
        return f"{_days(self.days)} {self.first:%H:%M} to {self.last:%H:%M}"

    def as_json(self) -> dict[str, Any]:
        """As it is kept."""
        return {"days": list(self.days), "from": f"{self.first:%H:%M}", "until": f"{self.last:%H:%M}"}


def windows_of(kept: Iterable[Mapping[str, Any]]) -> tuple[Window, ...]:
    """What `Window.as_json` made."""
    return tuple(
        Window(tuple(one["days"]), time.fromisoformat(one["from"]), time.fromisoformat(one["until"])) for one in kept
    )


def why_not_window(*, days: tuple[int, ...], first: time | None, last: time | None) -> Refusal | None:
    """Why days and hours do not make a window, or None. None of them given is no window and no mistake."""
    if not days and first is None and last is None:
        return None
    if not days or first is None or last is None:
        return Refusal("Give the days and both hours, or none of them.", field="days")
    if last <= first:
        return Refusal("The time ends before it begins.", remedy="Write 10:00 and 14:00.", field="until_time")
    return None


def _days(days: tuple[int, ...]) -> str:
    if days == (1, 2, 3, 4, 5):
        return "Monday to Friday"
    if len(days) == len(DAYS):
        return "every day"
    return ", ".join(DAYS[day - 1] for day in days)
