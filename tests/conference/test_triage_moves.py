"""The state table of a referral: every move from every state, under every fact that a move asks for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from openccr.access.acting import acting_as
from openccr.conference.models import NotMetProposal, Referral
from openccr.conference.operations.not_met import confirm_not_met, disagree, take_back
from openccr.conference.operations.referrals import Received
from openccr.conference.operations.triage import (
    accept,
    appeal,
    mark_out_of_area,
    redirect,
    resubmit,
    send_back,
)
from openccr.conference.rules.referrals import REFERRAL, ReferralState, TriageFacts
from openccr.kernel.refusals import Refusal
from tests.conference.test_triage import WEAK, ids, proposed, referred, state_of
from tests.makers import NOW, Area

S = ReferralState
GOOD = TriageFacts(criteria=("VHR",), reason="why", advice="what", goes_to="where")

TABLE = {
    "accept": ({S.RECEIVED, S.APPEALED, S.NOT_MET_PROPOSED}, S.ACCEPTED),
    "accept_urgently": ({S.RECEIVED, S.APPEALED, S.NOT_MET_PROPOSED}, S.ACCEPTED),
    "send_back": ({S.RECEIVED, S.APPEALED}, S.RETURNED),
    "resubmit": ({S.RETURNED}, S.RECEIVED),
    "propose_not_met": ({S.RECEIVED, S.APPEALED}, S.NOT_MET_PROPOSED),
    "confirm_not_met": ({S.NOT_MET_PROPOSED}, S.NOT_MET),
    "disagree": ({S.NOT_MET_PROPOSED}, S.RECEIVED),
    "take_back": ({S.NOT_MET_PROPOSED}, S.RECEIVED),
    "redirect": ({S.RECEIVED, S.APPEALED}, S.REDIRECTED),
    "mark_out_of_area": ({S.RECEIVED, S.APPEALED}, S.OUT_OF_AREA),
    "take_up": ({S.OUT_OF_AREA}, S.RECEIVED),
    "join": ({S.RECEIVED, S.APPEALED}, S.JOINED),
    "appeal": ({S.NOT_MET, S.REDIRECTED}, S.APPEALED),
    "list": ({S.ACCEPTED}, S.LISTED),
    "unlist": ({S.LISTED}, S.ACCEPTED),
    "hear": ({S.LISTED}, S.HEARD),
    "not_heard": ({S.HEARD}, S.LISTED),
    "withdraw": ({S.LISTED}, S.WITHDRAWN),
    "decide_again": ({S.ACCEPTED, S.RETURNED, S.NOT_MET, S.REDIRECTED, S.JOINED}, S.RECEIVED),
    "unwithdraw": ({S.WITHDRAWN}, S.ACCEPTED),
}
"""Written out a second time, from the protocol: move → the states it may start from, and where it leads."""


def test_the_table_has_these_moves_and_no_others() -> None:
    assert set(REFERRAL.moves) == set(TABLE)


@pytest.mark.parametrize("move", TABLE)
@pytest.mark.parametrize("state", list(S))
def test_every_move_is_made_from_its_states_and_refused_from_every_other(state: S, move: str) -> None:
    sources, target = TABLE[move]
    if state in sources:
        assert REFERRAL.make(state=state, move=move, facts=GOOD) == target
    else:
        with pytest.raises(Refusal, match="is not possible: the state is"):
            REFERRAL.make(state=state, move=move, facts=GOOD)


@pytest.mark.parametrize(
    ("move", "fact", "field"),
    [
        ("accept", {"criteria": ()}, "criteria"),
        ("accept_urgently", {"criteria": ()}, "criteria"),
        ("accept_urgently", {"reason": " "}, "reason"),
        ("send_back", {"reason": ""}, "reason"),
        ("propose_not_met", {"reason": ""}, "reason"),
        ("propose_not_met", {"advice": ""}, "advice"),
        ("propose_not_met", {"same_person": True}, "second_id"),
        ("propose_not_met", {"has_specialist": False}, "second_id"),
        ("propose_not_met", {"about_score": True, "judged_high": True}, "key"),
        ("propose_not_met", {"about_score": True, "criteria": ("PJ",)}, "key"),
        ("propose_not_met", {"about_score": True, "automatic": True}, "key"),
        ("confirm_not_met", {"same_person": True}, "second_id"),
        ("confirm_not_met", {"has_specialist": False}, "second_id"),
        ("confirm_not_met", {"reason": ""}, "reason"),
        ("disagree", {"same_person": True}, "second_id"),
        ("redirect", {"goes_to": ""}, "goes_to"),
        ("redirect", {"reason": ""}, "reason"),
        ("mark_out_of_area", {"goes_to": " "}, "goes_to"),
        ("join", {"reason": ""}, "reason"),
        ("appeal", {"reason": ""}, "reason"),
    ],
)
def test_a_move_says_which_fact_it_misses(move: str, fact: dict[str, Any], field: str) -> None:
    state = next(iter(TABLE[move][0]))
    refusal = REFERRAL.refusal(state=state, move=move, facts=replace(GOOD, **fact))
    assert refusal is not None and refusal.field == field


def test_a_judgement_may_be_answered_with_a_reason_that_does_not_weigh_the_risk() -> None:
    facts = replace(GOOD, criteria=("PJ",), judged_high=True)
    assert REFERRAL.make(state=S.RECEIVED, move="propose_not_met", facts=facts) == S.NOT_MET_PROPOSED


def _moves(area: Area) -> dict[str, Callable[[Received], object]]:
    amina, grace, pia = area.amina, area.grace, area.pia
    return {
        "accept": lambda one: accept(actor=amina, **ids(one), at=NOW),
        "send_back": lambda one: send_back(actor=amina, **ids(one), key="other", reason="why", at=NOW),
        "redirect": lambda one: redirect(actor=amina, **ids(one), key="mash", goes_to="MASH", reason="why", at=NOW),
        "mark_out_of_area": lambda one: mark_out_of_area(
            actor=amina, **ids(one), goes_to="Elsewhere", reason="why", at=NOW
        ),
        "propose_not_met": lambda one: proposed(area, one),
        "confirm_not_met": lambda one: confirm_not_met(actor=grace, **ids(one), reason="why", at=NOW),
        "disagree": lambda one: disagree(actor=grace, **ids(one), reason="why", at=NOW),
        "take_back": lambda one: take_back(actor=amina, **ids(one), reason="why", at=NOW),
        "resubmit": lambda one: resubmit(actor=pia, **ids(one), reason="why", at=NOW),
        "appeal": lambda one: appeal(actor=pia, **ids(one), reason="why", at=NOW),
    }


def test_every_operation_of_triage_keeps_to_the_table(area: Area) -> None:
    one = referred(area, **WEAK)
    for state in S:
        for name, move in _moves(area).items():
            with acting_as(area.amina):
                open_ones = NotMetProposal.objects.filter(referral_id=one.referral_id, answered_at=None)
                open_ones.update(answered_at=NOW)
                Referral.objects.filter(id=one.referral_id).update(state=S.RECEIVED)
            if name in ("confirm_not_met", "disagree"):
                proposed(area, one)
            with acting_as(area.amina):
                Referral.objects.filter(id=one.referral_id).update(state=state)
            sources, target = TABLE[name]
            if state in sources:
                move(one)
                assert state_of(area, one) == target
            else:
                with pytest.raises(Refusal):
                    move(one)
                assert state_of(area, one) == state
