"""What an assessment, a sent score, a second look and a reported change need before they are kept."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openccr.content.schema.instruments import Instrument
from openccr.risk.rules import (
    answered_by,
    due_on,
    propose,
    why_not_assessed,
    why_not_reported,
    why_not_reviewed,
    why_not_score,
)
from tests.risk.tools import DASH, FREQUENCY, PACK, STALKING, TOOLS, YOUNG, answered

TODAY = date(2026, 3, 2)
NOW = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)


def refused(answers: dict[int, str], *, tool: Instrument = DASH, **changes: object) -> str | None:
    given: dict[str, object] = {"judged_high": False, "reason": "", "assessed_on": TODAY, "today": TODAY, **changes}
    refusal = why_not_assessed(instrument=tool, answers=answers, **given)  # type: ignore[arg-type]
    return refusal.field if refusal else None


def test_the_judgement_is_always_asked() -> None:
    assert refused({}, judged_high=None) == "judged_high"


def test_reasons_are_asked_where_the_judgement_is_high_or_parts_from_the_tool() -> None:
    assert refused({}, judged_high=True) == "judgement_reason"
    assert refused(answered(14)) == "judgement_reason"
    assert refused({15: "yes"}) == "judgement_reason"
    assert refused({15: "yes"}, reason="It was years ago, by somebody else.") is None
    assert refused({20: "yes"}) is None


def test_reasons_are_asked_where_the_judgement_parts_from_a_high_that_stands() -> None:
    assert refused({20: "yes"}, high_before=True) == "judgement_reason"
    assert refused({20: "yes"}, high_before=True, reason="He has moved abroad.") is None


def test_a_frequency_assessment_is_graded_and_no_answers_make_the_grade() -> None:
    worst = dict.fromkeys(FREQUENCY.numbers, "very_often")
    assert refused(worst, tool=FREQUENCY, judged_high=None) == "grade"
    assert refused(worst, tool=FREQUENCY, grade="grave") == "grade"
    assert refused(worst, tool=FREQUENCY, grade="standard") == "judgement_reason"
    assert refused(worst, tool=FREQUENCY, grade="standard", reason="It was ten years ago.") is None


def test_each_item_of_a_supplement_is_answered_and_it_lowers_nothing() -> None:
    quiet = answered(0, tool=STALKING)
    assert refused(dict.fromkeys(range(1, 11), "no"), tool=STALKING, judged_high=None) == "answers"
    assert refused(quiet, tool=STALKING, judged_high=False) == "judged_high"
    assert refused(quiet, tool=STALKING, judged_high=None) is None
    assert refused(answered(2, tool=STALKING), tool=STALKING, judged_high=None) == "judgement_reason"
    assert refused(answered(2, tool=STALKING), tool=STALKING, judged_high=None, high_before=True) is None


def test_strange_items_answers_and_days_are_refused() -> None:
    assert refused({25: "yes"}) == "answers"
    assert refused({1: "maybe"}) == "answers"
    assert refused({1: "yes"}, tool=FREQUENCY, grade="high") == "answers"
    assert refused({}, assessed_on=TODAY + timedelta(days=1)) == "assessed_on"


@pytest.mark.parametrize("score", [-1, 25, 240])
def test_a_score_that_the_instrument_cannot_give_is_refused(score: int) -> None:
    refusal = why_not_score(instrument=DASH, score=score, judged_high=None)
    assert refusal is not None
    assert refusal.field == "dash_score"
    assert "0 to 24" in refusal.remedy


def test_a_judgement_may_come_without_a_score_and_neither_may_not() -> None:
    assert why_not_score(instrument=DASH, score=None, judged_high=True) is None
    assert why_not_score(instrument=DASH, score=None, judged_high=None) is not None
    assert why_not_score(instrument=FREQUENCY, score=5, judged_high=None) is not None


def test_a_second_person_is_not_the_first() -> None:
    me, other = uuid4(), uuid4()
    assert why_not_reviewed(author=me, reviewer=me, judged_high=True, reason="Her fear.") is not None
    assert why_not_reviewed(author=other, reviewer=me, judged_high=True, reason=" ") is not None
    assert why_not_reviewed(author=other, reviewer=me, judged_high=True, reason="Her fear.") is None
    assert why_not_reviewed(author=None, reviewer=me, judged_high=False, reason="I read it.") is None


# ------------------------------------------------------------------------------------------------- assessing again


@pytest.mark.parametrize("kind", PACK.risk.triggers)
def test_a_reported_change_is_due_within_the_packs_days_weekends_too(kind: str) -> None:
    trigger = PACK.risk.triggers[kind]
    assert due_on(trigger, happened_on=TODAY) == TODAY + timedelta(days=trigger.days)


@given(st.integers(-30, 30), st.integers(-72, 72))
def test_an_assessment_answers_a_change_only_if_whoever_assessed_could_know_of_it(days: int, hours: int) -> None:
    answers = answered_by(
        happened_on=TODAY,
        reported_at=NOW,
        assessed_on=TODAY + timedelta(days=days),
        entered_at=NOW + timedelta(hours=hours),
    )
    assert answers == (days > 0 or (days == 0 and hours >= 0))


def test_a_change_may_lie_ahead_but_not_years_away_and_has_a_name_of_the_pack() -> None:
    def why(kind: str, days: int) -> str | None:
        happened_on = TODAY + timedelta(days=days)
        refusal = why_not_reported(kind=kind, kinds=PACK.risk.triggers, happened_on=happened_on, today=TODAY)
        return refusal.field if refusal else None

    assert why("release", 40) is None
    assert why("release", 400) == "happened_on"
    assert why("release", -400) == "happened_on"
    assert why("full_moon", 0) == "kind"


# ------------------------------------------------------------------------------------------------------- proposing


@pytest.mark.parametrize(("age", "tool"), [(None, DASH), (12, DASH), (13, YOUNG), (17, YOUNG), (18, DASH), (80, DASH)])
def test_the_young_peoples_version_is_proposed_from_thirteen_to_seventeen(age: int | None, tool: Instrument) -> None:
    assert propose(TOOLS, age=age) is tool


def test_a_supplement_is_never_the_assessment_of_a_case() -> None:
    with pytest.raises(LookupError):
        propose([STALKING, YOUNG], age=40)
