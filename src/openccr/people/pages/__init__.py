"""The pages of people."""

from __future__ import annotations

from openccr.ui.registry import Pages

pages = Pages("people")

from openccr.people.pages import (  # noqa: E402, F401
    children,
    contact,
    dangers,
    facts,
    interpreters,
    persons,
    places,
    recognising,
    recourse,
    staff,
)
