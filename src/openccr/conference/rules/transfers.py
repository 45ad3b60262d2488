"""A case that goes to another area's conference: its states, and what each move needs (domain 1.10).

Sources: SL-M2M (the flow's questions, what is sent), SL-M2M-BLOG (handover early, origin on the agenda), SL-M2M-SCOT
(risk is assessed again after a move). That the sender learns the answer and nothing else is our own rule.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from openccr.kernel.events import Event
from openccr.kernel.moves import Move, Moves
from openccr.kernel.refusals import Refusal


class TransferState(StrEnum):
    PROPOSED = "proposed"
    SENT = "sent"
    ACKNOWLEDGED = "acknowledged"
    LISTED = "listed"
    NOT_LISTED = "not_listed"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"


class Section(StrEnum):
    """What may go along. Who is in the case and why it was referred always goes."""

    RISK = "risk"
    RESEARCH = "research"
    MINUTES = "minutes"
    ACTIONS = "actions"
    ORDERS = "orders"
    PAPERS = "papers"

    @property
    def label(self) -> str:
        return {
            "risk": "Risk assessments",
            "research": "What agencies said, of those that allow it",
            "minutes": "Notes of past meetings, without what is not for the minutes",
            "actions": "Actions and how far each is",
            "orders": "Court orders and conditions in force",
            "papers": "Papers kept with past meetings",
        }[self]


class NotListed(StrEnum):
    """Why the receiving area does not list a case. Part of the format: no words of theirs come back, only these.

    None says where she lives, or whether she was known there. Their words are the pack's (`reasons_not_listed`).
    """

    CRITERIA = "criteria_not_met"
    OTHER_AREA = "not_for_this_area"
    OTHER_FORUM = "another_forum"
    HER_WISH = "her_wish"
    TAKEN_OFF = "taken_off"

    @property
    def before_taking_in(self) -> bool:
        """Whether it can be the answer of an area that has not taken the case in, and so never listed it."""
        return self is not NotListed.TAKEN_OFF


WHOM_TO_RING = (
    "It belongs where the victim lives now: ask their adviser, and ring the coordinator there. Its council's community "
    "safety team, or the police of that area on 101, knows the number."
)
"""How to find the area that hears a case, for whoever must not be told where the victim lives."""
NO_IDVA = "No IDVA is named on this case."
UNTIL_THEN = "Tonight the adviser and the safety plan go on here, and what cannot wait goes to an urgent meeting."
"""What an area does whose case no other area has listed."""
DECIDE_AGAIN = f"Ring their coordinator: on which day it is heard. {UNTIL_THEN}"
"""What the area that sent a case does once an answer is taken back."""
WHAT_NOW = {
    NotListed.CRITERIA: "Ring whoever gives the other help today. Or hear it here.",
    NotListed.OTHER_AREA: f"{WHOM_TO_RING} {UNTIL_THEN}",
    NotListed.OTHER_FORUM: f"Ask by telephone which forum, on which day, and who speaks with the victim. {UNTIL_THEN}",
    NotListed.TAKEN_OFF: f"Ring their coordinator today: why, and who speaks with the victim. {UNTIL_THEN}",
    NotListed.HER_WISH: f"Ring the adviser today: what was asked for, and who does it. {UNTIL_THEN}",
}
"""What the area that sent a case does with an answer, in words."""


@dataclass(frozen=True, kw_only=True)
class TransferFacts:
    """What a move of a transfer rests on.

    Args:
        destination: an area to which something can be sent is chosen.
        contents: what goes along was chosen.
        handover: IDVA spoke to IDVA, or why not yet is written down; or no IDVA is named on the case.
        no_new_address: somebody has read what goes and says that it does not tell where she lives now.
        reason: in words.
        answer: key of `NotListed`.
    """

    destination: bool = True
    contents: bool = True
    handover: bool = True
    no_new_address: bool = True
    reason: str = ""
    answer: str = ""


def _needs_destination(facts: TransferFacts) -> Refusal | None:
    if facts.destination:
        return None
    return Refusal("There is no key for this area that was checked by telephone.", remedy="Check its key first.")


def _needs_contents(facts: TransferFacts) -> Refusal | None:
    if facts.contents:
        return None
    return Refusal("Nobody has chosen what goes along.", remedy="Choose it first, even if it is only the referral.")


def _needs_handover(facts: TransferFacts) -> Refusal | None:
    if facts.handover:
        return None
    return Refusal(
        "Nothing is written down of the handover from IDVA to IDVA.",
        remedy="Write down who spoke to whom, or why that comes later.",
    )


def _needs_reading(facts: TransferFacts) -> Refusal | None:
    if facts.no_new_address:
        return None
    return Refusal(
        "Read what goes along first: nothing in it may tell where the victim lives now.",
        remedy="The new area learns the address from the victim and the IDVA.",
        field="no_new_address",
    )


def _needs_reason(facts: TransferFacts) -> Refusal | None:
    return None if facts.reason.strip() else Refusal("Say why.", field="reason")


def _needs_answer(facts: TransferFacts) -> Refusal | None:
    return None if facts.answer in set(NotListed) else Refusal("Choose the reason.", field="answer")


OPEN = (TransferState.PROPOSED, TransferState.SENT, TransferState.ACKNOWLEDGED)
"""States of a transfer that is on its way; a case has one such at a time."""
_UNANSWERED = (TransferState.SENT, TransferState.ACKNOWLEDGED)

TRANSFER = Moves(
    states={
        TransferState.PROPOSED: "Proposed, not sent",
        TransferState.SENT: "Sent, not acknowledged",
        TransferState.ACKNOWLEDGED: "Acknowledged",
        TransferState.LISTED: "Listed by the other area",
        TransferState.NOT_LISTED: "Not listed by the other area",
        TransferState.CLOSED: "Closed",
        TransferState.WITHDRAWN: "Withdrawn",
    },
    first=TransferState.PROPOSED,
    moves=(
        Move("change", "Change what goes along", (TransferState.PROPOSED,), TransferState.PROPOSED),
        Move(
            "send",
            "Send it",
            (TransferState.PROPOSED,),
            TransferState.SENT,
            (_needs_destination, _needs_contents, _needs_handover, _needs_reading),
        ),
        Move("acknowledge", "Acknowledge", (TransferState.SENT,), TransferState.ACKNOWLEDGED),
        # An answer may change: the other area decides again, or it was heard wrong on the telephone.
        Move("list", "Listed", (*_UNANSWERED, TransferState.NOT_LISTED), TransferState.LISTED),
        Move(
            "not_list",
            "Not listed",
            (*_UNANSWERED, TransferState.LISTED),
            TransferState.NOT_LISTED,
            (_needs_answer,),
        ),
        Move(
            "answer_again",
            "Take the answer back",
            (TransferState.LISTED, TransferState.NOT_LISTED),
            TransferState.ACKNOWLEDGED,
        ),
        Move(
            "close", "Close", (TransferState.LISTED, TransferState.NOT_LISTED), TransferState.CLOSED, (_needs_reason,)
        ),
        Move("withdraw", "Withdraw", (TransferState.PROPOSED,), TransferState.WITHDRAWN, (_needs_reason,)),
    ),
)


def hints(*, heard: bool, agenda_out: bool) -> list[str]:
    """What the guidance's two questions come to, in words.

    Args:
        heard: the case was heard here already.
        agenda_out: the agenda that lists it here has gone out.
    """
    if heard:
        first = "It was heard here: send the notes and the actions too, and finish or hand over each open action."
    elif agenda_out:
        first = "The agenda is out: hear it here with what agencies know, then send what was agreed."
    else:
        first = "No agenda that is out lists it: once the other area has listed it, take it off any agenda here."
    return [first, "Until the other area has listed it, the case is yours."]


def told_where(text: str, *, places: Collection[str]) -> list[str]:
    """The places that stand in a text, as they are written there or run together; case and spaces do not count.

    Args:
        places: whereabouts in words: a postcode, a street, a telephone number. Those under five letters say too little.
    """
    plain = _run_together(text)
    return [place for place in places if len(_run_together(place)) >= 5 and _run_together(place) in plain]


def _run_together(text: str) -> str:
    return "".join(letter for letter in text.casefold() if letter.isalnum())


@dataclass(frozen=True)
class TransferLate(Event):
    """The other area has not acknowledged in time."""

    agency_id: UUID
