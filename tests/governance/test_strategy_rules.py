"""The rules of the strategy: its states, SMART in words, what it leaves out, how an indicator stands, the drawing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from openccr.content import load
from openccr.governance.rules.outcomes import Aim, Value, how_it_stands, written
from openccr.governance.rules.strategy import (
    STRATEGY,
    StrategyFacts,
    StrategyState,
    holes,
    records_against,
    smart_in_words,
)
from openccr.governance.rules.theory import Step, drawn, loose, why_not_led
from tests.governance.strategies import ENDS, SMART, TODAY

FORM = load().strategy
WHOLE = StrategyFacts(
    vision="x", outcomes=1, objectives=1, last_person=True, consulted_until=TODAY - timedelta(days=1), today=TODAY
)


@pytest.mark.parametrize("state", list(StrategyState))
@pytest.mark.parametrize("move", list(STRATEGY.moves))
def test_a_strategy_is_written_consulted_on_agreed_and_replaced_in_that_order(state: StrategyState, move: str) -> None:
    allowed = {
        (StrategyState.DRAFT, "consult"), (StrategyState.DRAFT, "agree"), (StrategyState.CONSULTATION, "redraft"),
        (StrategyState.CONSULTATION, "agree"), (StrategyState.AGREED, "replace"),
    }  # fmt: skip
    assert (STRATEGY.refusal(state=state, move=move, facts=WHOLE) is None) is ((state, move) in allowed)


@pytest.mark.parametrize(
    ("lacking", "says"),
    [
        ({"not_smart": 2}, "2 objectives are not SMART"), ({"not_smart": 1}, "not SMART yet. Open it"),
        ({"unanswered": 1}, "1 remark is not answered"),
        ({"blanks": ("[name]",)}, "still to be filled in: “[name]”"),
        ({"last_person": False}, "last person whom"), ({"consulted_until": TODAY}, "may still say"),
        ({"consulted_until": None}, "not asked to the end"),
    ],
)  # fmt: skip
def test_nothing_is_agreed_that_is_not_smart_answered_and_heard_out(lacking: dict[str, object], says: str) -> None:
    facts = replace(WHOLE, **lacking)  # type: ignore[arg-type]
    why = STRATEGY.refusal(state=StrategyState.CONSULTATION, move="agree", facts=facts)
    assert why is not None and says in str(why)


def test_smart_is_five_words_answered_in_words_and_never_a_number() -> None:
    words = [(one.key, one.name, one.asks) for one in FORM.smart_words()]
    assert [key for key, _, _ in words] == ["specific", "measurable", "attainable", "relevant", "time_bound"]
    days = {"begins_on": ENDS - timedelta(days=900), "ends_on": ENDS}
    records = records_against(measured=False, due_on=ENDS + timedelta(days=1), **days, answers=False)
    found = {one.key: one for one in smart_in_words(words, SMART | {"specific": " "}, records=records)}
    assert found["specific"].missing == "Not answered." and found["attainable"].answered
    assert "baseline" in found["measurable"].missing and "after the end" in found["time_bound"].missing
    early = records_against(measured=True, due_on=date(2000, 1, 1), **days, answers=True)
    assert early == {"time_bound": "Its day lies before the strategy begins."}
    assert not hasattr(found["specific"], "score")


def test_a_strategy_for_high_risk_alone_is_told_what_it_leaves_out() -> None:
    wanted = [key for key, one in FORM.reaches.items() if one.wanted]
    assert holes(reached=["crisis", "recovery"], wanted=wanted) == ["prevention", "early"]


@pytest.mark.parametrize(
    ("value", "says"),
    [("40", "At the target"), ("20", "Between"), ("12", "Where it began"), ("5", "Further from"), (None, "too small")],
)
def test_how_an_indicator_stands_is_said_and_praised_by_nothing(value: str | None, says: str) -> None:
    aim = Aim(baseline=Decimal(12), target=Decimal(40), target_on=TODAY, unit="count")
    assert says in how_it_stands(aim, Value(Decimal(value) if value else None, "x", TODAY, "x"))
    down = Aim(baseline=Decimal(40), target=Decimal(12), target_on=TODAY)
    assert how_it_stands(down, Value(Decimal(12), "x", TODAY, "x")) == "At the target."
    assert (written(Decimal("31.50"), "percent"), written(Decimal(2000), "pounds")) == ("31.5%", "£2,000")


def test_change_runs_from_left_to_right_and_a_step_that_leads_nowhere_is_named() -> None:
    steps = [Step("a", 0, "Money", ("b",)), Step("b", 1, "Training", ("c",)), Step("c", 3, "Safety"), Step("d", 1, "?")]
    assert why_not_led(Step("b", 1, "x", ("a",)), steps) is not None
    assert why_not_led(Step("b", 1, "x", ("elsewhere",)), steps) is not None
    assert [one.id for one in loose(steps, last=3)] == ["d"]
    picture = drawn(["In", "Do", "First", "Outcomes"], steps)
    assert len(picture.boxes) == 4 and len(picture.arrows) == 2 and "2 links" in picture.sentence
