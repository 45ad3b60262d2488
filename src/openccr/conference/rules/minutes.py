"""The states of minutes: a draft, agreed by the chair, issued. Once issued they stand; a correction is a next version.

What minutes hold follows the checklist SL-NI-MIN (domain 1.8).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from openccr.kernel.moves import Move, Moves
from openccr.kernel.refusals import Refusal
from openccr.kernel.text import comparable


class MinutesState(StrEnum):
    DRAFT = "draft"
    AGREED = "agreed"
    ISSUED = "issued"


class MinutesPart(StrEnum):
    HEARD = "heard"
    OUTSTANDING = "outstanding"
    TWELVE_MONTHS = "twelve_months"


@dataclass(frozen=True)
class MinutesFacts:
    """What decides whether minutes may move.

    Args:
        held: the meeting is closed.
        by_chair: whoever agrees is the chair.
        how: how the chair agreed, when somebody else records it.
    """

    held: bool = False
    by_chair: bool = False
    how: str = ""


def _is_held(facts: MinutesFacts) -> Refusal | None:
    return None if facts.held else Refusal("The meeting is not closed yet.", remedy="Close it first.")


def _chair_agrees(facts: MinutesFacts) -> Refusal | None:
    if facts.by_chair or facts.how.strip():
        return None
    return Refusal(
        "The chair agrees the minutes.",
        remedy="If the chair agreed them elsewhere, write down how and when.",
        field="how",
    )


MINUTES = Moves(
    states={MinutesState.DRAFT: "Draft", MinutesState.AGREED: "Agreed by the chair", MinutesState.ISSUED: "Issued"},
    first=MinutesState.DRAFT,
    moves=(
        Move("agree", "Agree the minutes", (MinutesState.DRAFT,), MinutesState.AGREED, (_is_held, _chair_agrees)),
        Move("take_back", "Back to draft", (MinutesState.AGREED,), MinutesState.DRAFT),
        Move("issue", "Issue them", (MinutesState.AGREED,), MinutesState.ISSUED, (_is_held,)),
    ),
)

_WORDS_THAT_TELL = 4


def why_not_minuted(text: str, *, withheld: Iterable[str]) -> Refusal | None:
    """Why a text of the minutes cannot stand: it repeats what was told on condition that it is not minuted. Or None.

    Args:
        withheld: texts that agencies or she have kept out of the minutes.
    """
    written = comparable(text)
    for sentence in (part for one in withheld for part in re.split(r"[.\n;!?]+", one)):
        if len(sentence.split()) >= _WORDS_THAT_TELL and comparable(sentence) in written:
            return Refusal(
                f"This must not be minuted: “{sentence.strip()}”.",
                remedy="It was told on that condition. Take it out.",
                field="text",
            )
    return None


@dataclass(frozen=True)
class Said:
    """What was written of a case at its meeting, as far as minutes use it.

    Args:
        her_views: empty, too, when she has kept her words out of the minutes.
        reason_for: what the reason is given for (`rules.hearings.REASON_FOR`).
    """

    her_views: str = ""
    discussion: str = ""
    risks: str = ""
    risk_summary: str = ""
    reason: str = ""
    reason_for: str = ""


def narrative(said: Said) -> str:
    """The text of a case as its notes give it, before anybody edits it."""
    parts = (
        ("What the victim wants", said.her_views),
        ("What was said", said.discussion),
        ("Risks agreed", said.risks),
        ("The risk in summary", said.risk_summary),
        (said.reason_for, said.reason),
    )
    return "\n\n".join(f"{label}: {text.strip()}" for label, text in parts if text.strip())
