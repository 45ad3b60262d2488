"""What a filter keeps of a name: how alike it is to another, and nothing that can be read or counted."""

from __future__ import annotations

from dataclasses import replace
from random import Random
from string import ascii_lowercase

import numpy as np

from openccr.linkage.private import shapes
from openccr.linkage.private.filters import Shape, bigrams, encode, likeness
from openccr.linkage.private.keys import PartnershipKey

KEY, OTHER_KEY = PartnershipKey(b"k" * 32), PartnershipKey(b"o" * 32)


def alike(one: str, other: str, *, salts: tuple[str, str] = ("1990", "1990"), key: PartnershipKey = KEY) -> float:
    mine, theirs = (
        encode(bigrams([text], longest=20), [salt], shape=shapes.FAMILY, key=by)
        for text, salt, by in ((one, salts[0], KEY), (other, salts[1], key))
    )
    return float(likeness(mine, theirs, shape=shapes.FAMILY)[0])


def test_the_same_name_is_the_same_filter_and_a_slip_is_near() -> None:
    assert alike("tideswell", "tideswell") == 1
    assert 0.6 < alike("tideswell", "tidewell") < 0.95
    assert alike("tideswell", "marsh") < 0.25


def test_under_another_salt_or_another_key_the_same_name_is_a_stranger() -> None:
    assert alike("tideswell", "tideswell", salts=("1990", "1991")) < 0.25
    assert alike("tideswell", "tideswell", key=OTHER_KEY) < 0.25


def test_a_filter_does_not_tell_how_long_the_name_is() -> None:
    names = ["ng", "smith", "featherstonehaugh"]
    filters = encode(bigrams(names, longest=20), [""] * 3, shape=shapes.FAMILY, key=KEY)
    filled = np.bitwise_count(filters).sum(axis=1) / shapes.FAMILY.bits
    assert filled.max() - filled.min() < 0.12
    assert all(0.3 < share < 0.6 for share in filled)


def test_no_bit_stands_for_one_pair_of_letters() -> None:
    """In a plain filter some bits are set in every name with "an" and in few others: that is how names are mined."""
    assert most_told(replace(shapes.FAMILY, mixed=1)) > 0.85
    assert most_told(shapes.FAMILY) < 0.75


def most_told(shape: Shape) -> float:
    """How much more often the most telling bit is set in names with "an" than in others."""
    draw = Random(1)
    names = ["".join(draw.choices(ascii_lowercase, k=6)) for _ in range(2_000)]
    names = [name[:2] + "an" + name[4:] if at % 2 else name for at, name in enumerate(names)]
    filters = encode(bigrams(names, longest=20), [""] * len(names), shape=shape, key=KEY)
    bits = np.unpackbits(filters.view(np.uint8), axis=1)
    tells = bits[1::2].mean(axis=0) - bits[::2].mean(axis=0)
    return float(np.abs(tells).max())


def test_what_is_not_known_is_empty() -> None:
    assert not encode(bigrams(["", "ng"], longest=20), ["", ""], shape=shapes.FAMILY, key=KEY)[0].any()
