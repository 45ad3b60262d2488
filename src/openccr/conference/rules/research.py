"""Research: what each agency is asked, and when it may answer (domain 1.8).

A nil return is an answer, "we looked and know nobody"; silence is not.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
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


class Via(StrEnum):
    """How an answer came, where the agency did not type it itself."""

    TELEPHONE = "telephone"
    DOCUMENT = "document"


@dataclass(frozen=True)
class Telephone:
    """An answer given on the telephone and typed by somebody else.

    Args:
        given_by: who said it.
        given_at: when.
        read_back: what was typed was read back to them.
    """

    given_by: str
    given_at: datetime
    read_back: bool


@dataclass(frozen=True)
class ResearchFacts:
    """What decides whether research may be returned.

    Args:
        says: whether anything is written.
        last_contact_on: when the agency last had contact, if it had.
        today: the day of asking.
        closed: the meeting is held, or the case was taken off it.
        telephone: how it was given, when somebody else types it.
        now: the moment of typing.
    """

    says: bool = False
    last_contact_on: date | None = None
    today: date | None = None
    closed: bool = False
    telephone: Telephone | None = None
    now: datetime | None = None


def _read_back(facts: ResearchFacts) -> Refusal | None:
    """What is typed for another agency is only as good as its being read back."""
    call = facts.telephone
    if call is None:
        return None
    if not call.given_by.strip():
        return Refusal("Say who gave the answer.", remedy="Write their name.", field="given_by")
    if facts.now is not None and call.given_at > facts.now:
        return Refusal("The call lies ahead.", remedy="Check the date and the time.", field="given_on")
    if not call.read_back:
        return Refusal("It was not read back.", remedy="Read it to them and tick the box.", field="read_back")
    return None


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
            (_still_open, _says_something, _not_ahead, _read_back),
        ),
        Move("return_nil", "Nothing known", (ResearchState.ASKED,), ResearchState.NIL, (_still_open, _read_back)),
    ),
)


class Return(StrEnum):
    """What the coordinator's grid shows of one agency and one case. No return is not nil."""

    KNOWN = "known"
    NIL = "nil"
    ASKED = "asked"
    LATE = "late"
    CLOSED = "closed"
    NOT_ASKED = "not_asked"


def return_of(state: str, *, due_on: date, today: date, closed: bool) -> Return:
    """How a question to an agency stands today."""
    if state == ResearchState.RETURNED:
        return Return.KNOWN
    if state == ResearchState.NIL:
        return Return.NIL
    if closed:
        return Return.CLOSED
    return Return.LATE if due_on < today else Return.ASKED


@dataclass(frozen=True)
class ResearchAsked(Event):
    """An agency was asked what it knows."""

    research_id: UUID
    agency_id: UUID
