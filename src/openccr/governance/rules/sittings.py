"""A sitting: its states, who came, the sittings of a year.

Sources: domain 8.5 (cycle, quorum, minutes, decisions), 8.11 (the partnership's year).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from itertools import takewhile

from openccr.kernel.days import day_words
from openccr.kernel.moves import Move, Moves
from openccr.kernel.periods import is_working_day
from openccr.kernel.refusals import Refusal

ITEM_KINDS = {"decision": "For decision", "discussion": "To discuss", "information": "To know", "contract": "Contract"}
ITEM_LENGTH = 160
"""Letters of an item's title."""


class SittingState(StrEnum):
    PLANNED = "planned"
    CALLED = "called"
    HELD = "held"
    AGREED = "agreed"
    CANCELLED = "cancelled"


@dataclass(frozen=True)
class GroupDays:
    """Days: how far ahead work of groups is told, papers before a sitting, minutes after it."""

    soon: int = 28
    papers: int = 5
    minutes: int = 10


@dataclass(frozen=True)
class SittingOwes:
    """What is next to do about a sitting, and by when."""

    words: str
    due: date


def sitting_owes(state: str, *, on: date, today: date, days: GroupDays) -> SittingOwes | None:
    """What whoever leads the group owes of a sitting, or None."""
    match state:
        case SittingState.PLANNED:
            return SittingOwes("Send out agenda and papers", on - timedelta(days=days.papers))
        case SittingState.CALLED if on <= today:
            return SittingOwes("Write down who came", on)
        case SittingState.HELD:
            return SittingOwes("Write the minutes and have them agreed", on + timedelta(days=days.minutes))
    return None


class Came(StrEnum):
    """What became of an invitation."""

    THERE = "there"
    DEPUTY = "deputy"
    APOLOGIES = "apologies"
    ABSENT = "absent"

    @property
    def label(self) -> str:
        return _CAME[self]


_CAME = {
    Came.THERE: "Was there",
    Came.DEPUTY: "A deputy was there",
    Came.APOLOGIES: "Sent word",
    Came.ABSENT: "Nobody came",
}
CAME_WORDS = (Came.THERE, Came.DEPUTY)
"""Somebody of the agency was in the room."""


@dataclass(frozen=True)
class SittingFacts:
    """What decides about a sitting.

    Args:
        days_left: to the day of the sitting; negative when it is past.
        items, written: items of the agenda, and those of them with minutes.
        members: who is invited.
    """

    days_left: int
    items: int
    written: int
    members: int


def _has_agenda(facts: SittingFacts) -> Refusal | None:
    if not facts.members:
        return Refusal("Nobody sits in this group yet.", remedy="Add its members first.")
    return None if facts.items else Refusal("The agenda is empty.", remedy="Add an item first.")


def _is_here(facts: SittingFacts) -> Refusal | None:
    return Refusal("The day of the sitting has not come.") if facts.days_left > 0 else None


def _all_written(facts: SittingFacts) -> Refusal | None:
    left = facts.items - facts.written
    return Refusal(f"{left} item{'s have' if left > 1 else ' has'} no minutes yet.") if left else None


SITTING = Moves(
    states={
        SittingState.PLANNED: "Planned",
        SittingState.CALLED: "Called",
        SittingState.HELD: "Held",
        SittingState.AGREED: "Minutes agreed",
        SittingState.CANCELLED: "Did not take place",
    },
    first=SittingState.PLANNED,
    moves=(
        Move("call", "Send out agenda and papers", (SittingState.PLANNED,), SittingState.CALLED, (_has_agenda,)),
        Move("hold", "Write down who came", (SittingState.CALLED,), SittingState.HELD, (_is_here,)),
        Move("agree", "The minutes are agreed", (SittingState.HELD,), SittingState.AGREED, (_all_written,)),
        Move(
            "cancel", "It does not take place", (SittingState.PLANNED, SittingState.CALLED), SittingState.CANCELLED
        ),
    ),
)  # fmt: skip

OPEN = (SittingState.PLANNED, SittingState.CALLED)
"""The agenda can still be changed."""
WRITES = (SittingState.CALLED, SittingState.HELD)
"""Minutes and decisions are written."""
HELD = (SittingState.HELD, SittingState.AGREED)
"""It took place, and it is written down who came."""


def sittings_of_year(
    *, first_on: date, every_months: int, until: date, holidays: Collection[date]
) -> Iterator[tuple[date, str]]:
    """The sittings that a group plans, from the first on, with why a day was moved, if it was.

    Each keeps the weekday of the first and its place in the month ("the second Tuesday"); a day that is none of work
    goes to the next working day.
    """
    weekday, nth = first_on.weekday(), (first_on.day - 1) // 7
    months = (first_on.month - 1 + first_on.year * 12 + step for step in range(0, 60, every_months))
    days = (_nth(month // 12, month % 12 + 1, weekday, nth) for month in months)
    for day in takewhile(lambda one: one <= until, days):
        moved = day
        while not is_working_day(moved, holidays):
            moved = date.fromordinal(moved.toordinal() + 1)
        yield moved, "" if moved == day else f"{day.day} {day:%B} is no working day."


def _nth(year: int, month: int, weekday: int, nth: int) -> date:
    """The day of that weekday, `nth` counted from nought; the last one where the month has too few."""
    first = date(year, month, 1)
    day = 1 + (weekday - first.weekday()) % 7 + 7 * nth
    while True:
        try:
            return date(year, month, day)
        except ValueError:
            day -= 7


def why_not_past(*, on: date, today: date, items: Sequence[str], taken: str) -> Refusal | None:
    """Why a sitting that has been is not entered, or None.

    Args:
        items: what was on its agenda.
        taken: state of the sitting that the group has on that day already, in words; empty for none.
    """
    if on > today:
        return Refusal("That day has not come.", remedy="Plan the sitting instead.", field="on")
    if taken:
        return Refusal(f"The group has a sitting on that day already: {taken}.", remedy="Open that one.", field="on")
    if not items:
        return Refusal("Say what was on the agenda.", remedy="One item in each line.", field="items")
    long = next((number for number, one in enumerate(items, start=1) if len(one) > ITEM_LENGTH), None)
    return Refusal(f"Line {long} is longer than {ITEM_LENGTH} letters.", field="items") if long else None


def why_not_there(came: str, *, name: str, seniority: str, member: str) -> Refusal | None:
    """Why what is written of one invitation is not whole, or None."""
    if came not in list(Came):
        return Refusal(f"Say whether somebody came for {member}.", field="came")
    if came == Came.DEPUTY and not name.strip():
        return Refusal(f"Name who came for {member}.", field="name")
    if came in CAME_WORDS and not seniority:
        return Refusal(f"Say how senior who came for {member} is.", field="seniority")
    return None


def present_words(rows: Sequence[tuple[str, str, str]], quorate: str, *, right_on: date | None = None) -> str:
    """Who was there and who sent word, as minutes name them; of whoever did not come nothing is said.

    Args:
        rows: what became of each invitation, who came or was asked, and their agency.
        quorate: what is said of the quorum.
        right_on: the day on which it was put right, if it was.
    """
    came = [f"{name} ({agency})" for how, name, agency in rows if how in CAME_WORDS]
    word = [f"{name} ({agency})" for how, name, agency in rows if how == Came.APOLOGIES]
    lines = (
        f"Present: {', '.join(came) or 'nobody'}.",
        f"Apologies: {', '.join(word)}." if word else "",
        quorate,
        f"Put right on {day_words(right_on)}." if right_on else "",
    )
    return "\n".join(line for line in lines if line)
