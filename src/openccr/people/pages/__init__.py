"""The pages of people."""

from __future__ import annotations

from openccr.ui.registry import Pages

pages = Pages("people")

from openccr.people.pages import children, contact, dangers, interpreters, persons, places, recourse, staff  # noqa: E402, F401
