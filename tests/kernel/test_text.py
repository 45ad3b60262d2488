"""Two wordings of the same words are compared alike."""

from __future__ import annotations

from xml.parsers import expat

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openccr.kernel.text import comparable, printable


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("D.O.B.", "dob"),
        ("  Victim’s \u00a0surname", "VICTIMS SURNAME"),
        ("O'Neill", "ONEILL"),
        ("Zoë", "zoe"),
        ("Jose\u0301", "José"),  # the accent apart, as some programs write it
        ("Ionuț", "Ionuţ"),  # comma and cedilla below
        ("Strauß", "STRAUSS"),
        ("ﬁancée", "fiancee"),
        ("ΆΝΝΑ", "άννα"),
        ("İlker", "ilker"),
        ("perp_2", "Perp 2"),
        ("Ｒｏ", "ro"),  # full width
        ("𝐑𝐨", "ro"),
    ],
)
def test_case_spaces_punctuation_and_accents_do_not_count(one: str, other: str) -> None:
    assert comparable(one) == comparable(other)


@pytest.mark.parametrize(("one", "other"), [("Ro", "Roe"), ("perp 1", "perp 2"), ("Łukasz", "Lukasz"), ("Ян", "Jan")])
def test_other_letters_are_other_words(one: str, other: str) -> None:
    assert comparable(one) != comparable(other)


@pytest.mark.parametrize("text", ["", " ", "—", "...", "\u0301"])
def test_nothing_but_punctuation_is_nothing(text: str) -> None:
    assert comparable(text) == ""


@given(st.text())
def test_what_is_comparable_already_stays_as_it_is(text: str) -> None:
    assert comparable(comparable(text)) == comparable(text)


@given(st.text())
def test_capitals_never_count(text: str) -> None:
    assert comparable(text.casefold()) == comparable(text)


@given(st.text(st.characters(min_codepoint=0, max_codepoint=0x10FFFF)))
def test_what_is_printable_stands_in_any_document(text: str) -> None:
    plain = printable(text)
    expat.ParserCreate().Parse(
        b"<x>" + plain.replace("&", "").replace("<", "").replace(">", "").encode() + b"</x>", True
    )
    assert plain == text or len(plain) < len(text)
