"""The order in which a meeting takes its cases, proposed with the reason in words (domain 1.4, 1.7, 1.9).

A score never lowers a judgement: a professional judgement of high risk comes before any score, and among such cases the
score says nothing. No order says that somebody's risk is low; what comes later only waits some minutes longer.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID


@dataclass(frozen=True)
class Candidate:
    """What orders one case.

    Args:
        urgent: it was called in because it cannot wait, or somebody said that there may be only one chance to speak.
        judged: high risk by professional judgement.
        score: yes answers, None when no tool was used.
        high: high risk by judgement or by the tool's own threshold.
        referred_on: the day of referral.
        repeat: confirmed as a repeat.
        children: how many are in the case.
        deferred: how often it was put off before.
        agencies: who is asked about it and comes for it.
    """

    id: UUID
    urgent: bool = False
    judged: bool = False
    score: int | None = None
    high: bool = False
    referred_on: date = date.min
    repeat: bool = False
    children: int = 0
    deferred: int = 0
    agencies: frozenset[UUID] = frozenset()


@dataclass(frozen=True)
class Window:
    """When an agency is there: from and until a time of the day, an open end is None."""

    name: str
    first: time | None = None
    last: time | None = None

    def holds(self, start: time, end: time) -> bool:
        """Whether a case from `start` to `end` falls within it."""
        return (self.first is None or self.first <= start) and (self.last is None or end <= self.last)

    @property
    def words(self) -> str:
        """Such as: Harbour Service is there from 10:00 until 11:30."""
        ends = [f"from {self.first:%H:%M}"] if self.first else []
        ends += [f"until {self.last:%H:%M}"] if self.last else []
        return f"{self.name} is there {' '.join(ends)}"


@dataclass(frozen=True)
class Placed:
    """A case at its place, with its time and why it stands there."""

    id: UUID
    number: int
    starts_at: time
    why: tuple[str, ...]


def ranked(candidates: Sequence[Candidate]) -> list[Candidate]:
    """The cases by what bears on safety alone, without looking at who is there when."""
    return sorted(
        candidates,
        key=lambda one: (
            not one.urgent, -min(one.deferred, 2), not one.judged, 0 if one.judged else -(one.score or 0),
            not one.repeat, -one.children, one.referred_on, one.id,
        ),
    )  # fmt: skip


def slot(number: int, *, starts_at: time, minutes: int) -> time:
    """When the case with that number, counted from 1, begins. A long agenda never runs past midnight."""
    begins = datetime.combine(date.min, starts_at) + timedelta(minutes=(number - 1) * minutes)
    return begins.time() if begins.date() == date.min else time(23, 59)


def propose(
    candidates: Sequence[Candidate], *, windows: Mapping[UUID, Window], starts_at: time, minutes: int, today: date
) -> list[Placed]:
    """The order of the agenda: each time slot goes to the first case whose agencies are there, else to the first.

    Args:
        windows: when agencies that are not there all the time are there.
        minutes: for each case.
    """
    left, placed, waited = ranked(candidates), [], set()
    for number in range(1, len(left) + 1):
        start, end = (slot(at, starts_at=starts_at, minutes=minutes) for at in (number, number + 1))
        fits = next((one for one in left if not _away(one.agencies, windows, start, end)), left[0])
        waited |= {one.id for one in left[: left.index(fits)]}
        why = reasons(fits, today=today)
        if away := _away(fits.agencies, windows, start, end):
            why.append(f"its time does not suit everybody: {_words(away, windows)}")
        elif fits.id in waited:
            why.append(_words(fits.agencies & set(windows), windows))
        placed.append(Placed(fits.id, number, start, tuple(why)))
        left.remove(fits)
    return placed


def reasons(one: Candidate, *, today: date) -> list[str]:
    """Why a case stands where it does, each reason in words."""
    why = ["urgent"] if one.urgent else []
    if one.deferred:
        why.append({1: "put off once", 2: "put off twice"}.get(one.deferred, f"put off {one.deferred} times"))
    if one.judged:
        why.append("high risk by professional judgement")
    if one.score is not None:
        why.append(f"{one.score} yes answers")
    if one.repeat:
        why.append("repeat")
    if one.children:
        why.append("1 child" if one.children == 1 else f"{one.children} children")
    days = (today - one.referred_on).days
    why.append("referred today" if days < 1 else "referred yesterday" if days == 1 else f"referred {days} days ago")
    return why


_TIMES_SAID = 5
"""More than these nobody keeps in mind: the agenda has each of them."""


def times_words(times: Collection[time]) -> str:
    """When an agency's cases are: "Your cases are at 10:10 and 11:30"."""
    shown = [f"{one:%H:%M}" for one in sorted(times)]
    if not shown:
        return ""
    if len(shown) == 1:
        return f"Your case is at {shown[0]}."
    if len(shown) > _TIMES_SAID:
        return f"Your {len(shown)} cases begin at {shown[0]}, the last of them at {shown[-1]}."
    return f"Your cases are at {', '.join(shown[:-1])} and {shown[-1]}."


def _away(agencies: Collection[UUID], windows: Mapping[UUID, Window], start: time, end: time) -> list[UUID]:
    keys = (key for key in agencies if key in windows)
    return sorted((key for key in keys if not windows[key].holds(start, end)), key=str)


def _words(agencies: Collection[UUID], windows: Mapping[UUID, Window]) -> str:
    return " and ".join(windows[key].words for key in sorted(agencies, key=str))
