"""A second person's look: it raises, and lowers nothing."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.db import DatabaseError, transaction
from django.db.models import ProtectedError

from openccr.access.acting import acting_as
from openccr.kernel.refusals import NotFound, Refusal
from openccr.risk.models import SecondLook
from openccr.risk.operations import look_again
from openccr.risk.queries import latest_risk, looks_at
from tests.makers import NOW, Area, open_case
from tests.risk.making import answered, somebody


def test_a_second_person_raises_the_case_and_the_assessment_stays_as_it_was(area: Area) -> None:
    case = open_case(area)
    made = answered(area, case, somebody(area, case), yes=0, judged_high=False, judgement_reason="")
    look_again(actor=area.grace, file=case, assessment=made, judged_high=True, reason="She is terrified.", at=NOW)
    with acting_as(area.bea):
        latest = latest_risk(case)
        (look,) = looks_at(file_id=case, assessment_id=made)
    assert latest is not None
    assert (latest.high, latest.judged_high, latest.reviewed_high) == (True, False, True)
    assert latest.text.startswith("High on a second person's judgement")
    assert (look.by, look.agency) == ("Grace Winterbourne", "Harbour Domestic Abuse Service")


def test_a_second_person_who_would_not_raise_lowers_nothing(area: Area) -> None:
    case = open_case(area)
    made = answered(area, case, somebody(area, case), yes=3)
    look_again(actor=area.grace, file=case, assessment=made, judged_high=False, reason="I read the file.", at=NOW)
    with acting_as(area.bea):
        latest = latest_risk(case)
    assert latest is not None
    assert latest.high


def test_whoever_assessed_is_not_the_second_person(area: Area) -> None:
    case = open_case(area)
    made = answered(area, case, somebody(area, case), yes=3)
    with pytest.raises(Refusal, match="second person"):
        look_again(actor=area.bea, file=case, assessment=made, judged_high=True, reason="Still.", at=NOW)


def test_an_assessment_of_another_case_is_not_there(area: Area) -> None:
    case, other = open_case(area), open_case(area)
    made = answered(area, case, somebody(area, case), yes=3)
    for file, assessment in ((other, made), (case, uuid4())):
        with pytest.raises(NotFound):
            look_again(actor=area.grace, file=file, assessment=assessment, judged_high=True, reason="x", at=NOW)
    with pytest.raises(NotFound):
        look_again(actor=area.carl, file=case, assessment=made, judged_high=True, reason="x", at=NOW)


def test_a_second_look_is_never_changed_or_taken_away(area: Area) -> None:
    case = open_case(area)
    made = answered(area, case, somebody(area, case), yes=3)
    look = look_again(actor=area.grace, file=case, assessment=made, judged_high=True, reason="Her fear.", at=NOW)
    with acting_as(area.grace):
        for change in (
            lambda: SecondLook.objects.filter(id=look).update(judged_high=False),
            lambda: SecondLook.objects.filter(id=look).delete(),
        ):
            with pytest.raises((DatabaseError, ProtectedError)), transaction.atomic():
                change()
