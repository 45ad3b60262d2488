"""Reads the final bytes again before release: none of what was kept back may stand in them, in any form."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from openccr.subjectaccess.rules.pdf_text import UnreadablePdf, contents_of, metadata_of, text_of
from openccr.subjectaccess.rules.sentences import squeezed, words
from openccr.subjectaccess.rules.tagging import Case, looks_like_a_place, telling_words

SHORTEST = 3
"""Names of fewer letters are compared as words of withheld sentences only: "Al" is in "also"."""
LONG = 6
"""From so many letters on a token is also looked for written together with anything else."""
NOISE = 10
"""The same in a stream, which is full of numbers: a short one is found there by chance. A word that stands alone is
looked for there from LONG letters on: what is shown of it is read on the page."""


@dataclass(frozen=True, kw_only=True)
class Forbidden:
    """What a bundle must not hold.

    Args:
        names: name words of everybody else, casefolded, without those the subject shares.
        places: whereabouts of anybody, squeezed.
        sentences: sentences kept back, whole.
        tokens: words and numbers that stand in kept-back sentences and in none that is let go.
    """

    names: frozenset[str]
    places: frozenset[str]
    sentences: tuple[str, ...]
    tokens: frozenset[str]


NOTHING = Forbidden(names=frozenset(), places=frozenset(), sentences=(), tokens=frozenset())


def forbidden(*, withheld: Iterable[str], released: Iterable[str], case: Case) -> Forbidden:
    """What must not stand in a bundle that lets `released` go and keeps `withheld` back."""
    kept_back, let_go = tuple(withheld), tuple(released)
    open_words = {word.casefold() for text in let_go for word in words(text)}
    tokens = {word for text in kept_back for word in telling_words(text, case=case)} - open_words
    return Forbidden(
        names=frozenset(name for name in case.other_words if len(name) >= SHORTEST),
        places=frozenset(place for place in case.places if len(place) >= SHORTEST),
        sentences=tuple(text for text in kept_back if len(words(text)) >= 4 and text not in let_go),
        tokens=frozenset(word for word in tokens if len(word) >= SHORTEST),
    )


@dataclass(frozen=True)
class Found:
    """Something in the final bytes that was kept back.

    Args:
        where: text, page, metadata, stream or bytes.
        kind: name, place, sentence or token; never the word itself, since this is shown and logged.
    """

    where: str
    kind: str


def found_in(parts: Sequence[tuple[str, bytes]], *, against: Forbidden) -> list[Found]:
    """What of the forbidden stands in these files, as (name, bytes): their text, streams, metadata and names.

    Raises UnreadablePdf for a PDF that cannot be read back.
    """
    found: list[Found] = []
    for name, data in parts:
        for where, text in _layers(name, data):
            if where == "text" and any(looks_like_a_place(line) for line in text.splitlines()):
                found.append(Found(where, "place"))
            least = (LONG, NOISE) if where == "stream" else (SHORTEST, LONG)
            found += [Found(where, kind) for kind in _kinds_in(text, against, *least)]
    return sorted(set(found), key=lambda one: (one.where, one.kind))


def _layers(name: str, data: bytes) -> Iterable[tuple[str, str]]:
    yield "file name", name
    if data.startswith(b"%PDF"):
        page = text_of(data)
        if not page.strip():
            raise UnreadablePdf("The PDF has no text that can be read back")
        yield "page", page
        yield "metadata", metadata_of(data)
        for stream in contents_of(data):
            yield "stream", _printable(stream)
    else:
        yield "text", data.decode("utf-8", "replace")


def _printable(stream: bytes) -> str:
    """Only runs of letters: what is packed differently is noise in which any short word is found by chance."""
    return " ".join(one.decode("latin-1") for one in re.findall(rb"[ -~]{8,}", stream))


def _kinds_in(text: str, against: Forbidden, alone: int, least: int) -> set[str]:
    """What of the forbidden stands in a text: words from `alone` letters on, from `least` on also within others."""
    # A line break of the page may stand in the middle of anything.
    low, flat = {word.casefold() for word in words(text) if len(word) >= alone}, squeezed(text)
    bare = {word.removesuffix("'s").removesuffix("’s") for word in low}
    kinds = set()
    if (against.names & (low | bare)) or _inside(against.names, flat, least):
        kinds.add("name")
    if (against.places & low) or _inside(against.places, flat, least):
        kinds.add("place")
    if (against.tokens & low) or _inside((one for one in against.tokens if _odd(one)), flat, least):
        kinds.add("token")
    if any(squeezed(sentence) in flat for sentence in against.sentences):
        kinds.add("sentence")
    return kinds


def _inside(tokens: Iterable[str], flat: str, least: int) -> bool:
    return any(len(one) >= least and one in flat for one in map(squeezed, tokens))


def _odd(token: str) -> bool:
    # Numbers alone are compared as they stand: run together with a date or a page they would be found by chance.
    return any(one.isdigit() for one in token) and not token.isdigit()
