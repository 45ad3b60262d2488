"""The yearly check and the dip sample: what a judgement needs, how cases are drawn, what answers add up to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from random import Random
from uuid import UUID

from openccr.kernel.refusals import Refusal

BEST = "in_place"
ANSWERS = {"yes": "Yes", "partly": "Partly", "no": "No", "not_applicable": "Does not apply"}
MOST = 30
"""Cases of one sample: what a small group reads in a day."""


@dataclass(frozen=True)
class Follow:
    """What is done about a gap: what, who, and when it is looked at again."""

    action: str = ""
    owner: str = ""
    review_on: date | None = None

    @property
    def begun(self) -> bool:
        return bool(self.action.strip() or self.owner.strip() or self.review_on)


def why_not_followed(follow: Follow, *, needed: bool, today: date) -> Refusal | None:
    """Why what is done about a gap is not whole, or None.

    Args:
        needed: there is a gap, so something must be done.
    """
    if not needed and not follow.begun:
        return None
    if not follow.action.strip():
        return Refusal("Say what will be done about it.", field="action")
    if not follow.owner.strip():
        return Refusal("Say who does it.", field="owner")
    if follow.review_on is None or follow.review_on < today:
        return Refusal("Give a day from today on to look at it again.", field="review_on")
    return None


def draw(hearings: Iterable[UUID], *, number: int, seed: int) -> list[UUID]:
    """As many of these as wanted, at random; the same ones again for the same seed.

    Raises Refusal when fewer were heard than are wanted, and for more than a day's work.
    """
    every = sorted(hearings, key=str)
    if not 1 <= number <= MOST:
        raise Refusal(f"Draw from 1 to {MOST} cases.", field="number")
    if not every:
        raise Refusal("No case was heard in this time.", remedy="Choose other days.", field="first_on")
    if number > len(every):
        heard = "1 case was" if len(every) == 1 else f"{len(every)} cases were"
        raise Refusal(f"Only {heard} heard in this time.", remedy="Draw fewer.", field="number")
    return Random(seed).sample(every, number)  # noqa: S311 - a sample that can be drawn again, no secret


@dataclass(frozen=True)
class Added:
    """What the answers to one question add up to."""

    question: str
    counts: Mapping[str, int]

    @property
    def applies(self) -> int:
        """To how many audited cases the question applied."""
        return sum(number for answer, number in self.counts.items() if answer != "not_applicable")


def added(questions: Mapping[str, str], answers: Sequence[Mapping[str, str]]) -> list[Added]:
    """Question by question, how many cases had which answer.

    Args:
        questions: key → words.
        answers: of each audited case.
    """
    return [
        Added(words, Counter(one[key] for one in answers if one.get(key) in ANSWERS))
        for key, words in questions.items()
    ]
