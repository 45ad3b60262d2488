"""Entering risk assessments."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.db import DatabaseError, transaction
from django.db.models import ProtectedError
from pytest_django import DjangoAssertNumQueries

from openccr.access.acting import acting_as
from openccr.casefiles.models import TimelineEntry
from openccr.kernel.refusals import NotFound, Refusal
from openccr.people.operations import Description, Name, add_person
from openccr.people.rules import PartKind
from openccr.risk.models import Assessment
from openccr.risk.operations import assess, record_score
from openccr.risk.queries import all_risks, current_instrument, latest_for, latest_risk
from tests.makers import NOW, TODAY, Area, open_case


def somebody(area: Area, case: UUID, kind: PartKind = PartKind.VICTIM) -> UUID:
    described = Description(names=(Name(given="Rowan", family="Tideswell"),))
    return add_person(
        actor=area.amina, file_id=case, kind=kind, described=described, relationship="", source="test", on=TODAY
    )


def answered(area: Area, case: UUID, person: UUID, *, yes: int, **changes: object) -> UUID:
    given: dict[str, object] = {
        "judged_high": True, "judgement_reason": "He has her keys.", "assessed_on": TODAY, "at": NOW, "actor": area.bea,
        **changes,
    }  # fmt: skip
    answers = {number: {"answer": "yes" if number <= yes else "no", "note": ""} for number in range(1, 25)}
    return assess(file=case, person=person, instrument="dash24@1", answers=answers, **given)  # type: ignore[arg-type]


def sent(area: Area, case: UUID, person: UUID, *, score: int | None, judged: bool | None = None, days: int = 0) -> UUID:
    return record_score(
        actor=area.amina, file_id=case, person_id=person, instrument="dash24@1", score=score, judged_high=judged,
        judgement_reason="", assessed_on=TODAY + timedelta(days=days), agency_name="Exampleshire Police",
        author_name="PC Rowntree", at=NOW,
    )  # fmt: skip


def test_an_assessment_keeps_answers_score_unknowns_and_judgement_apart(area: Area) -> None:
    case = open_case(area)
    made = answered(area, case, somebody(area, case), yes=9)
    with acting_as(area.bea):
        row = Assessment.objects.get(id=made)
        assert (row.score, row.unknowns, row.judged_high) == (9, 0, True)
        assert row.answers["1"] == {"answer": "yes", "note": ""}
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
        current_instrument()  # the partnership's packs are read once in a process
        with django_assert_num_queries(1):
            latest_risk(case)
        with django_assert_num_queries(1):
            all_risks(case)
        with django_assert_num_queries(1):
            latest_for([case])
