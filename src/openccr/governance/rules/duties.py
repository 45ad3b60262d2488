"""The partnership's calendar (domain 8.11): what is due in which period, what is done, and what is late."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from openccr.content.schema.coordination import Duty, Every
from openccr.kernel.refusals import Refusal

FIRST_MONDAY = date(2024, 1, 1)
"""From where periods of four weeks are counted: a Monday."""

_MONTHS: dict[Every, int] = {
    "month": 1, "quarter": 3, "half_year": 6, "year": 12, "two_years": 24, "three_years": 36,
}  # fmt: skip
WORDS: dict[Every, str] = {
    "week": "Every week", "four_weeks": "Every four weeks", "month": "Every month", "quarter": "Every quarter",
    "half_year": "Every half year", "year": "Every year", "two_years": "Every two years",
    "three_years": "Every three years", "event": "When it happens",
}  # fmt: skip


def ends_on(every: Every, day: date) -> date:
    """The last day of the period that `day` lies in. Raises ValueError for what comes by event."""
    if every == "week":
        return day + timedelta(days=6 - day.weekday())
    if every == "four_weeks":
        return FIRST_MONDAY + timedelta(days=(day - FIRST_MONDAY).days // 28 * 28 + 27)
    if every not in _MONTHS:
        raise ValueError(f"{every} has no period")
    months = _MONTHS[every]
    after = ((day.year * 12 + day.month - 1) // months + 1) * months
    return date(after // 12, after % 12 + 1, 1) - timedelta(days=1)


def before(every: Every, end: date) -> date:
    """The last day of the period before the one that ends on that day."""
    if every == "week":
        return end - timedelta(days=7)
    if every == "four_weeks":
        return end - timedelta(days=28)
    months = end.year * 12 + end.month - _MONTHS[every]
    return date(months // 12, months % 12 + 1, 1) - timedelta(days=1)


@dataclass(frozen=True)
class Standing:
    """How a duty stands.

    Args:
        due_on: the last day of the period in question.
        done: it was done in the running period.
        late: the period before is over, and nobody did it then or since.
        soon: its days ahead have begun.
    """

    due_on: date
    done: bool
    late: bool
    soon: bool


def standing(
    duty: Duty, *, periods: Collection[date], shown_on: date | None, since: date, today: date
) -> Standing | None:
    """How a duty stands today; None for one by event, which has no day.

    Args:
        periods: the last days of the periods in which somebody said that it was done.
        shown_on: the last day on which the store shows that it was done.
        since: since when the partnership counts; what was due before it is nobody's.
    """
    if duty.every == "event":
        return None
    now = ends_on(duty.every, today)
    earlier = before(duty.every, now)
    done = now in periods or (shown_on is not None and shown_on > earlier)
    owed = earlier >= since and earlier not in periods
    late = not done and owed and not (shown_on is not None and shown_on > before(duty.every, earlier))
    if late:
        return Standing(earlier, done=False, late=True, soon=False)
    return Standing(now, done=done, late=False, soon=not done and today >= now - timedelta(days=duty.ahead_days))


def counts_still(duty: Duty, period: date, *, today: date) -> bool:
    """Whether what was said of that period decides how the duty stands today: of the running one and the one before."""
    return duty.every != "event" and period >= before(duty.every, ends_on(duty.every, today))


def is_reminded(duty: Duty, stands: Standing | None, *, today: date) -> bool:
    """Whether today is the day on which the coordinators are told: when its days ahead begin, and when it is late."""
    if stands is None or stands.done:
        return False
    if stands.late:
        return today == stands.due_on + timedelta(days=1)
    return today == stands.due_on - timedelta(days=duty.ahead_days)


def why_not_done(duty: Duty | None) -> Refusal | None:
    """Why nobody says of it that it is done, or None."""
    if duty is None:
        return Refusal("This is not in the partnership's calendar.")
    if duty.every == "event":
        return Refusal("This comes when something happens, and is done there.")
    if duty.shown_by != "nothing":
        return Refusal("The store sees by itself when this is done.", remedy="Do it; it then leaves the list.")
    return None
