"""A meeting's way in five steps, as a line on its page."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.timezone import localdate

from openccr.conference.queries.meetings import MeetingPage
from openccr.conference.rules.meetings import MeetingState
from openccr.conference.rules.minutes import MINUTES, MinutesState
from openccr.kernel.days import day_words


@dataclass(frozen=True)
class Step:
    """One step: done, or the next one, or still to come; `detail` says by when or what is missing."""

    text: str
    state: str
    detail: str


def steps_of(found: MeetingPage) -> list[Step]:
    """Planned, agenda out, research in, held, minutes. A meeting that is skipped has none."""
    if found.state == MeetingState.SKIPPED:
        return []
    out = found.state in (MeetingState.CIRCULATED, MeetingState.HELD)
    held = found.state == MeetingState.HELD
    research = bool(found.asked) and not found.silent
    version = f", version {found.version}" if found.version > 1 else ""
    since = f"since {day_words(localdate(found.circulated_at))}{version}" if out and found.circulated_at else ""
    rows = [
        ("Planned", True, day_words(found.on)),
        ("Agenda out", out, since or f"by {day_words(found.agenda_due_on)}"),
        (
            "Research in",
            held or (out and research),
            f"{found.returned} of {found.asked}, by {day_words(found.research_due_on)}",
        ),
        ("Held", held, "" if held else day_words(found.on)),
        ("Minutes", found.minutes_state == MinutesState.ISSUED, _minutes(found)),
    ]
    steps, current = [], True
    for text, done, detail in rows:
        steps.append(Step(text, "done" if done else "next" if current else "later", detail))
        current = current and done
    return steps


def _minutes(found: MeetingPage) -> str:
    """How far the newest version has come; nothing but the day they are due for whoever may not read them yet."""
    due = f"by {day_words(found.minutes_due_on)}"
    if not found.minutes_state:
        return due
    words = MINUTES.states[found.minutes_state]
    return words if found.minutes_state == MinutesState.ISSUED else f"{words}, {due}"
