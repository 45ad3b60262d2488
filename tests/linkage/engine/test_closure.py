"""What a third record says of two others of one person."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from openccr.linkage.engine.closure import closed


def after(pairs: dict[tuple[int, int], float], person: list[int]) -> dict[tuple[int, int], float]:
    low, high = (np.array([one[side] for one in pairs], np.int32) for side in (0, 1))
    found = closed(low, high, np.array(list(pairs.values()), float), np.array(person, np.int32))
    return {(int(a), int(b)): float(p) for a, b, p in zip(*found, strict=True)}


def test_two_that_are_surely_one_with_a_third_are_surely_one() -> None:
    assert after({(0, 1): 0.99, (1, 2): 0.98, (0, 2): 0.4}, [0, 0, 0])[0, 2] == pytest.approx(0.97)


def test_it_goes_through_more_than_one_record_and_finds_a_pair_that_shared_no_key() -> None:
    found = after({(0, 1): 0.99, (1, 2): 0.99, (2, 3): 0.99}, [0, 0, 0, 0])
    assert found[0, 3] == pytest.approx(0.97) and found[0, 2] == found[1, 3] == pytest.approx(0.98)
    assert len(found) == 6


def test_a_weak_chain_says_no_more_than_the_pair_itself() -> None:
    pairs = {(0, 1): 0.97, (1, 2): 0.97, (0, 2): 0.4}
    assert after(pairs, [0, 0, 0]) == pairs
    assert len(after({(0, 1): 0.97, (1, 2): 0.97}, [0, 0, 0])) == 2


def test_nothing_is_said_of_two_people() -> None:
    pairs = {(0, 1): 0.99, (1, 2): 0.99, (0, 2): 0.2, (3, 4): 0.97}
    assert after(pairs, [0, 0, 2, 3, 3]) == pairs


def test_each_persons_pairs_are_their_own() -> None:
    found = after({(0, 4): 0.99, (4, 8): 0.97, (2, 6): 0.96, (6, 7): 0.99}, [0, 1, 2, 3, 0, 5, 2, 2, 0])
    assert found[0, 8] == pytest.approx(0.96) and found[2, 7] == pytest.approx(0.95) and len(found) == 6


@given(st.lists(st.floats(0.01, 1), min_size=10, max_size=10), st.lists(st.integers(0, 1), min_size=5, max_size=5))
def test_nothing_is_lowered_and_nothing_is_above_what_it_follows_from(chances: list[float], who: list[int]) -> None:
    pairs = dict(zip(((a, b) for a in range(5) for b in range(a + 1, 5)), chances, strict=True))
    person = [who.index(one) for one in who]
    found = after(pairs, person)
    assert found.keys() == pairs.keys()
    for (a, b), chance in found.items():
        assert chance >= pairs[a, b] - 1e-12 and chance <= max(chances) + 1e-12
        if person[a] != person[b]:
            assert chance == pairs[a, b]
