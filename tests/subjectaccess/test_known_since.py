"""What the record learns between a request and its answer counts: who harms, and where somebody is (T-SAR)."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest

from openccr.access.acting import acting_as
from openccr.kernel.refusals import Refusal
from openccr.people.models import Part
from openccr.people.operations.facts import say_name
from openccr.people.operations.placing import place
from openccr.people.rules import PartKind
from openccr.subjectaccess.models import Passage, SubjectRequest
from openccr.subjectaccess.operations import (
    build,
    extend,
    fetch_bundle,
    hand_over,
    name_person,
    say_hostile,
    search,
    wait_for_more,
)
from openccr.subjectaccess.rules.bundles import Way
from openccr.subjectaccess.rules.requests import Capacity
from tests.conference.conferences import WHEN
from tests.makers import Area, open_case
from tests.subjectaccess.requests import approved, asked, case_with_words, decided, searched

pytestmark = pytest.mark.django_db


def harms_in_another_case(area: Area, person: UUID) -> None:
    """A counter-allegation: she is referred as the one who harms."""
    file = open_case(area)
    with acting_as(area.amina):
        Part(file_id=file, person_id=person, kind=PartKind.HARMER, from_on=WHEN.date()).save(force_insert=True)


def is_hostile(area: Area, request: UUID) -> bool:
    with acting_as(area.amina):
        return SubjectRequest.objects.get(id=request).hostile


def test_whoever_is_referred_as_the_one_who_harms_after_they_asked_is_found_at_the_next_search(area: Area) -> None:
    case = case_with_words(area)
    request = searched(area, case.victim)
    assert not is_hostile(area, request)
    harms_in_another_case(area, case.victim)
    search(actor=area.amina, request=request, at=WHEN)
    assert is_hostile(area, request)


def test_a_parent_whose_other_name_becomes_known_later_is_found_at_the_next_search(area: Area) -> None:
    case = case_with_words(area)
    request = asked(area, capacity=Capacity.PARENT, name="Tarn Oldfield")
    assert not name_person(actor=area.amina, request=request, subject_id=case.child, at=WHEN)
    say_name(
        actor=area.amina, file=case.file, person=case.harmer, given="Tarn", family="Oldfield", kind="alias",
        source="Police", from_on=None, until_on=None, at=WHEN,
    )  # fmt: skip
    search(actor=area.amina, request=request, at=WHEN)
    assert is_hostile(area, request)


def test_once_a_request_is_hostile_what_was_decided_before_is_decided_anew(area: Area) -> None:
    request = decided(area, case_with_words(area).victim)
    say_hostile(actor=area.amina, request=request, why="He stands behind her", at=WHEN)
    with pytest.raises(Refusal, match="has changed since it was searched"):
        build(actor=area.amina, request=request, at=WHEN)
    search(actor=area.amina, request=request, at=WHEN)
    with acting_as(area.amina):
        assert Passage.objects.filter(request_id=request, outcome="").exists()
        assert Passage.objects.filter(request_id=request).exclude(outcome="").exists()  # what stays as it was


def test_an_approved_copy_is_not_handed_to_whoever_harms_by_now(area: Area) -> None:
    case = case_with_words(area)
    request = approved(area, case.victim)
    harms_in_another_case(area, case.victim)
    with pytest.raises(Refusal, match="said to be the one who harms"):
        fetch_bundle(actor=area.amina, request=request, form="pdf", at=WHEN)


def test_an_approved_copy_that_tells_of_a_place_known_since_is_not_let_out(area: Area) -> None:
    case = case_with_words(area)
    request = approved(area, case.victim)
    assert b"To stay in her home." in fetch_bundle(actor=area.amina, request=request, form="txt", at=WHEN).data
    place(actor=area.amina, file=case.file, person=case.victim, kind="route", text="her home", at=WHEN)
    for form in ("pdf", "txt"):
        with pytest.raises(Refusal, match="tells where somebody is"):
            fetch_bundle(actor=area.amina, request=request, form=form, at=WHEN)
    with pytest.raises(Refusal, match="tells where somebody is"):
        hand_over(
            actor=area.amina, request=request, way=Way.IN_PERSON, collected_by="Nadia", identity_seen="Passport",
            at=WHEN,
        )  # fmt: skip


def test_the_time_is_extended_while_the_clock_stands_still_though_a_month_has_gone_by(area: Area) -> None:
    request = asked(area)
    wait_for_more(actor=area.amina, request=request, why="Which years?", at=WHEN + timedelta(days=10))
    extend(actor=area.amina, request=request, why="Many files", at=WHEN + timedelta(days=50))
