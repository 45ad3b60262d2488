"""Words that the conference's papers share."""

from __future__ import annotations

from openccr.conference.models import Hearing
from openccr.kernel.days import day_words
from openccr.people.queries import PersonShown

STORE = "Keep this apart from any file that the person who harms may see."


def case_title(number: int, hearing: Hearing) -> str:
    return f"{number}. {hearing.file.title} {hearing.file.reference}"


def person_words(one: PersonShown) -> str:
    """Name, other names, born: never where somebody is."""
    words = one.name or ("Unborn child" if one.unborn else "Not named")
    if one.aliases:
        words += f" (also {', '.join(one.aliases)})"
    if one.born_on:
        words += f", born {day_words(one.born_on)}"
    if one.unborn:
        words += f", {one.expected}"
    return words
