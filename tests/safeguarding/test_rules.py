"""The states of an out-referral and its clocks."""

from __future__ import annotations

from datetime import date
from itertools import product

import pytest

from openccr.content import load
from openccr.safeguarding.rules import OPEN, REFERRAL, Facts, State, due, is_late, next_rung

TODAY = date(2026, 3, 4)
FULL = Facts(
    concern="x", consent="yes", addressed=True, on=TODAY, today=TODAY, sent_on=TODAY, decision="child_in_need",
    reason="x",
)  # fmt: skip
LEADS = {
    ("draft", "send"): "sent",
    ("draft", "withdraw"): "withdrawn",
    ("sent", "acknowledge"): "acknowledged",
    ("sent", "decide"): "decided",
    ("sent", "withdraw"): "withdrawn",
    ("acknowledged", "decide"): "decided",
    ("acknowledged", "withdraw"): "withdrawn",
    ("decided", "escalate"): "escalated",
    ("decided", "record_outcome"): "outcome",
    ("escalated", "escalate"): "escalated",
    ("escalated", "decide"): "decided",
    ("escalated", "record_outcome"): "outcome",
}


@pytest.mark.parametrize(("state", "move"), list(product(State, REFERRAL.moves)))
def test_every_state_and_every_move(state: State, move: str) -> None:
    why = REFERRAL.refusal(state=state, move=move, facts=FULL)
    if (state.value, move) in LEADS:
        assert why is None
        assert REFERRAL.make(state=state, move=move, facts=FULL) == LEADS[(state.value, move)]
    else:
        assert why is not None


@pytest.mark.parametrize(
    ("move", "state", "lacks", "field"),
    [
        ("send", "draft", {"concern": " "}, "concern"),
        ("send", "draft", {"addressed": False}, "to_agency"),
        ("send", "draft", {"consent": "no"}, "without_consent"),
        ("send", "draft", {"consent": "not_asked"}, "without_consent"),
        ("acknowledge", "sent", {"on": date(2026, 3, 5)}, "on"),
        ("acknowledge", "sent", {"on": date(2026, 3, 3)}, "on"),
        ("decide", "sent", {"decision": ""}, "decision"),
        ("decide", "sent", {"needs_reason": True, "reason": ""}, "reason"),
        ("escalate", "decided", {"reason": ""}, "reason"),
        ("record_outcome", "decided", {"reason": " "}, "reason"),
        ("withdraw", "sent", {"reason": ""}, "reason"),
    ],
)
def test_what_a_move_needs(move: str, state: str, lacks: dict[str, object], field: str) -> None:
    facts = Facts(**{**FULL.__dict__, **lacks})  # type: ignore[arg-type]
    why = REFERRAL.refusal(state=state, move=move, facts=facts)
    assert why is not None and why.field == field


def test_without_consent_a_reason_lets_it_go() -> None:
    facts = Facts(**{**FULL.__dict__, "consent": "no", "without_consent": "danger"})
    assert REFERRAL.refusal(state="draft", move="send", facts=facts) is None


@pytest.mark.parametrize(
    ("state", "urgency", "on"),
    [
        # Sent on Thursday 2 April 2026; Good Friday and Easter Monday are no working days.
        (State.SENT, "one_day", date(2026, 4, 7)),
        (State.SENT, "today", date(2026, 4, 2)),
        (State.ACKNOWLEDGED, "one_day", date(2026, 4, 7)),
    ],
)
def test_a_clock_runs_in_working_days_and_never_longer_than_the_urgency(state: str, urgency: str, on: date) -> None:
    found = due(
        load().safeguarding, state=state, urgency=urgency, sent_on=date(2026, 4, 2), rung="", rung_due_on=None,
        holidays=load().holidays,
    )  # fmt: skip
    assert found is not None and found.on == on
    assert not is_late(found, today=on) and is_late(found, today=date(2026, 4, 30))


def test_the_outcome_is_owed_within_the_assessments_own_time() -> None:
    found = due(
        load().safeguarding, state=State.DECIDED, urgency="today", sent_on=date(2026, 3, 2), rung="", rung_due_on=None,
        holidays=load().holidays,
    )  # fmt: skip
    assert found is not None and found.on == date(2026, 5, 7), "45 working days, over Easter and the May holiday"


@pytest.mark.parametrize("state", [state for state in State if state not in OPEN])
def test_where_nothing_is_owed_nothing_is_due(state: State) -> None:
    assert due(
        load().safeguarding, state=state, urgency="today", sent_on=TODAY, rung="", rung_due_on=None, holidays=()
    ) is None  # fmt: skip


def test_a_disagreement_climbs_the_ladder_of_the_pack_to_its_top() -> None:
    ours, rung, climbed = load().safeguarding, "", []
    while (above := next_rung(ours, rung)) is not None:
        climbed.append(above)
        rung = above
    assert climbed == list(ours.escalation)
    found = due(ours, state="escalated", urgency="today", sent_on=TODAY, rung=rung, rung_due_on=TODAY, holidays=())
    assert found is not None and (found.on, found.clock) == (TODAY, "escalation")
