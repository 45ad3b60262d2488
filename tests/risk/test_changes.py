"""Changes after which risk is assessed anew: anybody on the case reports them, a new assessment answers them."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest
from pytest_django import DjangoAssertNumQueries

from openccr.access.acting import acting_as
from openccr.kernel.actors import Actor
from openccr.kernel.periods import Period
from openccr.kernel.refusals import NotFound, Refusal
from openccr.people.rules import PartKind
from openccr.risk.models import Change
from openccr.risk.operations import report_change
from openccr.risk.queries import changes_of, due_for, figures, latest_risk
from openccr.risk.rules import Share
from tests.makers import NOW, TODAY, Area, open_case
from tests.risk.making import answered, sent, somebody


def reported(area: Area, case: UUID, person: UUID, *, days: int = 0, kind: str = "separation", by: str = "pia") -> UUID:
    return report_change(
        actor=area.actors[by], file=case, person=person, kind=kind, happened_on=TODAY + timedelta(days=days),
        words="She has left for her sister's.", at=NOW,
    )  # fmt: skip


def on_the_list(actor: Actor, case: UUID) -> list[bool]:
    """Whether each of the case's changes on the actor's list is late."""
    with acting_as(actor):
        return [one.change.late(TODAY) for one in due_for(actor, today=TODAY) if one.file_id == case]


@pytest.mark.parametrize("by", ["amina", "bea", "grace", "pia"])
def test_anybody_on_the_case_reports_a_change_and_the_pack_says_by_when(area: Area, by: str) -> None:
    case = open_case(area)
    reported(area, case, somebody(area, case), days=-1, by=by)
    with acting_as(area.bea):
        (change,) = changes_of(case)
    assert change.name == "Separation, or an attempt at it"
    assert change.due_on == TODAY + timedelta(days=2)
    assert change.answered_on is None


def test_it_waits_on_the_list_of_her_adviser_and_of_whoever_assessed_and_of_nobody_else(area: Area) -> None:
    case = open_case(area)
    victim = somebody(area, case)
    answered(area, case, victim, yes=3, assessed_on=TODAY - timedelta(days=40), at=NOW - timedelta(days=40))
    reported(area, case, victim)
    assert on_the_list(area.grace, case) == [False]
    assert on_the_list(area.bea, case) == [False]
    for other in (area.pia, area.amina, area.carl):
        assert on_the_list(other, case) == []


def test_where_nobody_has_assessed_yet_the_coordinator_sees_to_it(area: Area) -> None:
    case = open_case(area)
    victim = somebody(area, case)
    sent(area, case, victim, score=16, days=-30)
    reported(area, case, victim)
    assert on_the_list(area.amina, case) == [False]
    assert on_the_list(area.pia, case) == []


def test_one_past_its_day_is_late_and_one_far_ahead_is_not_listed_yet(area: Area) -> None:
    case = open_case(area)
    victim = somebody(area, case)
    reported(area, case, victim, days=-10)
    reported(area, case, victim, days=60, kind="release")
    assert on_the_list(area.grace, case) == [True]


def test_a_new_assessment_answers_it_and_one_from_before_does_not(area: Area) -> None:
    case = open_case(area)
    victim = somebody(area, case)
    answered(area, case, victim, yes=3, at=NOW - timedelta(hours=2))
    reported(area, case, victim)
    assert on_the_list(area.grace, case) == [False]
    answered(area, case, victim, yes=3, at=NOW + timedelta(hours=2))
    assert on_the_list(area.grace, case) == []
    with acting_as(area.bea):
        assert changes_of(case)[0].answered_on == TODAY


def test_a_score_that_a_referral_brings_answers_nothing_nor_does_her_sisters_assessment(area: Area) -> None:
    case = open_case(area)
    victim, sister = somebody(area, case), somebody(area, case)
    reported(area, case, victim, days=-1)
    sent(area, case, victim, score=16)
    answered(area, case, sister, yes=3)
    assert on_the_list(area.grace, case) == [False]


def test_a_change_is_about_a_victim_of_a_case_that_one_is_on(area: Area) -> None:
    case = open_case(area)
    victim = somebody(area, case)
    with pytest.raises(NotFound):
        reported(area, case, somebody(area, case, PartKind.HARMER))
    with pytest.raises(NotFound):
        reported(area, case, victim, by="carl")
    with pytest.raises(Refusal):
        reported(area, case, victim, kind="full_moon")
    with acting_as(area.carl):
        assert not Change.objects.filter(file_id=case).exists()


def test_the_list_takes_the_same_number_of_queries_however_many_wait(
    area: Area, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(3):
        case = open_case(area)
        reported(area, case, somebody(area, case))
    with acting_as(area.grace):
        latest_risk(case)  # the partnership's packs are read once in a process
        with django_assert_max_num_queries(3):
            assert len(due_for(area.grace, today=TODAY)) >= 3
        with django_assert_max_num_queries(3):
            changes_of(case)


def test_the_indicators_of_a_period_count_what_the_actor_sees(area: Area) -> None:
    long_ago = TODAY - timedelta(days=4_000)
    case = open_case(area)
    victim = somebody(area, case)
    sent(area, case, victim, score=16, days=-4_000)
    reported(area, case, victim, days=-300)
    with acting_as(area.bea):
        found = figures(Period(long_ago, long_ago + timedelta(days=1)), today=TODAY)
    assert found.high == {"dash24@1": Share(1, 1)}
    assert found.items_not_known == Share(0, 0)
    with acting_as(area.carl):
        assert figures(Period(long_ago, long_ago + timedelta(days=1)), today=TODAY).high == {}
