"""Research: what each agency is asked, and when it may answer (domain 1.8).

A nil return is an answer, "we looked and know nobody"; silence is not.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from openccr.kernel.events import Event
from openccr.kernel.moves import Move, Moves
from openccr.kernel.periods import ahead
from openccr.kernel.refusals import Refusal


class ResearchState(StrEnum):
    ASKED = "asked"
    RETURNED = "returned"
    NIL = "nil"


@dataclass(frozen=True)
class ResearchFacts:
    """What decides whether research may be returned.

    Args:
        says: whether anything is written.
        last_contact_on: when the agency last had contact, if it had.
        today: the day of asking.
        closed: the meeting is held, or the case was taken off it.
    """

    says: bool = False
    last_contact_on: date | None = None
    today: date | None = None
    closed: bool = False


def _still_open(facts: ResearchFacts) -> Refusal | None:
    if not facts.closed:
        return None
    return Refusal("The case was heard or taken off the meeting.", remedy="Tell the coordinator what is new.")


def _says_something(facts: ResearchFacts) -> Refusal | None:
    if facts.says:
        return None
    return Refusal("Nothing is written.", remedy="Write what you know, or press “Nothing known”.")


def _not_ahead(facts: ResearchFacts) -> Refusal | None:
    return ahead(facts.last_contact_on, today=facts.today, field="last_contact_on")


RESEARCH = Moves(
    states={
        ResearchState.ASKED: "Asked",
        ResearchState.RETURNED: "Returned",
        ResearchState.NIL: "Nothing known",
    },
    first=ResearchState.ASKED,
    moves=(
        Move(
            "return_research",
            "Send what we know",
            (ResearchState.ASKED, ResearchState.RETURNED, ResearchState.NIL),
            ResearchState.RETURNED,
            (_still_open, _says_something, _not_ahead),
        ),
        Move("return_nil", "Nothing known", (ResearchState.ASKED,), ResearchState.NIL, (_still_open,)),
    ),
)


@dataclass(frozen=True)
class ResearchAsked(Event):
    """An agency was asked what it knows."""

    research_id: UUID
    agency_id: UUID


@dataclass(frozen=True)
class ResearchReturned(Event):
    """An agency said what it knows, or that it knows nobody."""

    research_id: UUID
    agency_id: UUID
