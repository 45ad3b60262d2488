"""A waterfall: what stands beside its bars."""

from __future__ import annotations

import pytest

from openccr.ui.waterfall import Step, Waterfall, signed


@pytest.mark.parametrize(
    ("added", "words"),
    [(0.0, "0.0"), (-0.0, "0.0"), (-0.04, "0.0"), (0.04, "0.0"), (-0.06, "-0.1"), (1.24, "+1.2"), (-3.0, "-3.0")],
)
def test_what_is_shown_as_nothing_has_no_sign(added: float, words: str) -> None:
    assert signed(added) == words


def test_a_sum_that_comes_to_nothing_speaks_neither_for_nor_against() -> None:
    chart = Waterfall(
        key="k", title="", sentence="", start=Step("Start", -1.0), steps=[Step("Names", 1.0), Step("Sex", -0.01)],
        end="Together",
    )  # fmt: skip
    assert [(bar.words, bar.against) for bar in chart.bars] == [
        ("-1.0", True), ("+1.0", False), ("0.0", False), ("0.0", False),
    ]  # fmt: skip
