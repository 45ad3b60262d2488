"""The word check: which words it points at, where they stand, and that it offers something better."""

from __future__ import annotations

import pytest

from openccr.content import load
from openccr.content.word_check import check_words, pieces

WORDS = load().words


def phrases(text: str) -> list[str]:
    return [one.phrase for one in check_words(text, words=WORDS)]


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("She failed to engage with us.", "failed to engage"),
        ("She CHOSE  to\nstay.", "CHOSE  to\nstay"),
        ("Police to monitor.", "monitor"),
        ("She won’t leave.", "won’t leave"),
        ("This is now low risk", "low risk"),
    ],
)
def test_words_that_blame_her_or_say_nothing_are_pointed_at(text: str, phrase: str) -> None:
    (found,) = check_words(text, words=WORDS)
    assert (found.phrase, text[found.start : found.end]) == (phrase, phrase)
    assert found.instead and found.why


def test_a_part_of_a_word_is_left_alone() -> None:
    assert phrases("The baby monitors were sold. He was a monitoring officer's son.") == []


def test_of_phrases_that_overlap_the_longest_is_shown_once() -> None:
    assert phrases("Agencies to be aware and continue to monitor.") == ["Agencies to be aware", "continue to monitor"]


def test_a_text_without_such_words_is_left_alone() -> None:
    assert phrases("Police arrest him by Friday. She said she is afraid of him.") == []


def test_the_pieces_make_up_the_text_again() -> None:
    text = "She claims that he lost control.\nContinue to monitor"
    cut = pieces(text, check_words(text, words=WORDS))
    assert "".join(piece.text for piece in cut) == text
    assert [piece.text for piece in cut if piece.found] == ["She claims", "lost control", "Continue to monitor"]
