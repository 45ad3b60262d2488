"""Terms of reference and business delivery plan: versions, and when they are looked at again (ISOE, row 4)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from openccr.kernel.moves import Move, Moves
from openccr.kernel.refusals import Refusal
from openccr.kernel.unfilled import named

KINDS = {"terms": "Terms of reference", "plan": "Business delivery plan"}


class TermsState(StrEnum):
    DRAFT = "draft"
    AGREED = "agreed"
    REPLACED = "replaced"


@dataclass(frozen=True)
class TermsFacts:
    """What decides whether a version can be agreed: parts that nobody has written, and blanks left in the others."""

    empty: tuple[str, ...]
    blanks: tuple[str, ...] = ()


def _whole(facts: TermsFacts) -> Refusal | None:
    if facts.empty:
        return Refusal(f"Not written yet: {', '.join(facts.empty)}.", remedy="Write these parts first.")
    if facts.blanks:
        return Refusal(f"There is still to be filled in: {named(list(facts.blanks))}.", remedy="Write it first.")
    return None


TERMS = Moves(
    states={TermsState.DRAFT: "Draft", TermsState.AGREED: "Agreed", TermsState.REPLACED: "Replaced"},
    first=TermsState.DRAFT,
    moves=(
        Move("agree", "Write down that it is agreed", (TermsState.DRAFT,), TermsState.AGREED, (_whole,)),
        Move("replace", "Replace it with a later version", (TermsState.AGREED,), TermsState.REPLACED),
    ),
)


def changed(before: Mapping[str, str], after: Mapping[str, str]) -> list[str]:
    """Keys of the parts that differ between two versions, in the order of the later one."""
    keys = [*after, *(key for key in before if key not in after)]
    return [key for key in keys if before.get(key, "").strip() != after.get(key, "").strip()]


def why_not_reviewed_on(review_on: date, *, agreed_on: date) -> Refusal | None:
    """Why this is no day to look at it again, or None."""
    if review_on > agreed_on:
        return None
    return Refusal("The day to look at it again is not after the day it was agreed.", field="review_on")
