"""How a transfer stands: where it goes, what goes along, what came back, and what to do now."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from openccr.conference.models import Adviser, Transfer
from openccr.conference.operations import transfers as operations
from openccr.conference.pages.transfer_parts import not_listed
from openccr.conference.queries.transfers import sent_by
from openccr.conference.rules.transfers import (
    DECIDE_AGAIN,
    NO_IDVA,
    TRANSFER,
    WHAT_NOW,
    NotListed,
    Section,
    TransferState,
)
from openccr.kernel.actors import Actor
from openccr.kernel.days import day_words
from openccr.ui.components import StateWord

TONES = {
    TransferState.PROPOSED: "waiting",
    TransferState.SENT: "waiting",
    TransferState.NOT_LISTED: "late",
}


def state_word(state: str) -> StateWord:
    return StateWord(TRANSFER.states[state], TONES.get(TransferState(state), "neutral"))


def transfer_facts(actor: Actor, row: Transfer) -> list[dict[str, Any]]:
    """A transfer in the words of whoever sent it, as rows of a summary."""
    due = f"To be acknowledged by {day_words(row.due_on)}" if row.due_on and row.state == TransferState.SENT else ""
    chosen = [one.label for one in Section if one in row.sections]
    return [
        {"key": "State", "text": state_word(row.state), "note": due},
        {"key": "How", "text": _how(row)},
        {"key": "Why", "text": row.reason},
        {"key": "Goes along", "text": chosen or ("The referral alone" if row.contents_at else "Not chosen yet")},
        {"key": "Handover from IDVA to IDVA", "text": _handover(row)},
        {"key": "Proposed", "text": f"{day_words(row.proposed_at)}, {row.proposed_by}"},
        {"key": "Sent", "text": f"{day_words(row.sent_at)}, {row.sent_by}" if row.sent_at else ""},
        {"key": "Acknowledged", "text": day_words(row.acknowledged_at) if row.acknowledged_at else ""},
        {"key": "Answered", "text": _answered(row), "note": row.told_by},
        {"key": "Why not listed", "text": not_listed(actor).get(row.answer, "")},
        _what_now(row),
        {"key": "Ended" if row.state in _ENDED else "Said when it was closed before", "text": row.end_reason},
    ]


_ENDED = (TransferState.CLOSED, TransferState.WITHDRAWN)


def the_sender_learns(file: UUID) -> str:
    """What whoever takes a case off a meeting must know of the area that sent it; empty for any other case."""
    came = sent_by(file)
    if came is None:
        return ""
    if came.inside:
        return f"{came.from_name} sent this case: they read that no meeting here lists it, and nothing of why."
    return (
        f"{came.from_name} sent this case: ring their coordinator today. Say that no meeting here lists it, and not "
        "where the victim is."
    )


def _handover(row: Transfer) -> str:
    return row.handover or ("Nothing is written down yet" if Adviser.named_on(row.file_id) else NO_IDVA)


def _what_now(row: Transfer) -> dict[str, Any]:
    """The case is ours still: whom to ring, and what goes on tonight. Named are only areas that work here."""
    if row.answer_taken_back:
        return {"key": "What now", "text": DECIDE_AGAIN}
    if row.state != TransferState.NOT_LISTED:
        return {"key": "What now", "text": ""}
    others = [name for key, name in operations.other_areas().items() if key != row.to_partnership]
    elsewhere = row.answer == NotListed.OTHER_AREA and others
    note = f"Other areas that work in this installation: {', '.join(others)}." if elsewhere else ""
    return {"key": "What now", "text": WHAT_NOW[NotListed(row.answer)], "note": note}


def _answered(row: Transfer) -> str:
    if row.answered_at is None:
        return ""
    if row.answer_taken_back:
        back = f"The answer of {day_words(row.answered_at)} is taken back: they decide again"
        return f"{back}. No meeting there lists it now"
    # Once it is closed the state no longer says which of the two it was.
    state = TransferState.NOT_LISTED if row.answer else TransferState.LISTED
    return f"{TRANSFER.states[state]}, {day_words(row.answered_at)}"


def _how(row: Transfer) -> str:
    if row.to_partnership is not None:
        return "Into the hands of a partnership of this installation"
    return "As a pack on paper" if row.on_paper else "As an encrypted file"
