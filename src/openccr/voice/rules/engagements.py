"""Asking survivors: what is looked at before an engagement goes out, and who looks.

Sources: ISOE component 1 (safe, trauma-informed, from voice to change); domain 9.2.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from openccr.content.schema.voice import Check, Voice
from openccr.kernel.moves import Move, Moves
from openccr.kernel.refusals import Refusal


class EngagementState(StrEnum):
    PLANNED = "planned"
    OUT = "out"
    CLOSED = "closed"


@dataclass(frozen=True)
class EngagementFacts:
    """What decides about an engagement.

    Args:
        missing: the names of the checks that have no answer.
        same_person: whether who lets it out is who planned it.
        told: what those who took part were told became of it.
    """

    missing: tuple[str, ...]
    same_person: bool
    told: str = ""


def _checked(facts: EngagementFacts) -> Refusal | None:
    if facts.missing:
        return Refusal(f"Not answered yet: {', '.join(facts.missing)}.", remedy="Write how each is looked after.")
    return None


def _by_another(facts: EngagementFacts) -> Refusal | None:
    if facts.same_person:
        return Refusal(
            "Somebody else than who planned it looks at it before it goes out.", remedy="Ask an adviser or a colleague."
        )
    return None


def _told(facts: EngagementFacts) -> Refusal | None:
    return None if facts.told.strip() else Refusal("Say what they were told became of it.", field="told")


ENGAGEMENT = Moves(
    states={
        EngagementState.PLANNED: "Planned",
        EngagementState.OUT: "Gone out",
        EngagementState.CLOSED: "Closed, and they were told what became of it",
    },
    first=EngagementState.PLANNED,
    moves=(
        Move("let_out", "Let it go out", (EngagementState.PLANNED,), EngagementState.OUT, (_checked, _by_another)),
        Move("take_back", "Take it back", (EngagementState.OUT,), EngagementState.PLANNED),
        Move("close", "Close it", (EngagementState.OUT,), EngagementState.CLOSED, (_told,)),
    ),
)


def checks_of(voice: Voice, *, children: bool) -> dict[str, Check]:
    """What is looked at; where children take part, more."""
    return {key: one for key, one in voice.checks.items() if children or not one.children}


def missing(checks: Mapping[str, Check], answers: Mapping[str, str]) -> tuple[str, ...]:
    """The names of the checks that nobody has answered in words."""
    return tuple(one.name for key, one in checks.items() if not answers.get(key, "").strip())


def quarter_on(day: date) -> date:
    """The first day of a day's quarter: who was heard is counted by quarters alone, so that no day tells of anybody."""
    return date(day.year, (day.month - 1) // 3 * 3 + 1, 1)
