"""The word check beside what somebody has typed: words that blame her or say nothing, each with a better one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from openccr.conference.rules.drafts import Answers, people, said
from openccr.conference.rules.questions import Step
from openccr.content.schema.words import Words
from openccr.content.word_check import Found, check_words
from openccr.kernel.actors import Actor
from openccr.partnership.practice import practice


def words_to_look_at(actor: Actor, texts: Mapping[str, str]) -> dict[str, list[Found]]:
    """Texts by their key → what the pack would word better, each phrase once; a text without any is left out."""
    words = practice(actor).words
    found = {key: each_once(check_words(text, words=words)) for key, text in texts.items() if text}
    return {key: phrases for key, phrases in found.items() if phrases}


def words_in(steps: Sequence[Step], answers: Answers, *, words: Words) -> list[tuple[Step, list[Found]]]:
    """What the pack would word better in the answers of a referral, by the page that asked, in its order."""
    found = []
    for step in steps:
        asked = [question.key for question in step.questions if question.kind == "words"]
        each: list[Answers] = [*people(answers, step.key)] or [answers]
        texts = [said(one, key) for one in each for key in asked]
        if phrases := each_once([one for text in texts for one in check_words(text, words=words)]):
            found.append((step, phrases))
    return found


def each_once(found: Sequence[Found]) -> list[Found]:
    """Each phrase once, however often it was written."""
    return list({one.phrase.casefold(): one for one in found}.values())
