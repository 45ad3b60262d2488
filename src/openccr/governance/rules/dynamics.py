"""How partners stand to one another, and the register of conflicts of interest (ISOE, at a glance, row 7)."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from openccr.kernel.refusals import Refusal


def one_way_round(first: UUID, second: UUID) -> tuple[UUID, UUID]:
    """The pair as it is kept: the same whichever was named first."""
    return (first, second) if first < second else (second, first)


def why_not_mapped(*, same: bool, needs_care: bool, doing: str, review_on: date | None, today: date) -> Refusal | None:
    """Why what is written of a relationship is not whole, or None: a thin or tense one says what is done about it."""
    if same:
        return Refusal("Choose two partners.", field="second_id")
    if needs_care and not doing.strip():
        return Refusal("Say what is done about it.", field="doing")
    if needs_care and review_on is None:
        return Refusal("Say when it is looked at again.", field="review_on")
    if review_on is not None and review_on < today:
        return Refusal("Give a day from today on.", field="review_on")
    return None


def why_not_declared(*, words: str) -> Refusal | None:
    """Why a declaration is not whole, or None."""
    return None if words.strip() else Refusal("Say in a sentence what it is.", field="words")
