"""Decisions on pairs: which need a second person, and what they say of the model."""

from __future__ import annotations

from itertools import product
from uuid import uuid4

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from openccr.linkage.rules.evidence import evidence_sentence, evidence_words, percent, side_by_side, told
from openccr.linkage.rules.measured import LEAST, Sureness, learned, measured
from openccr.linkage.rules.review import BANDS, PAIR, PairFacts, PairState, band_of, consequential

ME, YOU = uuid4(), uuid4()


@pytest.mark.parametrize(
    ("kind", "decision", "probability", "second"),
    [
        ("people", "same", 0.99, True), ("across", "same", 0.99, True), ("records", "same", 0.99, False),
        ("records", "same", 0.6, True), ("records", "different", 0.6, False), ("records", "different", 0.97, True),
        ("people", "cannot_tell", 0.99, False),
    ],
)  # fmt: skip
def test_what_can_hand_an_address_to_the_wrong_one_needs_two_people(
    kind: str, decision: str, probability: float, second: bool
) -> None:
    assert consequential(kind=kind, decision=decision, probability=probability) is second


@pytest.mark.parametrize(("state", "move"), list(product(PairState, PAIR.moves)))
def test_every_state_and_move_of_a_pair(state: PairState, move: str) -> None:
    open_moves = {
        PairState.WAITING: {"propose", "decide"}, PairState.PROPOSED: {"confirm", "undo"}, PairState.DECIDED: {"undo"},
    }  # fmt: skip
    facts = PairFacts("same", decider=YOU, actor=ME)
    assert (PAIR.refusal(state=state, move=move, facts=facts) is None) is (move in open_moves[state])


def test_nobody_confirms_what_they_proposed_themselves() -> None:
    assert PAIR.refusal(state=PairState.PROPOSED, move="confirm", facts=PairFacts("same", ME, ME)) is not None


@given(st.floats(0, 1))
def test_every_probability_has_its_band(probability: float) -> None:
    band = band_of(probability)
    assert probability <= BANDS[band] and (band == 0 or probability > BANDS[band - 1])


def test_nothing_is_estimated_from_a_handful_of_decisions() -> None:
    assert measured({5: 100}, {5: (LEAST - 1, 0)}).precision is None


def test_precision_and_recall_count_each_band_by_what_it_holds() -> None:
    found = measured({5: 1000, 3: 100}, {5: (20, 0), 3: (10, 10)})
    assert found.precision and found.precision.low < found.precision.value < found.precision.high
    assert found.precision.value > 0.95
    assert found.recall and 0.90 < found.recall.value < 0.97
    worse = measured({5: 1000, 3: 1000}, {5: (20, 0), 3: (10, 10)})
    assert worse.recall and worse.recall.value < 0.7


def test_more_decisions_give_a_narrower_interval() -> None:
    few, many = (measured({5: 1000}, {5: (number, 0)}).precision for number in (20, 200))
    assert few and many and many.high - many.low < few.high - few.low


def test_an_area_whose_reviewers_disagree_with_a_sure_model_makes_it_less_sure() -> None:
    taught = learned([0.9] * 30, [number % 2 == 0 for number in range(30)])
    before = np.array([0.9])
    assert 0.5 <= taught.applied(before)[0] < 0.8
    assert abs(Sureness().applied(before)[0] - 0.9) < 1e-9
    kept = learned([0.9] * 30, [number % 10 != 0 for number in range(30)])
    assert abs(kept.applied(before)[0] - 0.9) < 0.05


def test_ten_decisions_do_not_turn_a_model_over() -> None:
    assert learned([0.95] * 3, [False] * 3).applied(np.array([0.95]))[0] > 0.5


def test_differences_are_marked() -> None:
    found = side_by_side(
        {"given_name": "Kirsty", "dob": "1990", "phone": "1"}, {"given_name": "kirsty ", "dob": "1991"}
    )
    assert [(one.label, one.mark) for one in found] == [
        ("Given name", "same"), ("Date of birth", "differs"), ("Telephone", "one"),
    ]  # fmt: skip


def test_the_evidence_is_said_in_words_that_can_be_read_aloud() -> None:
    assert evidence_words(3) == "strongly for one person" and evidence_words(-1) == "for two people"
    said = evidence_sentence([("names", 5), ("birth", -3), ("home", 0.1)], 0.4)
    assert said == (
        "What speaks for one person: names; for two people: date of birth. Taken together the model says 40 in 100."
    )
    assert percent(0.9999) == "more than 99 in 100" and percent(0.001) == "less than 1 in 100"
    assert evidence_sentence([("home", 0.1)], 0.5).startswith("Nothing speaks clearly either way.")


def test_a_field_that_one_record_lacks_speaks_for_nobody() -> None:
    fields = side_by_side({"given_name": "Kirsty", "dob": "1990", "phone": "1"}, {"given_name": "Kirsty", "phone": "2"})
    evidence = [("start", -4.0), ("names", 3.0), ("birth", 1.4), ("home", 0.6), ("phone", -1.0), ("rarity", 0.5)]
    found = told(evidence, fields)
    assert found.parts == [("names", 3.0), ("phone", -1.0), ("rarity", 0.5)]
    assert found.start + sum(value for _, value in found.parts) == pytest.approx(sum(value for _, value in evidence))
