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
TAKE_UP = "Take it up again"
GAP = 2
"""An agreed score up to this one is a gap: it needs an action, an owner and a day."""


class RoundState(StrEnum):
    RATING = "rating"
    MODERATION = "moderation"
    CLOSED = "closed"
    CALLED_OFF = "called_off"


OPEN = [RoundState.RATING, RoundState.MODERATION]
"""A partnership has one round at a time in one of these."""


@dataclass(frozen=True)
class RoundFacts:
    """What decides about a round.

    Args:
        rated: agencies that have answered at least one question, the panel not counted.
        questions, moderated: how many are asked, and agreed on.
        over: the rating has ended, so what each said alone has been read.
        another: another round is open.
    """

    rated: int
    questions: int
    moderated: int
    over: bool = False
    another: bool = False


def _somebody_rated(facts: RoundFacts) -> Refusal | None:
    return None if facts.rated else Refusal("No agency has rated yet.", remedy="Ask the agencies' leads to do so.")


def _all_moderated(facts: RoundFacts) -> Refusal | None:
    left = facts.questions - facts.moderated
    if not left:
        return None
    return Refusal(f"{left} question{'s are' if left > 1 else ' is'} not agreed yet.")


def _no_other(facts: RoundFacts) -> Refusal | None:
    return Refusal("Another round is open.", remedy="Close it first.") if facts.another else None


def _was_rating(facts: RoundFacts) -> Refusal | None:
    return Refusal("Its rating had ended.", remedy="Go on moderating it.") if facts.over else None


def _was_moderated(facts: RoundFacts) -> Refusal | None:
    return None if facts.over else Refusal("Its rating had not ended.", remedy="Let agencies go on rating.")


ROUND = Moves(
    states={
        RoundState.RATING: "Agencies rate, each alone",
        RoundState.MODERATION: "In moderation",
        RoundState.CLOSED: "Closed",
        RoundState.CALLED_OFF: "Called off",
    },
    first=RoundState.RATING,
    moves=(
        Move(
            "moderate", "End the rating and moderate", (RoundState.RATING,), RoundState.MODERATION, (_somebody_rated,)
        ),
        Move("close", "Close the round", (RoundState.MODERATION,), RoundState.CLOSED, (_all_moderated,)),
        Move("call_off", "Call it off", tuple(OPEN), RoundState.CALLED_OFF),
        Move("rate_again", TAKE_UP, (RoundState.CALLED_OFF,), RoundState.RATING, (_was_rating, _no_other)),
        Move("moderate_again", TAKE_UP, (RoundState.CALLED_OFF,), RoundState.MODERATION, (_was_moderated, _no_other)),
    ),
)


def why_not_taken_away(*, state: str, answered: int) -> Refusal | None:
    """Why a round that was opened by mistake stays, or None.

    Args:
        answered: how many agencies have answered anything, the panel counted.
    """
    if state != RoundState.RATING:
        return Refusal(
            "The rating of this round is over.", remedy="Close it when everything is agreed, or call it off."
        )
    if answered:
        return Refusal("Somebody has rated already, and what they said is not thrown away.",
                       remedy="Go on with the round, or call it off.")  # fmt: skip
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


def same_questions(asked: Mapping[str, str], said: Mapping[str, int]) -> dict[str, float]:
    """Component → its score in another round, read by the same questions.

    Args:
        asked: question → its component, as the one round asks.
        said: question → what the other round agreed. A component of which it was not asked all is left out.
    """
    of: dict[str, list[int | None]] = {}
    for key, component in asked.items():
        of.setdefault(component, []).append(said.get(key))
    found = {key: [one for one in several if one is not None] for key, several in of.items()}
    return {key: round(mean(found[key]), 1) for key, several in of.items() if len(found[key]) == len(several)}


def due(rate_by: date, *, today: date) -> Refusal | None:
    """Why this is no day to rate by, or None."""
    return None if rate_by >= today else Refusal("Give a day from today on.", field="rate_by")
