"""How well risk is being identified (domain 2.10). Every share has its whole, and nothing is shown of nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from statistics import median


@dataclass(frozen=True)
class Share:
    """A part of a whole; `percent` is None where the whole is nothing, since 0% of nothing says something false."""

    part: int
    whole: int

    @property
    def percent(self) -> float | None:
        return 100 * self.part / self.whole if self.whole else None


@dataclass(frozen=True, kw_only=True)
class AssessmentFact:
    """One assessment as the indicators count it.

    Args:
        instrument: key@version.
        items: how many the instrument asks; 0 where only a score was sent, so that its unknowns are not invented.
        not_known: items answered "not known" or not asked.
        high: by score, judgement or a second person.
        judged_high: None where no judgement was given.
    """

    instrument: str
    items: int
    not_known: int
    score: int | None
    scores_high: bool
    high: bool
    judged_high: bool | None
    has_reason: bool


@dataclass(frozen=True)
class ChangeFact:
    """One reported change; `answered_on` is the day of the assessment that answered it, None while none has."""

    due_on: date
    answered_on: date | None


@dataclass(frozen=True, kw_only=True)
class Indicators:
    """The six figures of domain 2.10.

    Args:
        with_judgement: assessments with the judgement's reasons in words.
        items_not_known: items not known or not asked, of all items of answered instruments.
        median_score: by instrument, of those that count.
        high: by instrument.
        reassessed_in_time: changes answered by their day, of those answered or past it.
        disagreement: score and judgement part, of assessments that have both.
    """

    with_judgement: Share
    items_not_known: Share
    median_score: Mapping[str, float]
    high: Mapping[str, Share]
    reassessed_in_time: Share
    disagreement: Share


def indicators(facts: Iterable[AssessmentFact], changes: Iterable[ChangeFact], *, today: date) -> Indicators:
    """Count the assessments and changes of a period."""
    counted = list(facts)
    both = [one for one in counted if one.score is not None and one.judged_high is not None]
    ripe = [one for one in changes if one.answered_on is not None or one.due_on < today]
    by_tool: dict[str, list[AssessmentFact]] = {}
    for one in counted:
        by_tool.setdefault(one.instrument, []).append(one)
    scores = {tool: [one.score for one in rows if one.score is not None] for tool, rows in by_tool.items()}
    return Indicators(
        with_judgement=Share(sum(one.has_reason for one in counted), len(counted)),
        items_not_known=Share(sum(one.not_known for one in counted if one.items), sum(one.items for one in counted)),
        median_score={tool: float(median(given)) for tool, given in scores.items() if given},
        high={tool: Share(sum(one.high for one in rows), len(rows)) for tool, rows in by_tool.items()},
        reassessed_in_time=Share(sum(_in_time(one) for one in ripe), len(ripe)),
        disagreement=Share(sum(one.judged_high != one.scores_high for one in both), len(both)),
    )


def _in_time(change: ChangeFact) -> bool:
    return change.answered_on is not None and change.answered_on <= change.due_on
