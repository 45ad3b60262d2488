"""The self-assessment: its states, what a rating and an agreed score need, and what the scores add up to.

Source of the practice: domain 8.2 to 8.4: a full round a year and a light one at half-year, agencies and survivors rate
alone, a meeting moderates, dissent is kept, gaps become actions.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from statistics import mean, median

from openccr.kernel.moves import Move, Moves
from openccr.kernel.refusals import Refusal

KINDS = {
    "full": "Full, all questions",
    "light": "Light, at half-year: what had a gap, and one question of each component",
}
CONFIDENCE = {"high": "Sure", "medium": "Fairly sure", "low": "A guess"}
GAP = 2
"""An agreed score up to this one is a gap: it needs an action, an owner and a day."""


class RoundState(StrEnum):
    RATING = "rating"
    MODERATION = "moderation"
    CLOSED = "closed"


@dataclass(frozen=True)
class RoundFacts:
    """What decides about a round.

    Args:
        rated: agencies that have answered at least one question, the panel not counted.
        questions, moderated: how many are asked, and agreed on.
    """

    rated: int
    questions: int
    moderated: int


def _somebody_rated(facts: RoundFacts) -> Refusal | None:
    return None if facts.rated else Refusal("No agency has rated yet.", remedy="Ask the agencies' leads to do so.")


def _all_moderated(facts: RoundFacts) -> Refusal | None:
    left = facts.questions - facts.moderated
    if not left:
        return None
    return Refusal(f"{left} question{'s are' if left > 1 else ' is'} not agreed yet.")


ROUND = Moves(
    states={
        RoundState.RATING: "Agencies rate, each alone",
        RoundState.MODERATION: "In moderation",
        RoundState.CLOSED: "Closed",
    },
    first=RoundState.RATING,
    moves=(
        Move(
            "moderate", "End the rating and moderate", (RoundState.RATING,), RoundState.MODERATION, (_somebody_rated,)
        ),
        Move("close", "Close the round", (RoundState.MODERATION,), RoundState.CLOSED, (_all_moderated,)),
    ),
)


def why_not_taken_away(*, state: str, answered: int) -> Refusal | None:
    """Why a round that was opened by mistake stays, or None.

    Args:
        answered: how many agencies have answered anything, the panel counted.
    """
    if state != RoundState.RATING:
        return Refusal("The rating of this round is over.", remedy="Close it when everything is agreed.")
    if answered:
        return Refusal("Somebody has rated already, and what they said is not thrown away.",
                       remedy="Go on with the round.")  # fmt: skip
    return None


@dataclass(frozen=True)
class Asked:
    """A question as a round asks it."""

    key: str
    component: str
    words: str


def asked_in(kind: str, questions: Sequence[Asked], *, gaps: Iterable[str]) -> list[Asked]:
    """The questions of a round: all, or in a light one those with a gap last time and the first of each component."""
    if kind == "full":
        return list(questions)
    wanted, seen = set(gaps), set[str]()
    chosen = []
    for one in questions:
        if one.key in wanted or one.component not in seen:
            chosen.append(one)
        seen.add(one.component)
    return chosen


@dataclass(frozen=True)
class Spread:
    """What was said to a question before moderation.

    Args:
        scores: who (agency's name, or the panel) → score; None where they could not say.
    """

    scores: Mapping[str, int | None]

    @property
    def given(self) -> list[int]:
        return sorted(score for score in self.scores.values() if score is not None)

    @property
    def middle(self) -> float | None:
        return median(self.given) if self.given else None

    @property
    def wide(self) -> bool:
        """Two steps or more lie between the lowest and the highest: the meeting should talk about it."""
        return len(self.given) > 1 and self.given[-1] - self.given[0] >= 2


def why_not_agreed(*, score: int | None, words: str, wide: bool, dissent: str, action: str) -> Refusal | None:
    """Why an agreed score is not whole, or None. What is done about a gap is `quality.why_not_followed`.

    Args:
        wide: the answers lay two steps apart or more.
    """
    if score is None or not 0 <= score <= 4:
        return Refusal("Choose a score.", field="score")
    if not words.strip():
        return Refusal("Say what shows it, or what is missing.", field="words")
    if wide and not dissent.strip():
        return Refusal(
            "The answers lay two steps or more apart: say who sees it otherwise, or that all agreed in the end.",
            field="dissent",
        )
    return None


def scored(scores: Iterable[int]) -> float | None:
    """A component's score: the mean of its questions to one decimal; None without any."""
    given = list(scores)
    return round(mean(given), 1) if given else None


def due(rate_by: date, *, today: date) -> Refusal | None:
    """Why this is no day to rate by, or None."""
    return None if rate_by >= today else Refusal("Give a day from today on.", field="rate_by")
