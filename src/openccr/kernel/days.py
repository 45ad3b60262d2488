"""A day as people read it."""

from __future__ import annotations

from datetime import date


def day_words(on: date) -> str:
    """21 November 2026."""
    return f"{on.day} {on:%B %Y}"
