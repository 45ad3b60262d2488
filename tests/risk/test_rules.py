"""Counting a risk instrument, and the words for what it comes to."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openccr.content import load
from openccr.risk.rules import Assessed, find, is_high, scores_high, why_not_assessed, why_not_score, wording

TOOL = load().instrument("dash24@1")
TODAY = date(2026, 3, 2)
ANSWERS = st.dictionaries(st.sampled_from(TOOL.numbers), st.sampled_from(["yes", "no", "unknown"]))


def answered(yes: int, *, unknown: int = 0) -> dict[int, str]:
    """`yes` items yes and `unknown` not known, the rest no. Red flags are raised early in the list."""
    numbers = list(TOOL.numbers)
    return {
        **dict.fromkeys(numbers, "no"),
        **dict.fromkeys(numbers[:yes], "yes"),
        **dict.fromkeys(numbers[yes : yes + unknown], "unknown"),
    }


def assessed(score: int | None, *, unknowns: int | None = 0, judged: bool | None = None) -> Assessed:
    return Assessed(instrument=TOOL, score=score, unknowns=unknowns, judged_high=judged)


def test_the_score_is_the_number_of_yes_and_what_is_not_known_is_counted_apart() -> None:
    found = find(TOOL, answered(9, unknown=3))
    assert (found.score, found.unknowns) == (9, 3)


def test_an_item_left_open_counts_as_not_known_and_never_as_a_no() -> None:
    found = find(TOOL, {1: "yes", 2: "no"})
    assert (found.score, found.unknowns) == (1, 22)


@given(ANSWERS)
def test_yes_no_and_not_known_add_up_to_the_whole_instrument(answers: dict[int, str]) -> None:
    found = find(TOOL, answers)
    assert found.score + found.unknowns + sum(answer == "no" for answer in answers.values()) == len(TOOL.items)


@pytest.mark.parametrize("number", sorted({n for flag in TOOL.red_flags.values() for n in flag.items}))
def test_each_red_flag_is_raised_by_one_yes_whatever_the_score(number: int) -> None:
    assert find(TOOL, {number: "yes"}).flags
    assert not find(TOOL, {number: "unknown"}).flags


def test_separation_control_and_violence_raise_a_flag_together_and_not_two_of_them() -> None:
    name = TOOL.clusters["separation_control_violence"].name
    assert name in find(TOOL, {6: "yes", 12: "yes", 1: "yes"}).flags
    assert name not in find(TOOL, {6: "yes", 12: "yes"}).flags


@given(st.integers(0, 24), st.sampled_from([None, 0, 5]), st.sampled_from([None, True, False]))
def test_no_result_is_ever_called_low(score: int, unknowns: int | None, judged: bool | None) -> None:
    text = wording(assessed(score, unknowns=unknowns, judged=judged)).lower()
    assert "low" not in text.replace("below", "")
    assert str(score) in text
    assert "not known" in text or "unknowns not stated" in text


def test_what_is_under_the_threshold_is_not_identified_as_high_on_this_tool() -> None:
    assert wording(assessed(9, unknowns=3)) == (
        "Not identified as high on this tool (standard band): 9 yes, 3 not known"
    )
    assert wording(assessed(16, unknowns=2)) == "High on this tool: 16 yes, 2 not known"


def test_a_judgement_of_high_stands_over_any_score() -> None:
    for score in range(TOOL.threshold):
        assert is_high(assessed(score, judged=True))
        assert wording(assessed(score, judged=True)).startswith("High on professional judgement")


def test_a_judgement_of_not_high_does_not_lower_a_high_score() -> None:
    one = assessed(TOOL.threshold, judged=False)
    assert is_high(one)
    assert wording(one).startswith("High on this tool")
    assert wording(one).endswith("judged not high")


@given(st.integers(0, 24), st.integers(0, 24), st.sampled_from([None, True, False]))
def test_more_yes_never_makes_it_less(score: int, more: int, judged: bool | None) -> None:
    higher = min(24, score + more)
    assert is_high(assessed(higher, judged=judged)) or not is_high(assessed(score, judged=judged))


def test_where_only_a_judgement_was_sent_the_words_say_so() -> None:
    assert wording(assessed(None, unknowns=None, judged=True)) == "High on professional judgement; no score given"
    assert "Not identified as high" in wording(assessed(None, unknowns=None, judged=False))
    assert wording(assessed(None, unknowns=None)) == "No score and no judgement given"


def test_an_instrument_that_the_pack_no_longer_holds_says_nothing_of_its_threshold() -> None:
    old = Assessed(instrument=None, score=20, unknowns=0, judged_high=None)
    assert not scores_high(old)
    assert wording(old) == "Another tool: 20 yes, 0 not known"


def refused(answers: dict[int, str], **changes: object) -> str | None:
    given: dict[str, object] = {"judged_high": False, "reason": "", "assessed_on": TODAY, "today": TODAY, **changes}
    refusal = why_not_assessed(instrument=TOOL, answers=answers, **given)  # type: ignore[arg-type]
    return refusal.field if refusal else None


def test_the_judgement_is_always_asked() -> None:
    assert refused({}, judged_high=None) == "judged_high"


def test_reasons_are_asked_where_the_judgement_is_high_or_parts_from_the_tool() -> None:
    assert refused({}, judged_high=True) == "judgement_reason"
    assert refused(answered(14)) == "judgement_reason"
    assert refused({15: "yes"}) == "judgement_reason"
    assert refused({15: "yes"}, reason="It was years ago, by somebody else.") is None
    assert refused({20: "yes"}) is None


def test_strange_items_answers_and_days_are_refused() -> None:
    assert refused({25: "yes"}) == "answers"
    assert refused({1: "maybe"}) == "answers"
    assert refused({}, assessed_on=TODAY + timedelta(days=1)) == "assessed_on"


@pytest.mark.parametrize("score", [-1, 25, 240])
def test_a_score_that_the_instrument_cannot_give_is_refused(score: int) -> None:
    refusal = why_not_score(instrument=TOOL, score=score, judged_high=None)
    assert refusal is not None
    assert refusal.field == "dash_score"
    assert "0 to 24" in refusal.remedy


def test_a_judgement_may_come_without_a_score_and_neither_may_not() -> None:
    assert why_not_score(instrument=TOOL, score=None, judged_high=True) is None
    assert why_not_score(instrument=TOOL, score=None, judged_high=None) is not None
