"""Entering risk assessments."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import DatabaseError, transaction
from django.db.models import ProtectedError
from pytest_django import DjangoAssertNumQueries

from openccr.access.acting import acting_as
from openccr.casefiles.models import TimelineEntry
from openccr.kernel.refusals import NotFound, Refusal
from openccr.people.rules import PartKind
from openccr.risk.models import Assessment
from openccr.risk.operations import assess
from openccr.risk.queries import all_risks, instruments_in_use, latest_for, latest_risk
from tests.makers import NOW, TODAY, Area, open_case
from tests.risk.making import answered, sent, somebody


def test_an_assessment_keeps_answers_score_unknowns_and_judgement_apart(area: Area) -> None:
    case = open_case(area)
    made = answered(area, case, somebody(area, case), yes=9)
    with acting_as(area.bea):
        row = Assessment.objects.get(id=made)
        assert (row.score, row.unknowns, row.judged_high) == (9, 0, True)
        assert row.answers["1"] == {"answer": "yes"}
        assert (row.agency_name, row.author_name) == ("Willowmere Homes", "Bea Lindqvist")
        said = TimelineEntry.objects.get(about_id=made).sentence
    assert (
        said
        == "Risk assessed: High on professional judgement; 9 yes, 0 not known on the 24-item risk checklist (DASH type)"
    )


def test_the_newest_assessment_counts_and_the_earlier_ones_stay(area: Area) -> None:
    case = open_case(area)
    victim = somebody(area, case)
    sent(area, case, victim, score=16, days=-30)
    answered(area, case, victim, yes=3, judged_high=False, judgement_reason="He is in prison.")
    with acting_as(area.bea):
        latest = latest_risk(case)
        assert latest is not None
        assert (latest.score, latest.high) == (3, False)
        assert [risk.score for risk in all_risks(case)] == [3, 16]
        assert latest_for([case, uuid4()]).keys() == {case}


def test_a_score_that_was_sent_says_that_the_unknowns_were_not(area: Area) -> None:
    case = open_case(area)
    sent(area, case, somebody(area, case), score=16)
    with acting_as(area.bea):
        latest = latest_risk(case)
    assert latest is not None
    assert latest.text == "High on this tool: 16 yes, unknowns not stated"
    assert (latest.agency, latest.author, latest.flags) == ("Exampleshire Police", "PC Rowntree", ())


def test_a_case_without_an_assessment_has_no_risk_rather_than_a_small_one(area: Area) -> None:
    case = open_case(area)
    with acting_as(area.bea):
        assert latest_risk(case) is None


def test_nobody_is_assessed_who_is_not_a_victim_in_the_case(area: Area) -> None:
    case, other = open_case(area), open_case(area)
    for person in (somebody(area, case, PartKind.HARMER), somebody(area, other), uuid4()):
        with pytest.raises(NotFound):
            answered(area, case, person, yes=3)


def test_an_agency_that_is_not_on_the_case_finds_nothing_to_assess(area: Area) -> None:
    case = open_case(area)
    victim = somebody(area, case)
    with pytest.raises(NotFound):
        answered(area, case, victim, yes=3, actor=area.carl)
    answered(area, case, victim, yes=3)
    with acting_as(area.carl):
        assert latest_risk(case) is None


def test_an_unknown_instrument_is_refused_with_the_known_ones_named(area: Area) -> None:
    case = open_case(area)
    victim = somebody(area, case)
    with pytest.raises(Refusal, match="dash24@1"):
        assess(
            actor=area.bea, file=case, person=victim, instrument="dash99@1", answers={}, judged_high=True,
            judgement_reason="Her fear.", assessed_on=TODAY, at=NOW,
        )  # fmt: skip


def test_a_score_out_of_range_is_refused(area: Area) -> None:
    case = open_case(area)
    with pytest.raises(Refusal, match="0 to 24"):
        sent(area, case, somebody(area, case), score=27)


def test_an_assessment_is_never_changed_or_taken_away(area: Area) -> None:
    case = open_case(area)
    made = sent(area, case, somebody(area, case), score=16)
    with acting_as(area.amina):
        for change in (
            lambda: Assessment.objects.filter(id=made).update(score=3),
            lambda: Assessment.objects.filter(id=made).delete(),
        ):
            with pytest.raises((DatabaseError, ProtectedError)), transaction.atomic():
                change()


def test_risk_is_read_with_one_query(area: Area, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    case = open_case(area)
    victim = somebody(area, case)
    for days in (-40, -20, 0):
        sent(area, case, victim, score=16, days=days)
    with acting_as(area.bea):
        instruments_in_use()  # the partnership's packs are read once in a process
        with django_assert_num_queries(1):
            latest_risk(case)
        with django_assert_num_queries(1):
            all_risks(case)
        with django_assert_num_queries(1):
            latest_for([case])


def test_each_answer_keeps_its_words_and_its_source_and_a_strange_source_is_refused(area: Area) -> None:
    case = open_case(area)
    victim = somebody(area, case)
    given = {3: {"answer": "yes", "note": "“He will find me.”", "source": "she"}, 4: {"answer": "not_asked"}}
    kept = {"judged_high": True, "judgement_reason": "Her fear.", "assessed_on": TODAY, "at": NOW}
    made = assess(actor=area.bea, file=case, person=victim, instrument="dash24@1", answers=given, **kept)  # type: ignore[arg-type]
    with acting_as(area.bea):
        row = Assessment.objects.get(id=made)
        assert row.answers == {"3": given[3], "4": given[4]}
        assert (row.unknowns, row.not_asked) == (0, 23)
    given[3]["source"] = "rumour"
    with pytest.raises(Refusal, match="rumour"):
        assess(actor=area.bea, file=case, person=victim, instrument="dash24@1", answers=given, **kept)  # type: ignore[arg-type]


def test_a_new_assessment_supersedes_the_last_and_leaves_it_as_it_was(area: Area) -> None:
    case = open_case(area)
    victim = somebody(area, case)
    first = answered(area, case, victim, yes=9)
    second = answered(area, case, victim, yes=3, judged_high=False, judgement_reason="He is in prison.")
    with acting_as(area.bea):
        assert Assessment.objects.get(id=second).supersedes_id == first
        assert Assessment.objects.get(id=first).score == 9


def test_what_stood_at_high_is_not_lowered_without_saying_what_has_changed(area: Area) -> None:
    case = open_case(area)
    victim = somebody(area, case)
    sent(area, case, victim, score=None, judged=True, days=-30)
    with pytest.raises(Refusal, match="say what has changed"):
        answered(area, case, victim, yes=0, judged_high=False, judgement_reason="")


def test_a_score_that_comes_in_later_without_a_judgement_does_not_lower_the_case(area: Area) -> None:
    case = open_case(area)
    victim = somebody(area, case)
    judged = answered(area, case, victim, yes=3)
    sent(area, case, victim, score=6)
    with acting_as(area.bea):
        latest = latest_risk(case)
        assert latest is not None
        assert (latest.id, latest.high) == (judged, True)
        assert latest_for([case])[case].id == judged


def test_of_two_victims_the_one_at_high_risk_is_shown_for_the_case(area: Area) -> None:
    case = open_case(area)
    first, second = somebody(area, case), somebody(area, case)
    high = answered(area, case, first, yes=3)
    answered(area, case, second, yes=0, judged_high=False, judgement_reason="", at=NOW + timedelta(hours=1))
    with acting_as(area.bea):
        latest = latest_risk(case)
    assert latest is not None
    assert latest.id == high


def test_a_frequency_assessment_keeps_its_grade_and_no_score(area: Area) -> None:
    case = open_case(area)
    answers = {number: {"answer": "often"} for number in range(1, 19)}
    made = assess(
        actor=area.pia, file=case, person=somebody(area, case), instrument="frequency18@1", answers=answers,
        grade="high", judgement_reason="Control without a pause.", assessed_on=TODAY, at=NOW,
    )  # fmt: skip
    with acting_as(area.bea):
        row = Assessment.objects.get(id=made)
        assert (row.score, row.grade, row.judged_high) == (None, "high", True)
        latest = latest_risk(case)
    assert latest is not None
    assert latest.text.startswith("High on professional judgement; 0 not known on the 18-item")


def test_the_stalking_supplement_raises_the_case_and_never_takes_its_place(area: Area) -> None:
    case = open_case(area)
    victim = somebody(area, case)
    main = answered(area, case, victim, yes=0, judged_high=False, judgement_reason="")
    quiet = {number: {"answer": "not_asked"} for number in range(1, 12)}
    asked = {"actor": area.bea, "file": case, "person": victim, "instrument": "stalking11@1", "assessed_on": TODAY}
    assess(**asked, answers=quiet, judgement_reason="", at=NOW)  # type: ignore[arg-type]
    with acting_as(area.bea):
        latest = latest_risk(case)
        assert latest is not None and latest.id == main
    raised = assess(
        **asked, answers=quiet | {6: {"answer": "yes"}}, judged_high=True, judgement_reason="He waits at the school.",
        at=NOW + timedelta(hours=1),
    )  # type: ignore[arg-type]  # fmt: skip
    with acting_as(area.bea):
        latest = latest_risk(case)
        assert latest is not None and (latest.id, latest.high) == (raised, True)
        assert Assessment.objects.get(id=raised).supersedes_id is None
