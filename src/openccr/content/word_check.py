"""The word check: points at words that blame her or say nothing, with a better phrase and why. It never blocks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from openccr.content.schema.words import Words

BLAMES = "It says something of the victim where it should say what was done, and by whom."
"""Why of a word that the pack avoids without giving a reason of its own."""


@dataclass(frozen=True, kw_only=True)
class Found:
    """A place in a text that could be worded better.

    Args:
        start, end: where it stands, in characters of the text.
        phrase: as it was written.
        instead: the better phrase, or what to say there.
        why: the reason, in a sentence.
    """

    start: int
    end: int
    phrase: str
    instead: str
    why: str


@dataclass(frozen=True)
class Piece:
    """A part of a text, pointed at or not: what a page draws one after the other."""

    text: str
    found: Found | None = None


def check_words(text: str, *, words: Words) -> tuple[Found, ...]:
    """What the pack would word better, in the order of the text; where phrases overlap, the longest.

    Args:
        text: as somebody wrote it.
        words: the pack's words: those it avoids (`avoid`) and those it points at (`say_instead`).
    """
    found = sorted(_every(text, words), key=lambda one: (one.start, -one.end))
    kept: list[Found] = []
    for one in found:
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
    return tuple(kept)


def pieces(text: str, found: Sequence[Found]) -> tuple[Piece, ...]:
    """The whole text cut at what was found, so that a page can underline it without building markup."""
    cut: list[Piece] = []
    place = 0
    for one in found:
        cut += [Piece(text[place : one.start]), Piece(text[one.start : one.end], one)]
        place = one.end
    return tuple(piece for piece in (*cut, Piece(text[place:])) if piece.text)


def _every(text: str, words: Words) -> Iterator[Found]:
    entries = [(one.phrases, one.instead, one.why or BLAMES) for one in words.avoid.values()]
    entries += [(one.phrases, one.instead, one.why) for one in words.say_instead.values()]
    for phrases, instead, why in entries:
        for phrase in phrases:
            for match in _pattern(phrase).finditer(text):
                yield Found(start=match.start(), end=match.end(), phrase=match[0], instead=instead, why=why)


def _pattern(phrase: str) -> re.Pattern[str]:
    """Whole words, whatever the case, the spaces and line ends between them, and the kind of apostrophe."""
    words = r"\s+".join(re.escape(word).replace("'", "['\u2019]") for word in phrase.split())
    return re.compile(rf"(?<!\w){words}(?!\w)", re.IGNORECASE)
