"""Somebody who became known after a case was referred is put into it: another who harms, a child, a baby to come."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.urls import reverse

from openccr.access.acting import acting_as
from openccr.casefiles.models import Exclusion, TimelineEntry
from openccr.kernel.refusals import NotFound, Refusal
from openccr.people.models import Part, Person
from openccr.people.operations import put_in
from openccr.people.operations.declaring import declare_own
from openccr.people.rules.staff import Declared
from tests.conference.conferences import listed
from tests.makers import NOW, TODAY, Area
from tests.signing_in import as_, text_of


def put(area: Area, file: UUID, who: str = "amina", **changed: Any) -> UUID:
    given = {
        "part": "harmer", "given": "Ivo", "family": "Tideswell", "born_on": None, "expected": False, "sex": "male",
        "relationship": "sibling", "source": "Her IDVA", "at": NOW,
    } | changed  # fmt: skip
    return put_in(actor=area.actors[who], file=file, **given)


def test_another_who_harms_stands_in_the_case_and_the_timeline_names_nobody(area: Area) -> None:
    case = listed(area)
    person = put(area, case.file, who="bea")
    with acting_as(area.pia):
        part = Part.objects.get(file_id=case.file, person_id=person)
        assert (part.kind, part.relationship) == ("harmer", "sibling")
        line = TimelineEntry.objects.get(file_id=case.file, about_id=person).sentence
    assert line == "Added to the case: person who harms"
    page = text_of(as_(area.pia).get(reverse("conference.case_people", kwargs={"file": case.file})))
    assert "Ivo Tideswell" in page and "Add somebody to this case" in page


def test_a_baby_that_is_due_needs_no_name_and_nobody_else_is_expected(area: Area) -> None:
    case = listed(area)
    ahead = TODAY + timedelta(days=60)
    baby = put(area, case.file, part="child", given="", family="", born_on=ahead, expected=True)
    with acting_as(area.amina):
        assert Person.objects.get(id=baby).born_on_is_expected
    for wrong, field in (
        ({"part": "harmer", "born_on": ahead, "expected": True}, "expected"),
        ({"part": "child", "born_on": ahead}, "born_on"),
        ({"part": "victim"}, "part"),
        ({"given": "", "family": ""}, "given"),
        ({"source": " "}, "source"),
        ({"relationship": "the neighbour's cat"}, "relationship"),
    ):
        with pytest.raises(Refusal) as refused:
            put(area, case.file, **wrong)
        assert refused.value.field == field


def test_whoever_is_there_already_is_not_put_in_twice_but_father_and_son_are_two(area: Area) -> None:
    case = listed(area)
    put(area, case.file, born_on=date(1960, 2, 1))
    with pytest.raises(Refusal, match="in the case already"):
        put(area, case.file)
    with pytest.raises(Refusal, match="in the case already"):
        put(area, case.file, given="ivo", born_on=date(1960, 2, 1))
    put(area, case.file, born_on=date(1990, 2, 1))


def test_nobody_is_put_into_a_case_that_is_not_there_for_them(area: Area) -> None:
    case = listed(area)
    with pytest.raises(NotFound):
        put(area, case.file, who="carl")
    with pytest.raises(NotFound):
        put(area, uuid4())
    assert as_(area.carl).get(reverse("people.put_in", kwargs={"file": case.file})).status_code == 404
    assert as_(area.fay).get(reverse("people.put_in", kwargs={"file": case.file})).status_code == 403


def test_staff_who_may_be_that_person_are_held_out_at_once(area: Area) -> None:
    case = listed(area)
    born = date(1980, 2, 1)
    declare_own(actor=area.bea, declared=Declared(names=("Ivo Tideswell",), born_on=born), at=NOW)
    put(area, case.file, born_on=born)
    with acting_as(area.amina):
        assert Exclusion.objects.filter(file_id=case.file, user_id=area.bea.user_id, held=True, until_at=None).exists()


def test_the_page_adds_somebody_and_leads_to_them(area: Area) -> None:
    case = listed(area)
    amina = as_(area.amina)
    at = reverse("people.put_in", kwargs={"file": case.file})
    assert "did not look for this person" in text_of(amina.get(at))
    given = {"part": "other", "given": "Rosa", "family": "Madeup", "relationship": "", "sex": "", "source": "Police"}
    done = amina.post(at, given, follow=True)
    assert done.status_code == 200 and "Rosa Madeup" in text_of(done)
