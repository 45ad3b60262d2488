"""Matters between groups: escalations go up, decisions come down, and each is answered by a day (mission S5)."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from openccr.kernel.refusals import Refusal

UP, DOWN = "up", "down"
WAYS = {UP: "Up, as an escalation", DOWN: "Down, as a decision to carry out"}
ANSWERS = {
    "agreed": "Agreed, and done as asked",
    "otherwise": "Settled another way",
    "declined": "Not agreed",
    "onward": "Passed on to another group",
}


def why_not_passed(
    way: str, *, sent: UUID, got: UUID, above: UUID | None, got_above: UUID | None, decision: bool
) -> Refusal | None:
    """Why a matter does not go that way between two groups, or None.

    Args:
        sent, got: the group it comes from, and the one it goes to.
        above, got_above: the group above each.
        decision: it names the decision that comes down.
    """
    if way == UP and got != above:
        return Refusal("An escalation goes to the group above this one.", field="to_board_id")
    if way == DOWN and got_above != sent:
        return Refusal("A decision comes down to a group below this one.", field="to_board_id")
    if way == DOWN and not decision:
        return Refusal("Choose which decision it carries out.", field="decision_id")
    return None if way in WAYS else Refusal("Say whether it goes up or down.", field="way")


def why_not_answered(kind: str, *, words: str) -> Refusal | None:
    """Why an answer is not whole, or None."""
    if kind not in ANSWERS:
        return Refusal("Say what became of it.", field="answer_kind")
    return None if words.strip() else Refusal("Answer in words: those who asked read them.", field="answer")


def is_late(*, due_on: date, answered_on: date | None, today: date) -> bool:
    """Whether an answer is owed since yesterday or longer."""
    return answered_on is None and due_on < today
