"""What an assessment needs before it can be kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from openccr.content.schema.instruments import Instrument
from openccr.kernel.periods import ahead
from openccr.kernel.refusals import Refusal
from openccr.risk.rules.counting import Finding, find


@dataclass(frozen=True, kw_only=True)
class SentScore:
    """A score and judgement that came with a referral, without the answers behind them.

    Args:
        instrument: key@version of the pack.
        score: number of yes answers, as sent.
        grade: key of the instrument's grade, of one that is graded and has no score.
        judged_high: professional judgement, kept apart from the score.
        agency_name: who assessed.
        author_name: the practitioner there, if named.
    """

    file_id: UUID
    person_id: UUID
    instrument: str
    score: int | None
    judged_high: bool | None
    judgement_reason: str
    assessed_on: date
    agency_name: str
    author_name: str
    grade: str = ""


def why_not_assessed(
    *,
    instrument: Instrument,
    answers: Mapping[int, str],
    judged_high: bool | None,
    grade: str = "",
    reason: str,
    high_before: bool = False,
    assessed_on: date,
    today: date,
) -> Refusal | None:
    """Why an assessment cannot be kept as it stands, or None.

    Args:
        answers: item number → key of the scale.
        judged_high: the judgement; a supplement may leave it open, which takes nothing from what stands.
        grade: key of the instrument's grade, where it has grades.
        high_before: whether the assessment that stands so far is high.

    The judgement is asked for each time. Reasons are needed for "high", and wherever the judgement parts from the
    tool, from a flag or from a high that stands (domain 2.5).
    """
    return (
        _strange(instrument, answers)
        or ahead(assessed_on, today=today, field="assessed_on")
        or _unjudged(instrument, judged_high, grade)
        or _unreasoned(instrument, find(instrument, answers), judged_high, reason.strip(), high_before=high_before)
    )


def _strange(instrument: Instrument, answers: Mapping[int, str]) -> Refusal | None:
    if strange := sorted(set(answers) - set(instrument.numbers)):
        return Refusal(f"{instrument.name} has no item {strange[0]}.", field="answers")
    if wrong := sorted({answer for answer in answers.values() if answer not in instrument.answers}):
        remedy = f"Use one of: {', '.join(instrument.answers)}."
        return Refusal(f"“{wrong[0]}” is not an answer.", remedy=remedy, field="answers")
    missing = sorted(set(instrument.numbers) - set(answers))
    if instrument.supplement and missing:
        remedy = "Each item of a supplement is answered; “not asked” is an answer too."
        return Refusal(f"Item {missing[0]} has no answer.", remedy=remedy, field="answers")
    return None


def _unjudged(instrument: Instrument, judged_high: bool | None, grade: str) -> Refusal | None:
    if instrument.grades:
        if grade not in instrument.grades:
            remedy = f"Use one of: {', '.join(one.name for one in instrument.grades.values())}."
            return Refusal("Give the grade.", remedy=remedy, field="grade")
        return None
    if instrument.supplement:
        if judged_high is False:
            remedy = "Leave the judgement as it stands, or assess the case anew."
            return Refusal("A supplement lowers nothing.", remedy=remedy, field="judged_high")
        return None
    if judged_high is None:
        remedy = "The score does not decide."
        return Refusal("Say whether you judge the risk to be high.", remedy=remedy, field="judged_high")
    return None


def _unreasoned(
    instrument: Instrument, found: Finding, judged_high: bool | None, reason: str, *, high_before: bool
) -> Refusal | None:
    if reason:
        return None
    if judged_high:
        return Refusal("Give the reasons for your judgement.", field="judgement_reason")
    if high_before and not instrument.supplement:
        sentence = "Give the reasons for your judgement. The last assessment was high: say what has changed."
        return Refusal(sentence, field="judgement_reason")
    reaches = instrument.counting is not None and (found.score or 0) >= instrument.counting.threshold
    if reaches or (found.raised and not (instrument.supplement and high_before)):
        return Refusal(
            f"Give the reasons for your judgement. The tool shows {_shown(found)}.", field="judgement_reason"
        )
    return None


def _shown(found: Finding) -> str:
    counted = [f"{found.score} yes"] if found.score is not None else []
    return " and ".join([*counted, *(f"“{name}”" for name in found.flags[:1])])


def why_not_score(
    *, instrument: Instrument, score: int | None, judged_high: bool | None, grade: str = ""
) -> Refusal | None:
    """Why a score or grade that another agency sent cannot be kept, or None."""
    if grade and grade not in instrument.grades:
        return Refusal(f"The {instrument.name} has no such grade.", remedy="Send the score.", field="risk_grade")
    if score is None and judged_high is None and not grade:
        return Refusal("There is neither a score nor a judgement.", field="dash_score")
    if score is not None and instrument.counting is None:
        return Refusal(f"The {instrument.name} has no score.", remedy="Send the grade.", field="dash_score")
    if score is not None and not 0 <= score <= len(instrument.items):
        return Refusal(
            f"{score} is not a score of the {instrument.name}.",
            remedy=f"Give 0 to {len(instrument.items)}: the number of items answered yes.",
            field="dash_score",
        )
    return None


def why_not_reviewed(*, author: UUID | None, reviewer: UUID | None, judged_high: bool, reason: str) -> Refusal | None:
    """Why a second person's look cannot be kept, or None. `author` and `reviewer` are appointments."""
    if author is not None and author == reviewer:
        remedy = "Ask your supervisor or another colleague on the case."
        return Refusal("A second person looks at it, and you made it.", remedy=remedy)
    if not reason.strip():
        why = "Say why you judge it to be high." if judged_high else "Say what you looked at."
        return Refusal(why, field="reason")
    return None
