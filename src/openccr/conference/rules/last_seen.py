"""When somebody was last seen alone and well, and when that is too long ago (mission 9)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from openccr.kernel.refusals import Refusal


@dataclass(frozen=True)
class Seeing:
    """Somebody was seen.

    Args:
        by: who saw them, with the agency.
        way: how, in the pack's words.
        in_person: a person saw them, not only heard of them.
        alone: without the person who harms and without anybody of theirs.
        recorded_by: who wrote it down, with the agency.
    """

    on: date
    by: str
    way: str
    in_person: bool
    alone: bool
    well: bool
    words: str
    recorded_by: str

    @property
    def counts(self) -> bool:
        """Whether it answers the question: seen, alone and well."""
        return self.in_person and self.alone and self.well


@dataclass(frozen=True)
class LastSeenOf:
    """What is known of one person.

    Args:
        counted: the last time they were seen alone and well; None: never recorded.
        since: something newer that does not answer the question, such as heard on the telephone.
        days: since `counted`; None when never recorded.
        amber: too long ago by the pack, or never.
    """

    counted: Seeing | None
    since: Seeing | None
    days: int | None
    amber: bool


def last_seen(seen: Iterable[Seeing], *, today: date, amber_days: int) -> LastSeenOf:
    """What of everything recorded of one person stands now.

    Args:
        amber_days: after so many days without having been seen alone and well it is shown in amber.
    """
    newest = sorted(seen, key=lambda one: one.on, reverse=True)
    counted = next((one for one in newest if one.counts), None)
    since = (
        newest[0] if newest and newest[0] is not counted and (counted is None or newest[0].on >= counted.on) else None
    )
    days = (today - counted.on).days if counted else None
    return LastSeenOf(counted=counted, since=since, days=days, amber=days is None or days > amber_days)


def why_not_seen(*, on: date, by: str, today: date) -> Refusal | None:
    """Why a sighting is not written down like that, or None."""
    if not by.strip():
        return Refusal("Say who saw them.", remedy="A name or a role, and the agency.", field="last_by")
    if on > today:
        return Refusal("This day lies ahead.", remedy="Give the day on which they were seen.", field="last_on")
    return None
