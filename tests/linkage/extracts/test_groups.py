"""Ethnicity as agencies write it → the groups of the pack, for the queue's own figures."""

from __future__ import annotations

import pytest

from openccr.linkage.rules.groups import OTHERWISE, group_of, group_words

WORDS = group_words(
    {"white_british": "English or British", "roma": "Roma", "not_recorded": "Not recorded"},
    [{"white_british": ("White - British", "W1"), "not_recorded": ("NK",)}, {"roma": ("Gypsy/Roma",)}],
)


@pytest.mark.parametrize(
    ("text", "group"),
    [
        ("white_british", "white_british"), ("White British", "white_british"), ("WHITE - BRITISH", "white_british"),
        ("w1", "white_british"), ("english or british", "white_british"), ("Gypsy / Roma", "roma"), ("NK", ""),
        ("", ""), ("  ", ""), ("Anna Kowalska", OTHERWISE),
    ],
)  # fmt: skip
def test_one_group_has_one_line_however_it_is_written(text: str, group: str) -> None:
    assert group_of(text, WORDS, unrecorded=frozenset({"not_recorded"})) == group
