"""Two assessments side by side, and the indicators."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from openccr.content.schema.instruments import Instrument
from openccr.risk.rules import AssessmentFact, ChangeFact, Given, Share, compare, indicators
from tests.risk.tools import DASH, FREQUENCY, YOUNG, answered_at_all

TODAY = date(2026, 3, 2)


def given_to(answers: dict[int, str]) -> dict[int, Given]:
    return {number: Given(answer=answer) for number, answer in answers.items()}


def test_the_same_instrument_is_compared_item_by_item_and_marks_what_changed() -> None:
    lines = compare(
        (DASH, given_to({1: "no", 2: "yes", 3: "unknown"})), (DASH, given_to({1: "yes", 2: "yes", 3: "no"}))
    )
    assert len(lines) == 24
    by_number = {line.later_item.number: line for line in lines if line.later_item}
    assert (by_number[1].changed, by_number[1].now_present) == (True, True)
    assert (by_number[2].changed, by_number[2].now_present) == (False, False)
    assert (by_number[3].changed, by_number[3].now_present) == (True, False)
    assert not by_number[4].changed


def test_words_alone_are_not_a_changed_answer() -> None:
    one, other = {1: Given(answer="yes", note="A cut")}, {1: Given(answer="yes", note="A burn", source="she")}
    assert not any(line.changed for line in compare((DASH, one), (DASH, other)))


def test_different_instruments_are_compared_by_topic_and_by_what_the_answers_say() -> None:
    lines = compare((DASH, given_to({15: "no", 8: "yes"})), (FREQUENCY, given_to({13: "once", 11: "very_often"})))
    by_topic = {line.topic: line for line in lines}
    strangled, stalked = by_topic["strangulation"], by_topic["stalking"]
    assert strangled.earlier_item and strangled.later_item
    assert (strangled.earlier_item.number, strangled.later_item.number) == (15, 13)
    assert strangled.changed and strangled.now_present
    assert not stalked.changed
    assert by_topic["monitoring"].earlier_item is None
    assert by_topic["animals"].later_item is None


def test_numbers_of_two_instruments_are_never_read_as_the_same_question() -> None:
    for line in compare((DASH, {}), (FREQUENCY, {})):
        if line.earlier_item and line.later_item:
            assert line.earlier_item.topic == line.later_item.topic


def test_the_young_peoples_version_asks_about_the_same_twenty_four_topics() -> None:
    assert [item.topic for item in YOUNG.items] == [item.topic for item in DASH.items]


@given(answered_at_all(), answered_at_all())
def test_nothing_changed_that_was_not_asked_both_times(
    earlier: tuple[Instrument, dict[int, str]], later: tuple[Instrument, dict[int, str]]
) -> None:
    for line in compare((earlier[0], given_to(earlier[1])), (later[0], given_to(later[1]))):
        assert not line.changed or (line.earlier and line.later)
        assert not line.now_present or line.changed


def fact(**changes: object) -> AssessmentFact:
    return AssessmentFact(
        **{
            "instrument": "dash24@1", "items": 24, "not_known": 0, "score": 9, "scores_high": False, "high": False,
            "judged_high": False, "has_reason": False, **changes,
        }  # type: ignore[arg-type]
    )  # fmt: skip


def test_the_six_indicators_each_with_its_whole() -> None:
    found = indicators(
        [
            fact(not_known=6, has_reason=True),
            fact(score=16, scores_high=True, high=True),
            fact(items=0, score=20, scores_high=True, high=True, judged_high=None),
            fact(instrument="frequency18@1", items=18, score=None, judged_high=True, high=True, has_reason=True),
        ],
        [
            ChangeFact(due_on=date(2026, 2, 20), answered_on=date(2026, 2, 20)),
            ChangeFact(due_on=date(2026, 2, 20), answered_on=date(2026, 2, 25)),
            ChangeFact(due_on=date(2026, 2, 20), answered_on=None),
            ChangeFact(due_on=date(2026, 3, 9), answered_on=None),
        ],
        today=TODAY,
    )
    assert found.with_judgement == Share(2, 4)
    assert found.items_not_known == Share(6, 66)
    assert found.median_score == {"dash24@1": 16.0}
    assert found.high == {"dash24@1": Share(2, 3), "frequency18@1": Share(1, 1)}
    assert found.reassessed_in_time == Share(1, 3)
    assert found.disagreement == Share(1, 2)


def test_a_share_of_nothing_is_not_nought_percent() -> None:
    found = indicators([], [], today=TODAY)
    assert found.with_judgement.percent is None
    assert found.median_score == {}


@given(st.integers(0, 50), st.integers(1, 50))
def test_a_percent_is_of_its_whole(part: int, whole: int) -> None:
    assert Share(part, whole).percent == 100 * part / whole
