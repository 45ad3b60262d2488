"""A survey that anybody may answer without a name: its questions, what is kept of an answer, what its code shows."""

from __future__ import annotations

from collections.abc import Sequence

from openccr.kernel.refusals import Refusal
from openccr.voice.rules.contributions import State

MOST_QUESTIONS = 12
"""More than that is too much for somebody who has five minutes alone."""
LONGEST_QUESTION = 300
LONGEST_ANSWER = 2_000
NONE_OF_THESE = "none"
"""Ticked by whoever says who they are and is of none of the groups."""


def read_questions(text: str) -> tuple[str, ...]:
    """The questions, one a line. Raises Refusal (field `questions`) for too many and for one that is too long."""
    found = tuple(line.strip() for line in text.splitlines() if line.strip())
    if len(found) > MOST_QUESTIONS:
        raise Refusal(f"Ask {MOST_QUESTIONS} questions at the most.", remedy="Leave some out.", field="questions")
    if long := next((one for one in found if len(one) > LONGEST_QUESTION), ""):
        raise Refusal(f"This question is too long: {long[:60]} …", remedy="Make it shorter.", field="questions")
    return found


def as_words(questions: Sequence[str], answers: Sequence[str]) -> str:
    """What was answered, each under its question; questions without an answer are left out."""
    pairs = zip(questions, answers, strict=True)
    return "\n\n".join(f"{question}\n{answer.strip()}" for question, answer in pairs if answer.strip())


def groups_said(ticked: Sequence[str]) -> list[str] | None:
    """The groups that somebody says they belong to; None where they did not say."""
    return [one for one in ticked if one != NONE_OF_THESE] if ticked else None


def reply_for(state: str, *, changed: bool | None) -> str:
    """Key of the pack's neutral reply for an answer that has come so far; empty while nobody has read it."""
    if state == State.FED_BACK:
        return "done" if changed else "not_done"
    return {State.THEMED: "read", State.SENT: "considered", State.DONE: "done", State.NOT_DONE: "not_done"}.get(
        State(state), ""
    )
