"""Recommendations of reviews: from what was recommended to what somebody else is sure of; and what anybody may read.

Sources of the practice: domain 6.6 to 6.8 (what a recommendation says; that nobody made sure they were carried out);
ISOE, death reviews (SMART, a system that sees action plans finished). Done is what the lead says; assured is what
somebody of another agency has seen for themselves.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from openccr.insight.rules.figures import rounded
from openccr.insight.rules.wording import number_words
from openccr.kernel.addresses import address_like
from openccr.kernel.moves import Move, Moves
from openccr.kernel.refusals import Refusal


class RecommendationState(StrEnum):
    OPEN = "open"
    UNDER_WAY = "under_way"
    DONE = "done"
    ASSURED = "assured"
    NOT_TAKEN_UP = "not_taken_up"


@dataclass(frozen=True, kw_only=True)
class RecommendationFacts:
    """What decides about a recommendation.

    Args:
        action, target_on, led: what will be done, by when, and whether an agency or a body outside answers for it.
        not_reached: milestones that are not reached.
        evidence: how many records show it; impact: what it changed, in words.
    """

    action: str = ""
    target_on: date | None = None
    led: bool = False
    not_reached: int = 0
    evidence: int = 0
    impact: str = ""


def _planned(facts: RecommendationFacts) -> Refusal | None:
    if not facts.action.strip() or facts.target_on is None or not facts.led:
        return Refusal("It has no action, lead and day yet.")
    return None


def _shown(facts: RecommendationFacts) -> Refusal | None:
    if facts.not_reached:
        many = "1 milestone is" if facts.not_reached == 1 else f"{facts.not_reached} milestones are"
        return Refusal(f"{many} not reached yet.")
    return None if facts.evidence else Refusal("Nothing shows it yet.", remedy="Add what does.")


def _changed_something(facts: RecommendationFacts) -> Refusal | None:
    return None if facts.impact.strip() else Refusal("Nobody has said what it changed.")


RECOMMENDATION: Moves[RecommendationFacts] = Moves(
    states={
        RecommendationState.OPEN: "Recommended",
        RecommendationState.UNDER_WAY: "Under way",
        RecommendationState.DONE: "Done, says its lead",
        RecommendationState.ASSURED: "Done and assured",
        RecommendationState.NOT_TAKEN_UP: "Not taken up",
    },
    first=RecommendationState.OPEN,
    moves=(
        Move("begin", "Begin", (RecommendationState.OPEN,), RecommendationState.UNDER_WAY, (_planned,)),
        Move("finish", "It is done", (RecommendationState.UNDER_WAY,), RecommendationState.DONE, (_shown,)),
        Move("assure", "Assure it", (RecommendationState.DONE,), RecommendationState.ASSURED, (_changed_something,)),
        Move("reopen", "It is not done", (RecommendationState.DONE,), RecommendationState.UNDER_WAY),
        Move(
            "refuse", "It is not taken up", (RecommendationState.OPEN, RecommendationState.UNDER_WAY),
            RecommendationState.NOT_TAKEN_UP,
        ),
    ),
)  # fmt: skip
ENDED = (RecommendationState.ASSURED, RecommendationState.NOT_TAKEN_UP)
NOT_DONE = (RecommendationState.OPEN, RecommendationState.UNDER_WAY, RecommendationState.NOT_TAKEN_UP)
"""Where what was once said against it still holds."""


def why_not_assured(*, same_agency: bool, words: str) -> Refusal | None:
    """Why whoever asks cannot assure it, or None: nobody assures their own agency's work."""
    if same_agency:
        return Refusal("Your own agency leads this.", remedy="Somebody of another agency assures it.")
    return None if words.strip() else Refusal("Say what you have seen that makes you sure.", field="words")


def is_late(*, state: str, target_on: date | None, today: date) -> bool:
    """Whether its day is past and its lead has not said that it is done."""
    waiting = (RecommendationState.OPEN, RecommendationState.UNDER_WAY)
    return target_on is not None and state in waiting and target_on < today


def why_not_public(*, said: str, did: str, read_by: str, actor: str) -> Refusal | None:
    """Why these words may not be read by anybody, or None.

    Args:
        read_by: who, besides whoever publishes, has read them for anything that tells who died.
    """
    if not said.strip():
        return Refusal("Write the recommendation as anybody may read it.", field="said")
    for field, words in (("said", said), ("did", did)):
        if address_like(words):
            return Refusal("There is an address or a postcode in it.", field=field)
        if any(letter.isdigit() for letter in words):
            return Refusal(
                "There is a number in it.",
                remedy="Ages, dates and counts tell who died: say it without.", field=field,
            )  # fmt: skip
    if not read_by.strip() or read_by.strip().casefold() == actor.strip().casefold():
        return Refusal("Somebody besides you reads it first.", field="read_by")
    return None


def reviews_by_theme(themes_of_reviews: Iterable[tuple[str, Iterable[str]]]) -> dict[str, str]:
    """Theme → in how many reviews it came up, as anybody may read it: rounded, and few is "fewer than 5".

    Args:
        themes_of_reviews: each recommendation's review and its themes.

    There is no total beside them, and a review may have several themes: no number is the sum of others, so none can be
    worked out from them (secondary suppression: `insight.rules.differencing`).
    """
    found: dict[str, set[str]] = {}
    for review, themes in themes_of_reviews:
        for theme in themes:
            found.setdefault(theme, set()).add(review)
    counted = {theme: rounded(len(reviews)) for theme, reviews in found.items()}
    return {theme: number_words(number) for theme, number in counted.items()}


def carried_out(states: Mapping[str, int]) -> str:
    """How many of the recommendations that are ours are assured, in words; for members, who see each of them."""
    every = sum(states.values())
    if not every:
        return "No recommendation yet."
    done, assured = states.get(RecommendationState.DONE, 0), states.get(RecommendationState.ASSURED, 0)
    return f"{assured} of {every} assured, {done} done and waiting for it."
