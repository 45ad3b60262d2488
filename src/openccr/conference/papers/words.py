"""Words that the conference's papers share."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from openccr.conference.models import Hearing, Meeting
from openccr.kernel.days import day_words
from openccr.people.queries import PersonShown

STORE = "Keep this apart from any file that the person who harms may see."


def case_title(number: int, hearing: Hearing) -> str:
    return f"{number}. {hearing.file.title} {hearing.file.reference}"


def begins(meeting: Meeting, place: int, minutes: int) -> time:
    """When the case at that place of the agenda is due to begin."""
    return (datetime.combine(meeting.on, meeting.starts_at) + timedelta(minutes=minutes * place)).time()


def person_words(one: PersonShown) -> str:
    """Name, other names, born: never where somebody is."""
    words = one.name or ("Not born yet" if one.expected_on else "Not named")
    if one.aliases:
        words += f" (also {', '.join(one.aliases)})"
    if one.born_on:
        words += f", born {day_words(one.born_on)}"
    if one.expected_on:
        words += f", expected {day_words(one.expected_on)}"
    return words
