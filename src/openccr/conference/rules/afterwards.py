"""Notes taken on paper are entered after the meeting, for a time, and say so."""

from __future__ import annotations

from datetime import date

from openccr.conference.rules.hearings import HearingState
from openccr.conference.rules.meetings import MeetingState
from openccr.kernel.days import day_words
from openccr.kernel.refusals import Refusal


def why_not_after(*, hearing: str, meeting: str, meeting_on: date, today: date, within: int) -> Refusal | None:
    """Why nothing more is entered of a case, or None.

    Args:
        hearing, meeting: their states.
        within: days after the meeting in which its paper notes are typed in (the pack's `periods.notes_after`).
    """
    if meeting != MeetingState.HELD:
        return Refusal("The meeting is not closed yet.", remedy="Write it on the case's page at the meeting.")
    if hearing != HearingState.HEARD:
        return Refusal("The case was not heard at this meeting.")
    if (today - meeting_on).days > within:
        return Refusal(f"The meeting was more than {within} days ago.", remedy="Attach the paper itself instead.")
    return None


def added(before: str, after: str, *, on: date) -> str:
    """What stands there, and below it what is entered after; nothing of the first is lost."""
    if not after.strip():
        return before
    return "\n\n".join(filter(None, [before.strip(), f"[Entered after, on {day_words(on)}] {after.strip()}"]))
