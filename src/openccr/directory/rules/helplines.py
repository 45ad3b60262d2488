"""Help for the whole country as a page shows it: what the pack lists, and what a telephone dials."""

from __future__ import annotations

from dataclasses import dataclass

from openccr.content.schema.directory import Directory, Elsewhere
from openccr.directory.rules.services import dialled


@dataclass(frozen=True)
class Helpline:
    """One of them; `tel` is empty where only its website is known."""

    help: Elsewhere
    tel: str


def helplines(words: Directory, audience: str = "") -> list[Helpline]:
    """All of them in the pack's order, or those for one audience."""
    every = (one for one in words.elsewhere.values() if not audience or audience in one.audiences)
    return [Helpline(one, dialled(one.phone)) for one in every]


def first_line(words: Directory, audience: str) -> Helpline | None:
    """The first for an audience that has a number to press."""
    return next((one for one in helplines(words, audience) if one.tel), None)
