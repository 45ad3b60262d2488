"""Decisions and risks. Contracts are decided in a commissioning group, apart from partnership meetings (ISOE 7)."""

from __future__ import annotations

from datetime import date

from openccr.kernel.refusals import Refusal

DECISIONS = {"decision": "Decision", "contract": "Decision on a contract"}
HOW = {"agreed": "Everybody agreed", "vote": "By vote", "chair": "By the chair, to be confirmed"}
RISK_KINDS = {"risk": "Risk", "issue": "Issue"}


def why_not_here(kind: str, *, commissioning: bool) -> Refusal | None:
    """Why something of this kind is not on this group's table, or None."""
    if kind == "contract" and not commissioning:
        return Refusal(
            "Contracts are decided in a commissioning group: providers sit at this table.",
            remedy="Put it on the agenda of a commissioning group.",
            field="kind",
        )
    return None


def why_not_decided(text: str, *, how: str, dissent: str) -> Refusal | None:
    """Why a decision is not whole, or None."""
    if not text.strip():
        return Refusal("Write down what was decided.", field="text")
    if how not in HOW:
        return Refusal("Say how it was decided.", field="how")
    if how == "vote" and not dissent.strip():
        return Refusal("Say how the votes were, and who saw it otherwise and why.", field="dissent")
    return None


def why_not_owned(*, words: str, doing: str, review_on: date, today: date) -> Refusal | None:
    """Why a risk or issue is not whole, or None."""
    if not words.strip():
        return Refusal("Say in a sentence what may go wrong, or what goes wrong.", field="words")
    if not doing.strip():
        return Refusal("Say what is done about it.", field="doing")
    return None if review_on >= today else Refusal("Give a day from today on.", field="review_on")
