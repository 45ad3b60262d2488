"""Counting an instrument's answers, and the words a result is shown with.

The score informs; the judgement decides, upwards only. Nothing here ever says "low" (domain 2.4 to 2.6).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from openccr.content.schema.instruments import Instrument
from openccr.kernel.events import Event
from openccr.kernel.periods import ahead
from openccr.kernel.refusals import Refusal

YES, NO, UNKNOWN = "yes", "no", "unknown"


@dataclass(frozen=True)
class Finding:
    """What an instrument's answers come to.

    Args:
        score: how many items were answered yes.
        unknowns: how many were answered "not known" or left open: never counted as a no.
        flags: names of the red flags and clusters raised, which call for judgement whatever the score.
    """

    score: int
    unknowns: int
    flags: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Assessed:
    """An assessment as the rules read it; score and unknowns are None where only part of them was sent."""

    instrument: Instrument | None
    score: int | None
    unknowns: int | None
    judged_high: bool | None
    answers: Mapping[int, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class SentScore:
    """A score and judgement that came with a referral, without the answers behind them.

    Args:
        instrument: key@version of the pack.
        score: number of yes answers, as sent.
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


def find(instrument: Instrument, answers: Mapping[int, str]) -> Finding:
    """Count the answers (item number → yes, no or unknown) and raise the flags."""
    yes = {number for number in instrument.numbers if answers.get(number) == instrument.scored_answer}
    answered = {number for number in instrument.numbers if answers.get(number, UNKNOWN) != UNKNOWN}
    flags = [flag.name for flag in instrument.red_flags.values() if yes & set(flag.items)]
    flags += [each.name for each in instrument.clusters.values() if all(yes & set(part) for part in each.parts)]
    return Finding(score=len(yes), unknowns=len(instrument.items) - len(answered), flags=tuple(flags))


def is_high(assessed: Assessed) -> bool:
    """High by the score or by judgement: a score never lowers a judgement, nor a judgement a score (mission)."""
    return assessed.judged_high is True or scores_high(assessed)


def scores_high(assessed: Assessed) -> bool:
    """Whether the score alone reaches the instrument's threshold."""
    return assessed.instrument is not None and (assessed.score or 0) >= assessed.instrument.threshold


def wording(assessed: Assessed) -> str:
    """The result in words, always with the count of what is not known."""
    tool = assessed.instrument
    if assessed.score is None:
        return _judged(assessed)
    counted = f"{assessed.score} yes, {_not_known(assessed.unknowns)}"
    if tool is None:
        # An answer to an instrument that the pack no longer holds: nothing is said of what its score means.
        return f"High on professional judgement; {counted}" if assessed.judged_high else f"Another tool: {counted}"
    if assessed.judged_high and not scores_high(assessed):
        return f"High on professional judgement; {counted} on the {tool.name}"
    said = "; judged not high" if assessed.judged_high is False and scores_high(assessed) else ""
    return f"{tool.band(assessed.score).name}: {counted}{said}"


def _judged(assessed: Assessed) -> str:
    if assessed.judged_high is None:
        return "No score and no judgement given"
    if assessed.judged_high:
        return "High on professional judgement; no score given"
    return "Not identified as high on professional judgement; no score given"


def _not_known(unknowns: int | None) -> str:
    return "unknowns not stated" if unknowns is None else f"{unknowns} not known"


def why_not_assessed(
    *,
    instrument: Instrument,
    answers: Mapping[int, str],
    judged_high: bool | None,
    reason: str,
    assessed_on: date,
    today: date,
) -> Refusal | None:
    """Why an assessment cannot be kept as it stands, or None.

    The judgement is asked for each time; reasons are needed for "high", and for "not high" where the tool says high or
    raises a flag, since that is where judgement and tool part (domain 2.5).
    """
    if strange := sorted(set(answers) - set(instrument.numbers)):
        return Refusal(f"{instrument.name} has no item {strange[0]}.", field="answers")
    if wrong := sorted({answer for answer in answers.values() if answer not in instrument.answers}):
        remedy = f"Use one of: {', '.join(instrument.answers)}."
        return Refusal(f"“{wrong[0]}” is not an answer.", remedy=remedy, field="answers")
    if early := ahead(assessed_on, today=today, field="assessed_on"):
        return early
    if judged_high is None:
        remedy = "The score does not decide."
        return Refusal("Say whether you judge the risk to be high.", remedy=remedy, field="judged_high")
    found = find(instrument, answers)
    tool_says = found.score >= instrument.threshold or bool(found.flags)
    if not reason.strip() and (judged_high or tool_says):
        why = "" if judged_high else f" The tool shows {found.score} yes{_and_flags(found)}."
        return Refusal(f"Give the reasons for your judgement.{why}", field="judgement_reason")
    return None


def _and_flags(found: Finding) -> str:
    return f" and “{found.flags[0]}”" if found.flags else ""


def why_not_score(*, instrument: Instrument, score: int | None, judged_high: bool | None) -> Refusal | None:
    """Why a score that another agency sent cannot be kept, or None."""
    if score is None and judged_high is None:
        return Refusal("There is neither a score nor a judgement.", field="dash_score")
    if score is not None and not 0 <= score <= len(instrument.items):
        return Refusal(
            f"{score} is not a score of the {instrument.name}.",
            remedy=f"Give 0 to {len(instrument.items)}: the number of items answered yes.",
            field="dash_score",
        )
    return None


@dataclass(frozen=True)
class RiskAssessed(Event):
    """A risk assessment was entered."""

    assessment_id: UUID
    high: bool
