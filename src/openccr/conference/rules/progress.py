"""How far a draft is: which pages have an answer, which have something to correct, and what comes next."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from openccr.conference.rules.drafts import Answers, people, said
from openccr.conference.rules.questions import Step
from openccr.conference.rules.steps import step_asking
from openccr.kernel.refusals import Refusal


class Progress(StrEnum):
    """How far one page is."""

    TO_CORRECT = "to_correct"
    FILLED = "filled"
    TO_DO = "to_do"
    OPTIONAL = "optional"


def progress_of(step: Step, answers: Answers, problems: Sequence[Refusal], steps: tuple[Step, ...]) -> Progress:
    """How far a page is. What is missing from a page that nobody has opened yet is to do, not to correct."""
    filled = is_filled(step, answers)
    if filled and any(step_asking(why.field or "", steps) == step for why in problems):
        return Progress.TO_CORRECT
    if filled:
        return Progress.FILLED
    return Progress.TO_DO if step.needed else Progress.OPTIONAL


def is_filled(step: Step, answers: Answers) -> bool:
    """Whether a page has an answer other than the one that stands before anybody gives one."""
    if step.repeats:
        return any(says_something(step, one) for one in people(answers, step.key))
    return says_something(step, answers)


def says_something(step: Step, answers: Answers) -> bool:
    """Whether one of the questions has an answer other than its first."""
    return any(
        bool(answers.get(one.key)) and (not one.first or said(answers, one.key) != one.first) for one in step.questions
    )


def next_after(step: Step, steps: tuple[Step, ...]) -> Step | None:
    """The page that follows, or None after the last."""
    at = steps.index(step) + 1
    return steps[at] if at < len(steps) else None


def before(step: Step, steps: tuple[Step, ...]) -> Step | None:
    """The page before, or None at the first."""
    at = steps.index(step)
    return steps[at - 1] if at else None
