"""What survivors said and what became of it: the states, who owes an answer, and the code of an anonymous message.

Sources: domain 9.2 to 9.5; ISOE component 1 (a formal way from what was said to what changes).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from openccr.kernel.moves import Move, Moves
from openccr.kernel.refusals import Refusal
from openccr.kernel.text import comparable

UNNAMED = "anonymous"
"""The pack's key of what was written without a name: nobody could be asked whether their words may be quoted."""

NOT_LOOKED_AT = "Nobody on duty has looked whether somebody is in danger."
LOOK_FIRST = "It stands among what was written without a name: read it there first."


class State(StrEnum):
    RECEIVED = "received"
    THEMED = "themed"
    SENT = "sent"
    DONE = "done"
    NOT_DONE = "not_done"
    FED_BACK = "fed_back"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True)
class Facts:
    """What decides about a contribution. `looked_at`: somebody on duty looked for danger in it, or nobody needs to."""

    themes: int
    owned: bool
    answer: str
    may_use: bool
    looked_at: bool


def _themed(facts: Facts) -> Refusal | None:
    return None if facts.themes else Refusal("Choose at least one theme.", field="themes")


def _owned(facts: Facts) -> Refusal | None:
    if not facts.may_use:
        return Refusal("They did not agree that agencies may use it.", remedy="Keep it for the record, or ask again.")
    if not facts.looked_at:
        return Refusal(NOT_LOOKED_AT, remedy=LOOK_FIRST)
    return None if facts.owned else Refusal("Choose the agency that shall answer.", field="agency")


def _answered(facts: Facts) -> Refusal | None:
    return None if facts.answer.strip() else Refusal("Say what was done, or why not.", field="answer")


_LIVE = (State.RECEIVED, State.THEMED, State.SENT, State.DONE, State.NOT_DONE, State.FED_BACK)

VOICE = Moves(
    states={
        State.RECEIVED: "Received",
        State.THEMED: "Themes chosen",
        State.SENT: "Sent to whoever can change it",
        State.DONE: "Something changed",
        State.NOT_DONE: "Not changed, with a reason",
        State.FED_BACK: "They were told",
        State.WITHDRAWN: "Withdrawn",
    },
    first=State.RECEIVED,
    moves=(
        Move("theme", "Choose themes", (State.RECEIVED, State.THEMED), State.THEMED, (_themed,)),
        Move("send", "Send to an agency", (State.THEMED,), State.SENT, (_owned,)),
        Move("take_back", "Take it back", (State.SENT,), State.THEMED),
        Move("do", "Something changed", (State.SENT,), State.DONE, (_answered,)),
        Move("not_do", "Not changed", (State.SENT,), State.NOT_DONE, (_answered,)),
        Move("feed_back", "They were told", (State.DONE, State.NOT_DONE), State.FED_BACK),
        Move("withdraw", "They withdrew it", _LIVE, State.WITHDRAWN),
    ),
)


def is_late(state: str, due_on: date | None, *, today: date) -> bool:
    """Whether an owner owes an answer whose day has passed."""
    return state == State.SENT and due_on is not None and due_on < today


def in_own_words(unnamed: bool, consents: Sequence[str]) -> bool:
    """Whether somebody typed it themselves and agreed that it is told to agencies in other words alone."""
    return unnamed and "use" in consents and "quote" not in consents


def same_words(one: str, other: str) -> bool:
    """Whether two texts say the same word for word, whatever stands between the words."""
    return comparable(one) == comparable(other)


def is_looked_at(unnamed: bool, triaged_at: datetime | None) -> bool:
    """Whether nobody on duty still has to look for danger in it, as they do in what was written without a name."""
    return not unnamed or triaged_at is not None


def is_passed_on_by(service: UUID | None, agency: UUID | None) -> bool:
    """Whether this agency is the service that passed it on, so that it knows who it was and can tell them."""
    return service is not None and service == agency
