"""Who is a missing link, and what is needed before anybody is asked."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from openccr.linkage.rules.missing import (
    FLAG,
    OUTCOMES,
    FlagFacts,
    FlagState,
    Held,
    Limits,
    missing_links,
    why_not_closed,
)
from openccr.linkage.rules.weighing import why_not_weighed
from tests.linkage.weighed import WEIGHED

TODAY = date(2026, 11, 22)
LIMITS = Limits(
    agencies=2, weight=2, days=365, victims=2, serial_days=1096, times=2, repeat_days=365, household=2, moved_days=365
)
HER = Held("a1", "police", 1, "victim", weight=2, last_contact=TODAY - timedelta(days=30))
HIS = Held("p1", "police", 9, "harmer", with_human=1, last_contact=TODAY - timedelta(days=30))


def reasons(*held: Held, referred: frozenset[int] = frozenset()) -> dict[int, tuple[str, ...]]:
    found = missing_links(held, referred=referred, limits=LIMITS, today=TODAY)
    return {one.human: one.reasons for one in found}


def test_known_to_two_agencies_with_signs_of_risk_and_referred_by_none() -> None:
    there = replace(HER, record="b1", source="health", weight=0)
    assert reasons(HER, there) == {1: ("several",)}
    assert reasons(HER) == {}
    assert reasons(HER, there, referred=frozenset({1})) == {}
    assert reasons(replace(HER, weight=1), there) == {}
    old = replace(there, last_contact=TODAY - timedelta(days=800))
    assert reasons(HER, old) == {}


def test_a_pair_that_two_agencies_know() -> None:
    one = replace(HER, with_human=9)
    other = replace(HER, record="b1", source="health", with_human=9)
    assert "pair" in reasons(one, other)[1]
    assert "pair" not in reasons(one, replace(other, with_human=8))[1]


def test_harm_to_unconnected_people_within_three_years_is_serial() -> None:
    second = replace(HIS, record="p2", with_human=2, last_contact=TODAY - timedelta(days=900))
    assert reasons(HIS, second)[9] == ("serial",)
    assert reasons(HIS, replace(second, last_contact=TODAY - timedelta(days=1200))) == {}
    in_one_home = [replace(one, household="h") for one in (HIS, second)]
    assert reasons(*in_one_home) == {}, "a mother and her daughter are not unconnected"


def test_people_of_one_household_are_not_unconnected_even_where_his_record_does_not_say_so() -> None:
    second = replace(HIS, record="p2", with_human=2)
    mother, daughter = (
        replace(HER, household="h", weight=0),
        replace(HER, record="a2", human=2, household="h", weight=0),
    )
    assert 9 not in reasons(HIS, second, mother, daughter)
    assert reasons(HIS, second, mother, replace(daughter, household="elsewhere"))[9] == ("serial",)
    third = replace(HIS, record="p3", with_human=3)
    assert reasons(HIS, second, third, mother, daughter)[9] == ("serial",), "and somebody else"


def test_a_household_is_one_question_with_everybodys_records() -> None:
    home = [replace(HER, record=f"a{human}", human=human, part=part, household="h")
            for human, part in enumerate(("victim", "child", "child"), 1)]  # fmt: skip
    (one,) = missing_links(home, referred=frozenset(), limits=LIMITS, today=TODAY)
    assert one.reasons == ("household",) and one.weight == 6
    assert {each.record for each in one.records} == {"a1", "a2", "a3"}
    more = replace(home[0], record="b1", source="health", household="")
    found = missing_links([*home, more], referred=frozenset(), limits=LIMITS, today=TODAY)
    assert [sorted(each.reasons) for each in found] == [["household", "several"], ["household"]]
    before = replace(home[0], record="a9", household="where she lived before", weight=0, part="")
    assert len(missing_links([*home, before], referred=frozenset(), limits=LIMITS, today=TODAY)) == 1
    elsewhere = [replace(each, record=f"x{each.record}", human=each.human + 10, household="k") for each in home]
    assert len(missing_links([*home, *elsewhere], referred=frozenset(), limits=LIMITS, today=TODAY)) == 2


def test_one_known_victim_in_a_case_and_another_known_to_an_agency_alone_is_serial() -> None:
    by_case = Held("x", "cases", 9, "harmer", with_human=5, last_contact=TODAY)
    assert reasons(HIS, by_case, referred=frozenset({9, 5}))[9] == ("serial",)


def test_harm_to_the_same_person_again_within_twelve_months_is_repeat() -> None:
    again = replace(HIS, record="p2", last_contact=TODAY - timedelta(days=60))
    assert reasons(HIS, again) == {9: ("repeat",)}
    assert reasons(HIS, again, referred=frozenset({1})) == {}, "her case stands for it"
    assert reasons(HIS, replace(again, last_contact=HIS.last_contact)) == {}, "the same contact written down twice"


def test_a_household_in_which_two_are_harmed() -> None:
    mother = replace(HER, household="h")
    child = replace(HER, record="c", human=2, part="child", household="h")
    assert reasons(mother, child) == {1: ("household",)}
    assert reasons(mother, replace(child, household="i")) == {}


def test_moved_here_from_another_area() -> None:
    assert reasons(replace(HER, moved=True)) == {1: ("moved",)}
    assert reasons(replace(HER, moved=True, weight=0)) == {}


def test_the_gravest_come_first() -> None:
    there = replace(HER, record="b1", source="health")
    graver = [replace(one, human=3, record=one.record + "x", weight=4) for one in (HER, there)]
    found = missing_links([HER, there, *graver], referred=frozenset(), limits=LIMITS, today=TODAY)
    assert [one.human for one in found] == [3, 1]


@pytest.mark.parametrize("state", list(FlagState))
@pytest.mark.parametrize("move", list(FLAG.moves))
def test_nobody_is_asked_before_it_is_weighed(state: FlagState, move: str) -> None:
    refused = FLAG.refusal(state=state, move=move, facts=FlagFacts(weighed=state is not FlagState.FOUND))
    open_moves = {
        FlagState.FOUND: {"weigh", "close"}, FlagState.WEIGHED: {"weigh", "ask", "close"}, FlagState.ASKED: {"close"},
        FlagState.CLOSED: set(),
    }  # fmt: skip
    assert (refused is None) is (move in open_moves[state])
    assert FLAG.refusal(state=FlagState.WEIGHED, move="ask", facts=FlagFacts()) is not None


@pytest.mark.parametrize("blank", ["purpose", "necessary", "proportionate", "alternatives", "consent", "told"])
def test_a_proportionality_record_is_whole(blank: str) -> None:
    bases = WEIGHED.law[:1]
    assert why_not_weighed(WEIGHED, bases=bases) is None
    refused = why_not_weighed(replace(WEIGHED, **{blank: " "}), bases=bases)
    assert refused is not None and refused.field == blank
    assert why_not_weighed(replace(WEIGHED, law=()), bases=bases) is not None


@pytest.mark.parametrize("outcome", list(OUTCOMES))
def test_an_outcome_says_how_she_was_helped_where_she_was(outcome: str) -> None:
    helped = outcome in ("referred", "supported")
    with_route = why_not_closed(outcome=outcome, why="said so", route="idva", routes=["idva"])
    without = why_not_closed(outcome=outcome, why="said so", route="", routes=["idva"])
    assert (with_route is None, without is None) == (helped, not helped)
    assert why_not_closed(outcome=outcome, why="", route="idva" if helped else "", routes=["idva"]) is not None
