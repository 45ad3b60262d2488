"""What the agency that holds a record says when it is asked, and what it is asked with."""

from __future__ import annotations

from openccr.kernel.refusals import Refusal

SAY, NOTHING = "say", "nothing"
ANSWERS = {SAY: "We want to say something", NOTHING: "We say nothing"}
LIKELY = 0.95
"""From this probability a record is called likely; below, it is possible."""
ASKED_FROM = 0.49
"""Below this probability nobody is asked. Of what a rule of the engine holds apart (`UNDECIDED`), its keeper is."""


def why_not_answered(*, answered: bool, answer: str, words: str, why: str) -> Refusal | None:
    """Why an answer does not stand, or None.

    Args:
        answered: it was answered before.
        words: what is said; nothing is said with nothing.
    """
    if answered:
        return Refusal("This has been answered.")
    if answer not in ANSWERS:
        return Refusal("Choose whether you say something.", field="answer")
    if answer == SAY and not words.strip():
        return Refusal("Write what the partnership should know.", field="words")
    if answer == NOTHING and words.strip():
        return Refusal("Whoever says nothing writes nothing here.", field="words")
    if not why.strip():
        return Refusal("Say why, for your own record.", field="why")
    return None
