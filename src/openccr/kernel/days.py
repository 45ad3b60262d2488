"""A day as people read it, and as their systems do."""

from __future__ import annotations

import re
from datetime import date, datetime

_PRINTED = re.compile(r"\b\d{1,2} [A-Z][a-z]+ \d{4}\b")


def day_words(on: date) -> str:
    """21 November 2026."""
    return f"{on.day} {on:%B %Y}"


def for_systems(sentence: str) -> str:
    """A sentence of ours with each day as a system reads it: 2026-11-21 (ISO 8601)."""
    return _PRINTED.sub(_iso, sentence)


def _iso(found: re.Match[str]) -> str:
    try:
        return datetime.strptime(found[0], "%d %B %Y").date().isoformat()
    except ValueError:
        return found[0]
