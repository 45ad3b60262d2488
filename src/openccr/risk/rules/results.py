"""What an assessment comes to, in words, and which of several stands.

The score informs; the judgement decides, upwards only: a score never overwrites a judgement, and a judgement never
lowers a high score. Nothing here ever says "low" (domain 2.4 to 2.6, "what must never happen").
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from openccr.content.schema.instruments import Instrument


@dataclass(frozen=True, kw_only=True)
class Assessed:
    """An assessment as the rules read it; score and unknowns are None where only part of them was sent.

    Args:
        instrument: None when the pack no longer holds it.
        judged_high: the practitioner's judgement; None where none was given.
        grade: key of the instrument's grade, where it has grades.
        reviewed_high: a second person judged it high.
    """

    instrument: Instrument | None
    score: int | None
    unknowns: int | None
    judged_high: bool | None
    not_asked: int = 0
    grade: str = ""
    reviewed_high: bool = False
    answers: Mapping[int, str] = field(default_factory=dict)

    @property
    def supplement(self) -> bool:
        """Whether it stands beside another assessment rather than for itself."""
        return self.instrument is not None and self.instrument.supplement


def is_high(assessed: Assessed) -> bool:
    """High by the score, by the judgement, or by a second person's: each raises, none lowers."""
    return _judges_high(assessed) or assessed.reviewed_high or scores_high(assessed)


def _judges_high(assessed: Assessed) -> bool:
    """The practitioner's own judgement, in whichever of the two ways the instrument asks for it."""
    grade = assessed.instrument.grades.get(assessed.grade) if assessed.instrument else None
    return assessed.judged_high is True or (grade is not None and grade.high)


def scores_high(assessed: Assessed) -> bool:
    """Whether the score alone reaches the instrument's threshold; never for one that does not count."""
    tool = assessed.instrument
    return tool is not None and tool.counting is not None and (assessed.score or 0) >= tool.counting.threshold


def standing(newest_first: Sequence[Assessed]) -> int | None:
    """Which of one person's assessments stands for her, as its place; None when there is none.

    The newest counts, but for two things. A supplement stands only where it raises the case to high. A score that
    came without a judgement and is not high takes nothing from an earlier high: only somebody who judges anew does.
    """
    counting = [place for place, one in enumerate(newest_first) if is_high(one) or not one.supplement]
    if not counting:
        return 0 if newest_first else None
    decided = (
        place for place in counting if is_high(newest_first[place]) or newest_first[place].judged_high is not None
    )
    last = next(decided, None)
    return last if last is not None and is_high(newest_first[last]) else counting[0]


def wording(assessed: Assessed) -> str:
    """The result in words, always with the count of what is not known."""
    tool = assessed.instrument
    if assessed.score is None and (tool is None or tool.counting is not None or not assessed.answers):
        return _judged(assessed)
    counted = _counted(assessed)
    if tool is None:
        # An answer to an instrument that the pack no longer holds: nothing is said of what its score means.
        return f"High on professional judgement; {counted}" if is_high(assessed) else f"Another tool: {counted}"
    if is_high(assessed) and not scores_high(assessed):
        whose = "professional" if _judges_high(assessed) else "a second person's"
        return f"High on {whose} judgement; {counted} on the {tool.name}"
    if tool.supplement:
        return f"{tool.name}: {counted}. It takes nothing from the assessment of the case"
    if tool.counting is None:
        grade = tool.grades.get(assessed.grade)
        return f"{grade.name if grade else 'Not identified as high on this tool'}; {counted} on the {tool.name}"
    said = "; judged not high" if assessed.judged_high is False and scores_high(assessed) else ""
    return f"{tool.band(assessed.score or 0).name}: {counted}{said}"


def _judged(assessed: Assessed) -> str:
    if is_high(assessed):
        return "High on professional judgement; no score given"
    if assessed.judged_high is None:
        return "No score and no judgement given"
    return "Not identified as high on professional judgement; no score given"


def _counted(assessed: Assessed) -> str:
    known = "unknowns not stated" if assessed.unknowns is None else f"{assessed.unknowns} not known"
    parts = [f"{assessed.score} yes"] if assessed.score is not None else []
    parts += [known, *([f"{assessed.not_asked} not asked"] if assessed.not_asked else [])]
    return ", ".join(parts)
