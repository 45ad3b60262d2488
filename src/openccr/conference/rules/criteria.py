"""Which criteria a referral meets, by which published rule, and why, in words (domain 1.4).

Nothing here decides. A criterion that cannot be judged from what was sent is "not known", never "not met".
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from openccr.conference.rules.repeats import add_months
from openccr.content.registry import CriterionRule
from openccr.content.schema.processes import Criterion
from openccr.kernel.days import day_words


@dataclass(frozen=True)
class Score:
    """What came out of an instrument; `unknowns` are answers that nobody knew."""

    score: int
    unknowns: int
    on: date


class Scored(Protocol):
    """An assessment, as far as its score is concerned; `instrument` is key@version."""

    @property
    def instrument(self) -> str: ...
    @property
    def score(self) -> int | None: ...
    @property
    def unknowns(self) -> int | None: ...
    @property
    def on(self) -> date: ...


@dataclass(frozen=True)
class CriteriaFacts:
    """What a referral's criteria are weighed from.

    Args:
        claimed: codes that the referrer named.
        automatic: codes that take a case on by being stated, in this area.
        scores: instrument's key → its newest score.
        events: days of abuse that are recorded here for this pair.
        repeat: what the repeat rule says, or a person has decided; None when no earlier referral is recognised.
    """

    referred_on: date
    claimed: frozenset[str] = frozenset()
    automatic: frozenset[str] = frozenset()
    judged_high: bool = False
    judgement_reason: str = ""
    scores: Mapping[str, Score] | None = None
    events: frozenset[date] = frozenset()
    repeat: bool | None = None
    repeat_why: str = ""


@dataclass(frozen=True)
class Weighed:
    """A criterion weighed: met, not met, or (None) not known from what is here."""

    criterion: Criterion
    met: bool | None
    why: str


def weigh(criterion: Criterion, facts: CriteriaFacts) -> Weighed:
    """Weigh one criterion."""
    met, why = _RULES[criterion.rule](criterion, facts)
    return Weighed(criterion, met, why)


def scores_of(risks: Sequence[Scored]) -> dict[str, Score]:
    """The newest score of each tool.

    Args:
        risks: newest first.
    """
    # What is written last stays.
    return {
        risk.instrument.partition("@")[0]: Score(risk.score, risk.unknowns or 0, risk.on)
        for risk in reversed(risks)
        if risk.score is not None
    }


def met_by_score(criteria: Iterable[Criterion], scores: Mapping[str, Score]) -> str:
    """A criterion that a score meets, in a sentence; "" when none does."""
    for criterion in criteria:
        if criterion.rule == "score_at_least":
            met, why = _score_at_least(criterion, CriteriaFacts(referred_on=date.max, scores=scores))
            if met:
                return f"{criterion.name} is met: {why}"
    return ""


def events_counted(criterion: Criterion, facts: CriteriaFacts) -> int:
    """How many days of abuse fall into the criterion's months before the referral; the first day of them counts."""
    since = add_months(facts.referred_on, -(criterion.months or 12))
    return sum(since <= day <= facts.referred_on for day in facts.events)


def _judgement(criterion: Criterion, facts: CriteriaFacts) -> tuple[bool | None, str]:
    if facts.judged_high or (criterion.code in facts.claimed and facts.judgement_reason.strip()):
        return True, "A professional is seriously concerned. It stands alone, whatever the score."
    if criterion.code in facts.claimed:
        return None, "Named without a reason: ask what worries the referrer."
    return False, "No professional judgement was sent."


def _score_at_least(criterion: Criterion, facts: CriteriaFacts) -> tuple[bool | None, str]:
    scores, needed = facts.scores or {}, criterion.threshold or 0
    # Of several tools with the same threshold the highest counts: a lower score never takes a higher one down.
    found = max((scores[tool] for tool in criterion.instruments if tool in scores), key=lambda one: one.score,
                default=None)  # fmt: skip
    if found is None:
        claimed = criterion.code in facts.claimed
        return (None, "Named, but no score was sent: ask for it.") if claimed else (False, "No score was sent.")
    words = f"{found.score} on {day_words(found.on)}; {needed} are needed."
    if found.score >= needed:
        return True, words
    if found.score + found.unknowns >= needed:
        return None, f"{words} {found.unknowns} answers are not known, and could make it so."
    return False, f"{words} A score never lowers a judgement."


def _events_within(criterion: Criterion, facts: CriteriaFacts) -> tuple[bool | None, str]:
    known = events_counted(criterion, facts)
    crimes = f", or {criterion.crimes} that are crimes" if criterion.crimes else ""
    words = f"{known} recorded here in {criterion.months} months; {criterion.events} are needed{crimes}."
    if known >= (criterion.events or 0):
        return True, words
    if criterion.code in facts.claimed:
        return None, f"The referrer states it. {words} Ask for the days, whoever was told of them."
    if criterion.crimes and known >= criterion.crimes:
        return None, f"{words} Ask which of them were crimes."
    return False, words


def _repeat(criterion: Criterion, facts: CriteriaFacts) -> tuple[bool | None, str]:
    if facts.repeat is None:
        claimed = criterion.code in facts.claimed
        why = "No earlier referral of the same pair is recognised here"
        return (None, f"{why}: ask when and where.") if claimed else (False, f"{why}.")
    return facts.repeat, facts.repeat_why


def _stated(criterion: Criterion, facts: CriteriaFacts) -> tuple[bool | None, str]:
    if criterion.code not in facts.claimed:
        return False, "Not stated."
    if criterion.code in facts.automatic:
        return True, "Stated by the referrer. In this area that takes the case on."
    return True, "Stated by the referrer."


_RULES: dict[CriterionRule, Callable[[Criterion, CriteriaFacts], tuple[bool | None, str]]] = {
    "judgement": _judgement,
    "score_at_least": _score_at_least,
    "events_within": _events_within,
    "repeat": _repeat,
    "stated": _stated,
}
