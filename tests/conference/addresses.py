"""Where the pages of cases and meetings are, and what the form of a hearing sends."""

from __future__ import annotations

from django.urls import reverse

from openccr.conference.rules.hearings import NOTES, mark
from tests.conference.conferences import Listed


def to(name: str, **parts: object) -> str:
    return reverse(f"conference.{name}", kwargs=parts)


def hearing_address(case: Listed, name: str = "hearing") -> str:
    return to(name, file=case.file, hearing=case.hearing)


def hearing_form(case: Listed, **given: object) -> dict[str, object]:
    blank = {f"seen_{name}": mark("") for name in NOTES}
    return {"version": 0, "do": "save", "due_on_day": "", "due_on_month": "", "due_on_year": "", **blank, **given}
