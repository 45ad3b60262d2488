"""Human references: random, and a slip is caught."""

from __future__ import annotations

import itertools

from openccr.kernel.references import ALPHABET, check_character, is_reference, new_reference


def test_a_new_reference_is_one() -> None:
    for _ in range(200):
        assert is_reference(new_reference(prefix="M"))


def test_one_wrong_character_is_always_caught() -> None:
    good = new_reference(prefix="M", choose=lambda letters: letters[3])
    body = good.removeprefix("M-").replace("-", "")
    for position, other in itertools.product(range(8), ALPHABET):
        if body[position] != other:
            assert not is_reference("M-" + body[:position] + other + body[position + 1 :])


def test_most_swapped_neighbours_are_caught() -> None:
    caught = total = 0
    for one, two in itertools.permutations(ALPHABET, 2):
        body = f"34{one}{two}79C"
        swapped = f"34{two}{one}79C"
        total += 1
        caught += check_character(body) != check_character(swapped)
    assert caught / total > 0.95


def test_case_and_spaces_around_do_not_matter_and_nonsense_is_none() -> None:
    good = new_reference(prefix="M")
    assert is_reference(f"  {good.lower()} ")
    for text in ("", "M", "M-", "M-0000-0000", "7F3K-Q9XT-AAAA", "M-3467-9CD"):
        assert not is_reference(text)
