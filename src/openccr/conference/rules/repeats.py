"""Whether a referral is a repeat: the same victim and person who harms, within the rule's months (domain 1.9).

The rule is a value of the pack, since areas differ: the current definition counts any abuse within 12 months of the
last referral, the older one only what would be a crime, and some areas count from the meeting.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from openccr.content.schema.processes import RepeatRule


@dataclass(frozen=True)
class Earlier:
    """The last time the same pair was referred."""

    referred_on: date
    heard_on: date | None


def is_repeat(
    rule: RepeatRule, *, earlier: Earlier | None, happened_on: date, would_be_crime: bool | None = None
) -> bool:
    """Whether abuse on `happened_on` (or the referral's own day if that is not known) makes the referral a repeat.

    Args:
        would_be_crime: whether it would be a crime, which the older definition asks; None when nobody said.
    """
    until = counts_until(rule, earlier=earlier) if earlier else None
    if until is None or (rule.incident == "would_be_crime" and would_be_crime is not True):
        return False
    return happened_on <= until


def counts_until(rule: RepeatRule, *, earlier: Earlier) -> date | None:
    """The last day on which abuse still makes a repeat; None when the clock never started."""
    start = earlier.heard_on if rule.counts_from == "last_meeting" else earlier.referred_on
    return add_months(start, rule.months) if start else None


def add_months(day: date, months: int) -> date:
    """The same day `months` later, or the last day of that month when it has no such day."""
    year, month = divmod(day.month - 1 + months, 12)
    for last in range(day.day, 27, -1):
        try:
            return date(day.year + year, month + 1, last)
        except ValueError:
            continue
    return date(day.year + year, month + 1, day.day)
