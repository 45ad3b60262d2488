"""Figures as they are kept once they are signed off: names and definitions too, so that they stay readable."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date
from typing import Any

from openccr.insight.rules.counted import MeetingCounts
from openccr.insight.rules.figures import Figure, Part


def frozen(figures: Sequence[Figure]) -> list[dict[str, Any]]:
    """Figures as plain data."""
    return [asdict(one) for one in figures]


def thawed(kept: Sequence[Mapping[str, Any]]) -> tuple[Figure, ...]:
    """Figures out of plain data."""
    return tuple(Figure(**{**one, "parts": tuple(Part(**part) for part in one["parts"])}) for one in kept)


def frozen_meetings(meetings: Sequence[MeetingCounts]) -> list[dict[str, Any]]:
    """Meetings' counts as plain data."""
    return [{**asdict(one), "on": one.on.isoformat()} for one in meetings]


def thawed_meetings(kept: Sequence[Mapping[str, Any]]) -> tuple[MeetingCounts, ...]:
    """Meetings' counts out of plain data."""
    return tuple(MeetingCounts(**{**one, "on": date.fromisoformat(one["on"])}) for one in kept)


def changed(before: Sequence[Figure], after: Sequence[Figure]) -> list[str]:
    """What counts differently, a sentence for each figure; names and definitions are no matter of counting."""
    now = {one.key: one for one in after}
    return [
        _difference(one, now[one.key]) for one in before if one.key in now and _counts(one) != _counts(now[one.key])
    ]


def _counts(one: Figure) -> tuple[object, ...]:
    return (one.count, one.over, one.unknown, {part.key: part.count for part in one.parts if part.count})


def _difference(one: Figure, now: Figure) -> str:
    if one.count != now.count:
        return f"{one.name}: {one.count} when signed off, {now.count} now."
    if one.unknown != now.unknown:
        return f"{one.name}: not recorded for {one.unknown} when signed off, for {now.unknown} now."
    if one.over != now.over:
        return f"{one.name}: of {one.over} when signed off, of {now.over} now."
    return f"{one.name}: divided otherwise than when signed off."
