"""The states of a meeting, and its dates: counted back from its day in working days (domain 1.6, 1.7)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from openccr.kernel.days import day_words
from openccr.kernel.moves import Move, Moves
from openccr.kernel.periods import add_working_days, is_working_day
from openccr.kernel.refusals import Refusal


class MeetingState(StrEnum):
    PLANNED = "planned"
    CIRCULATED = "circulated"
    HELD = "held"
    SKIPPED = "skipped"


OVER = (MeetingState.HELD, MeetingState.SKIPPED)
"""Nothing is listed on such a meeting, asked for it or changed of it any more."""


@dataclass(frozen=True)
class MeetingFacts:
    """What decides whether a meeting may move.

    Args:
        cases: how many are listed.
        unheard: how many of them are neither heard, deferred nor withdrawn.
        chair: whether one is named.
        on: the meeting's day.
        today: the day of asking.
    """

    cases: int = 0
    unheard: int = 0
    chair: bool = False
    on: date | None = None
    today: date | None = None


def _has_cases(facts: MeetingFacts) -> Refusal | None:
    return None if facts.cases else Refusal("No case is listed yet.", remedy="List accepted referrals first.")


def _has_chair(facts: MeetingFacts) -> Refusal | None:
    return None if facts.chair else Refusal("No chair is named yet.", remedy="Name the chair first.")


def _all_heard(facts: MeetingFacts) -> Refusal | None:
    if not facts.unheard:
        return None
    many = "1 case is" if facts.unheard == 1 else f"{facts.unheard} cases are"
    return Refusal(f"{many} still open on the agenda.", remedy="Hear, defer or withdraw each first.")


def _has_no_case(facts: MeetingFacts) -> Refusal | None:
    if not facts.unheard:
        return None
    many = "A case is" if facts.unheard == 1 else f"{facts.unheard} cases are"
    return Refusal(f"{many} listed on it.", remedy="Defer each to another meeting first.")


def _has_begun(facts: MeetingFacts) -> Refusal | None:
    if facts.on is None or facts.today is None or facts.today >= facts.on:
        return None
    return Refusal("The meeting has not been held yet.", remedy="Close it on the day, or after.")


MEETING = Moves(
    states={
        MeetingState.PLANNED: "Planned",
        MeetingState.CIRCULATED: "Agenda out",
        MeetingState.HELD: "Held",
        MeetingState.SKIPPED: "Skipped",
    },
    first=MeetingState.PLANNED,
    moves=(
        Move(
            "circulate",
            "Send the agenda out",
            (MeetingState.PLANNED,),
            MeetingState.CIRCULATED,
            (_has_cases, _has_chair),
        ),
        Move("close", "Close the meeting", (MeetingState.CIRCULATED,), MeetingState.HELD, (_has_begun, _all_heard)),
        # Only together with a case that was not heard after all: see operations/not_heard.py.
        Move("open_again", "Open the meeting again", (MeetingState.HELD,), MeetingState.CIRCULATED),
        Move(
            "skip",
            "Skip this meeting",
            (MeetingState.PLANNED, MeetingState.CIRCULATED),
            MeetingState.SKIPPED,
            (_has_no_case,),
        ),
    ),
)


@dataclass(frozen=True)
class Calendar:
    """What the pack says of the meeting's periods.

    Args:
        agenda_out: working days before the meeting by which the agenda is out and research is asked for.
        research_due: working days before the meeting by which research is back.
        holidays: the bank holidays.
        first_year, last_year: the years whose bank holidays are known.
        referral_cut_off: working days before the meeting that are the last for referrals.
        minutes: working days after the meeting by which the minutes are out.
    """

    agenda_out: int
    research_due: int
    holidays: Collection[date]
    first_year: int
    last_year: int
    referral_cut_off: int
    minutes: int


@dataclass(frozen=True)
class MeetingDates:
    """When the agenda goes out and when research is due back."""

    agenda_due_on: date
    research_due_on: date


def day_off(day: date, holidays: Collection[date]) -> str:
    """Why agencies do not work on that day: "a weekend" or "a bank holiday"; empty for a working day."""
    if is_working_day(day, holidays):
        return ""
    return "a weekend" if day.weekday() >= 5 else "a bank holiday"


def meeting_dates(*, on: date, today: date, calendar: Calendar, urgent: bool, out: bool = False) -> MeetingDates:
    """The dates of a meeting held `on` that day.

    An urgent meeting (domain 1.7, "Emergency MARAC") may be on any day and its periods shrink to what is left. They
    shrink also for one whose agenda is `out`: it may be moved to a day that is near, but not to a holiday.
    Raises Refusal for a day that is past, not a working day, too near for the agenda, or beyond the known calendar.
    """
    if on < today:
        raise Refusal("This day is past.", remedy="Choose today or a later day.", field="on")
    if not calendar.first_year <= on.year <= calendar.last_year:
        raise Refusal(
            f"The bank holidays of {on.year} are not known, so its working days cannot be counted.",
            remedy="Choose an earlier day, or have the year added to the pack's calendar.",
            field="on",
        )
    agenda = add_working_days(on, -calendar.agenda_out, calendar.holidays)
    research = add_working_days(on, -calendar.research_due, calendar.holidays)
    shrunk = MeetingDates(max(agenda, today), max(research, today))
    if urgent:
        return shrunk
    if off := day_off(on, calendar.holidays):
        raise Refusal(f"This is {off}.", remedy="Choose a working day, or plan it as urgent.", field="on")
    if out:
        return shrunk
    if agenda < today:
        raise Refusal(
            f"The agenda would be due {calendar.agenda_out} working days before, on {day_words(agenda)}.",
            remedy="Choose a later day, or plan it as urgent.",
            field="on",
        )
    return MeetingDates(agenda, research)


ATTENDANCE = {"apologies": "Sent apologies", "observer": "Observer", "present": "Present, signed on paper"}
"""What the coordinator records of somebody who does not sign here."""


def why_not_signed(state: str) -> Refusal | None:
    """Why the confidentiality statement of a meeting in this state is not signed, or None."""
    if state == MeetingState.PLANNED:
        return Refusal("The agenda is not out yet.", remedy="Sign when it is.")
    if state in OVER:
        return Refusal("The meeting is over.")
    return None
