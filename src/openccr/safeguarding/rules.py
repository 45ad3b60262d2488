"""The states of an out-referral, the moves between them, and its clocks (domain 7)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from openccr.content.schema.safeguarding import Safeguarding
from openccr.kernel.events import Event
from openccr.kernel.moves import Move, Moves
from openccr.kernel.periods import add_working_days, ahead
from openccr.kernel.refusals import Refusal


class State(StrEnum):
    DRAFT = "draft"
    SENT = "sent"
    ACKNOWLEDGED = "acknowledged"
    DECIDED = "decided"
    ESCALATED = "escalated"
    OUTCOME = "outcome"
    WITHDRAWN = "withdrawn"


OPEN = (State.SENT, State.ACKNOWLEDGED, State.DECIDED, State.ESCALATED)
"""States in which somebody still owes an answer."""

TELLS = {"children": ("identity", "events", "children"), "adults": ("identity", "events", "her_words")}
"""Route → the kinds of information that such a referral holds, by keys of the pack, for the ledger."""


@dataclass(frozen=True)
class Facts:
    """What decides whether an out-referral may move.

    Args:
        concern: what the concern is.
        consent: yes, no or not_asked; `without_consent`: the reason where it is not yes.
        addressed: it says to whom it goes.
        on: the day of the answer that is written down; `today`: the day of asking; `sent_on`: when it was sent.
        decision: key of the pack's outcomes; `needs_reason`: that outcome does nothing.
        reason: why, in words.
    """

    concern: str = ""
    consent: str = "yes"
    without_consent: str = ""
    addressed: bool = True
    on: date | None = None
    today: date | None = None
    sent_on: date | None = None
    decision: str = ""
    needs_reason: bool = False
    reason: str = ""


def _says_the_concern(facts: Facts) -> Refusal | None:
    return None if facts.concern.strip() else Refusal("Say what the concern is.", field="concern")


def _is_addressed(facts: Facts) -> Refusal | None:
    return None if facts.addressed else Refusal("Say to whom it goes.", field="to_agency")


def has_consent_or_reason(facts: Facts) -> Refusal | None:
    """Why it may not be written or sent: there is no consent, and nobody says why it is made all the same."""
    if facts.consent == "yes" or facts.without_consent:
        return None
    return Refusal("Say why it is made without consent.", field="without_consent")


def _not_ahead(facts: Facts) -> Refusal | None:
    return ahead(facts.on, today=facts.today, field="on")


def _not_before_sending(facts: Facts) -> Refusal | None:
    if facts.on and facts.sent_on and facts.on < facts.sent_on:
        return Refusal("The day is before it was sent.", remedy="Look at the date.", field="on")
    return None


def _says_what_was_decided(facts: Facts) -> Refusal | None:
    if not facts.decision:
        return Refusal("Say what was decided.", field="decision")
    if facts.needs_reason and not facts.reason.strip():
        return Refusal("Nothing is done about it: write down their reason.", field="reason")
    return None


def _says_why(facts: Facts) -> Refusal | None:
    return None if facts.reason.strip() else Refusal("Say why, in a sentence.", field="reason")


_ANSWERED = (_not_ahead, _not_before_sending)

REFERRAL = Moves(
    states={
        State.DRAFT: "Draft",
        State.SENT: "Sent",
        State.ACKNOWLEDGED: "Acknowledged",
        State.DECIDED: "Decided",
        State.ESCALATED: "Disagreement escalated",
        State.OUTCOME: "Outcome recorded",
        State.WITHDRAWN: "Withdrawn",
    },
    first=State.DRAFT,
    moves=(
        Move("send", "Send", (State.DRAFT,), State.SENT, (_says_the_concern, _is_addressed, has_consent_or_reason)),
        Move("acknowledge", "They acknowledged it", (State.SENT,), State.ACKNOWLEDGED, _ANSWERED),
        # An answer may come without an acknowledgement, and a disagreement ends with a new decision.
        Move(
            "decide",
            "They decided",
            (State.SENT, State.ACKNOWLEDGED, State.ESCALATED),
            State.DECIDED,
            (_says_what_was_decided, *_ANSWERED),
        ),
        Move("escalate", "We disagree", (State.DECIDED, State.ESCALATED), State.ESCALATED, (_says_why,)),
        Move(
            "record_outcome",
            "The outcome is back",
            (State.DECIDED, State.ESCALATED),
            State.OUTCOME,
            (_says_why, *_ANSWERED),
        ),
        Move(
            "withdraw",
            "Withdraw",
            (State.DRAFT, State.SENT, State.ACKNOWLEDGED),
            State.WITHDRAWN,
            (_says_why,),
        ),
    ),
)

WAITS_FOR = {State.SENT: "acknowledged", State.ACKNOWLEDGED: "decided", State.DECIDED: "outcome_back"}
"""State → the clock that runs in it. A disagreement has the day of its rung instead."""


@dataclass(frozen=True)
class Due:
    """What is waited for and by when."""

    clock: str
    words: str
    on: date


def due(
    practice: Safeguarding,
    *,
    state: str,
    urgency: str,
    sent_on: date | None,
    rung: str,
    rung_due_on: date | None,
    holidays: Collection[date],
) -> Due | None:
    """The answer that is due next, or None where nothing is owed. All clocks run from the day of sending.

    A decision that is urgent is due by the urgency's own days where those are fewer than the clock's.
    """
    if state == State.ESCALATED and rung_due_on is not None:
        name = practice.escalation[rung].name if rung in practice.escalation else rung
        return Due("escalation", f"Disagreement: {name}", rung_due_on)
    clock = WAITS_FOR.get(State(state)) if state in set(State) else None
    if clock is None or sent_on is None:
        return None
    days = practice.clocks[clock].days
    if clock != "outcome_back" and urgency in practice.urgencies:
        days = min(days, practice.urgencies[urgency].days)
    return Due(clock, practice.clocks[clock].name, add_working_days(sent_on, days, holidays))


def next_rung(practice: Safeguarding, rung: str) -> str | None:
    """The rung above, the first where none was climbed yet; None at the top."""
    ladder = list(practice.escalation)
    if not rung:
        return ladder[0]
    above = ladder.index(rung) + 1
    return ladder[above] if above < len(ladder) else None


def is_late(found: Due | None, *, today: date) -> bool:
    """Whether an answer is owed since before today."""
    return found is not None and found.on < today


@dataclass(frozen=True)
class SafeguardingReferred(Event):
    """Somebody of the file was referred to safeguarding."""

    referral_id: UUID
    agency_id: UUID


@dataclass(frozen=True)
class SafeguardingChased(Event):
    """An answer of the receiving agency is late."""

    referral_id: UUID
    agency_id: UUID
