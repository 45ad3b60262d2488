"""Representation: what is counted of an agency, what is said of it, and what is never said.

Sources: mission S8 and "what must never happen"; ISOE, component 7; domain 8.5 ("meetings attended is not enough").
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from openccr.governance.rules.sittings import CAME_WORDS
from openccr.kernel.refusals import Refusal


@dataclass(frozen=True, kw_only=True)
class Tally:
    """What was counted of one agency in one group, or in all of them, over a period.

    Args:
        invited, came: sittings it was asked to, and those where somebody came for it.
        senior: of those, with somebody who can commit it.
        contributed: of those, where it brought something.
        papers, opened: papers put out for the sittings it was asked to, and those that somebody of it opened.
        actions, delivered: what it took on there and was due, and what of it was done.
        absent_running: its latest sittings, one after the other, without anybody.
    """

    invited: int = 0
    came: int = 0
    senior: int = 0
    contributed: int = 0
    papers: int = 0
    opened: int = 0
    actions: int = 0
    delivered: int = 0
    absent_running: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(
            invited=self.invited + other.invited, came=self.came + other.came, senior=self.senior + other.senior,
            contributed=self.contributed + other.contributed, papers=self.papers + other.papers,
            opened=self.opened + other.opened, actions=self.actions + other.actions,
            delivered=self.delivered + other.delivered,
            absent_running=max(self.absent_running, other.absent_running),
        )  # fmt: skip


@dataclass(frozen=True)
class Seen:
    """One invitation, as it is counted. `rank` is of whoever came, on the ladder of seniority."""

    came: str
    rank: int
    brought: bool


def tallied(
    seen: Sequence[Seen], *, least_rank: int, papers: int, opened: int, actions: int = 0, delivered: int = 0
) -> Tally:  # fmt: skip
    """What was counted of an agency in one group; `seen` with the latest sitting first."""
    came = [one for one in seen if one.came in CAME_WORDS]
    running = next((place for place, one in enumerate(seen) if one.came in CAME_WORDS), len(seen))
    return Tally(
        invited=len(seen), came=len(came), senior=sum(one.rank >= least_rank for one in came),
        contributed=sum(one.brought for one in came), papers=papers, opened=opened, actions=actions,
        delivered=delivered, absent_running=running,
    )  # fmt: skip


def of(some: int, all_of: int) -> str:
    """ "3 of 5"; a dash where there was nothing to count: nought of nought is no failing."""
    return f"{some} of {all_of}" if all_of else "–"


def unpaid(*, by_and_for: bool, funded: bool) -> bool:
    """Whether it takes part without anybody paying for it: it is then shown beside what it was paid, never as late."""
    return by_and_for and not funded


class Remark(NamedTuple):
    """One thing about an agency's part: as it is said of the agency, and as the agency itself is asked."""

    said: str
    asked: str


def remarks(tally: Tally, *, unfunded: bool, missing_after: int, seniority: str) -> list[Remark]:
    """What is said of an agency's part. Of a group that nobody pays, only what the partnership owes it.

    Args:
        unfunded: as `unpaid`.
        missing_after: sittings in a row without anybody, from which it is missing.
        seniority: from where on somebody can commit an agency, in words; empty where the group does not ask.
    """
    if unfunded:
        return [Remark(
            "Nobody funds it to take part: its time in meetings and for papers is paid.",
            "Nobody funds you to take part: your time in meetings and for papers is paid.",
        )]  # fmt: skip
    found = []
    if tally.absent_running >= missing_after:
        words = f"Nobody came to the last {tally.absent_running} sittings."
        found.append(Remark(words, f"{words} What would make it possible?"))
    if seniority and tally.came and tally.senior * 2 < tally.came:
        found.append(Remark(
            f"Mostly somebody below {seniority.lower()} came: they cannot commit their agency.",
            f"Who came for you was mostly below {seniority.lower()}: please send somebody who can commit your agency.",
        ))  # fmt: skip
    if tally.came >= missing_after and not tally.contributed:
        found.append(Remark(
            "It came and brought nothing yet: ask what would help.",
            "We would like to hear more from you: figures, what you see, what does not work. What would help?",
        ))  # fmt: skip
    if tally.actions - tally.delivered > 0:
        left = tally.actions - tally.delivered
        late = f"{'are' if left > 1 else 'is'} late."
        actions = f"{left} action{'s' if left > 1 else ''}"
        found.append(Remark(f"{actions} that it took on {late}", f"{actions} that you took on {late}"))
    return found


def owed_pence(*, quarter_hours: int, pence_per_hour: int) -> int:
    """What is owed for time in a meeting, in pence, rounded up to the penny."""
    return -(-quarter_hours * pence_per_hour // 4)


@dataclass(frozen=True)
class Leave:
    """A provider's leave to use what is known of its part in decisions on its contracts."""

    given_on: date
    until_on: date
    taken_back_on: date | None

    def stands(self, *, on: date) -> bool:
        """Whether it holds on that day."""
        return self.given_on <= on <= self.until_on and (self.taken_back_on is None or self.taken_back_on > on)


def why_not_used(leaves: Sequence[Leave], *, own: bool, on: date) -> Refusal | None:
    """Why what is known of a provider's part may not stand beside a decision on its contract, or None."""
    if own or any(one.stands(on=on) for one in leaves):
        return None
    return Refusal(
        "What is known of a provider's part in the partnership is not used in decisions on its contracts.",
        remedy="Its lead can give leave for one decision.",
    )
