"""Counting an instrument by its own rule, and what calls for judgement whatever it comes to."""

from __future__ import annotations

import pytest
from hypothesis import given

from openccr.content.schema.instruments import Instrument
from openccr.risk.rules import find, follow_ups
from tests.risk.tools import DASH, FREQUENCY, STALKING, TOOLS, YOUNG, answered, answered_at_all, answers_to


def test_the_score_is_the_number_of_yes_and_what_is_not_known_is_counted_apart() -> None:
    found = find(DASH, answered(9, unknown=3, not_asked=2))
    assert (found.score, found.unknowns, found.not_asked) == (9, 3, 2)


def test_an_item_left_open_counts_as_not_asked_and_never_as_a_no() -> None:
    found = find(DASH, {1: "yes", 2: "no", 3: "unknown"})
    assert (found.score, found.unknowns, found.not_asked) == (1, 1, 21)


@given(answered_at_all())
def test_present_absent_not_known_and_not_asked_add_up_to_the_whole(both: tuple[Instrument, dict[int, str]]) -> None:
    tool, answers = both
    found = find(tool, answers)
    says = [tool.scale[answer].says for answer in answers.values()]
    present, absent = says.count("present"), says.count("absent")
    assert present + absent + found.unknowns + found.not_asked == len(tool.items)
    assert found.score in (present, None)


@given(answered_at_all())
def test_only_an_instrument_that_counts_has_a_score(both: tuple[Instrument, dict[int, str]]) -> None:
    tool, answers = both
    assert (find(tool, answers).score is None) == (tool in (STALKING, FREQUENCY))


FLAGGED = [(tool, flag, number) for tool in TOOLS for flag in tool.red_flags.values() for number in flag.items]


@pytest.mark.parametrize(("tool", "flag", "number"), FLAGGED, ids=lambda one: str(getattr(one, "key", one)))
def test_each_red_flag_is_raised_by_one_item_and_says_by_which(tool: Instrument, flag, number: int) -> None:
    gravest = tool.saying("present")[-1]
    raised = {one.name: one.items for one in find(tool, {number: gravest}).raised}
    assert raised[flag.name] == (number,)
    for quiet in (*tool.saying("absent"), *tool.saying("unknown"), *tool.saying("not_asked")):
        assert not find(tool, {number: quiet}).raised


def test_a_flag_of_a_scale_with_steps_is_raised_from_its_step_on() -> None:
    name = FREQUENCY.red_flags["her_own_view"].name
    raised = {answer: name in find(FREQUENCY, {7: answer}).flags for answer in FREQUENCY.answers}
    assert raised == {
        "never": False, "once": False, "sometimes": False, "often": True, "very_often": True, "unknown": False,
        "not_asked": False,
    }  # fmt: skip


@pytest.mark.parametrize("tool", [DASH, YOUNG])
def test_separation_control_and_violence_raise_a_flag_together_and_not_two_of_them(tool: Instrument) -> None:
    name = tool.clusters["separation_control_violence"].name
    (raised,) = [one for one in find(tool, {6: "yes", 12: "yes", 1: "yes"}).raised if one.name == name]
    assert raised.items == (1, 6, 12)
    for missing in (1, 6, 12):
        assert name not in find(tool, {n: "yes" for n in (1, 6, 12) if n != missing}).flags


@given(answers_to(DASH))
def test_one_more_yes_never_takes_a_flag_away(answers: dict[int, str]) -> None:
    before = set(find(DASH, answers).flags)
    for number in DASH.numbers:
        assert before <= set(find(DASH, {**answers, number: "yes"}).flags)


def test_what_follows_an_item_is_offered_only_where_it_is_present() -> None:
    assert [item.follow_up for item in follow_ups(DASH, {5: "yes", 8: "yes", 15: "unknown", 17: "no"})] == [
        "suicide_pathway",
        "stalking_screen",
    ]
    assert [item.number for item in follow_ups(FREQUENCY, {11: "once", 13: "never"})] == [11]
