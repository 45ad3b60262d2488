"""Whoever harms asks for what is held: for himself, or for the child (T-SAR)."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from openccr.access.acting import acting_as
from openccr.kernel.refusals import Refusal
from openccr.subjectaccess.models import Bundle, Handover, Passage, SubjectRequest
from openccr.subjectaccess.operations import (
    answer_neither,
    build,
    confirm_proposals,
    fetch_bundle,
    look_at,
    name_person,
    search,
)
from openccr.subjectaccess.rules.requests import Capacity
from openccr.subjectaccess.standing import facts_of
from tests.conference.conferences import WHEN
from tests.makers import Area
from tests.signing_in import as_
from tests.subjectaccess.requests import (
    asked,
    built,
    case_with_words,
    officer,
    other_coordinator,
)
from tests.subjectaccess.test_answering import page_of

pytestmark = pytest.mark.django_db


def test_he_is_told_nothing_that_shows_a_case_and_two_others_agree_one_from_outside(area: Area) -> None:
    case = case_with_words(area)
    request = built(area, case.harmer, name="Mark Invented")
    with acting_as(area.amina):
        assert SubjectRequest.objects.get(id=request).hostile
    look_at(actor=other_coordinator(area), request=request, agreed=True, at=WHEN)
    with pytest.raises(Refusal, match="Two other people"):
        fetch_bundle(actor=area.amina, request=request, form="pdf", at=WHEN)
    look_at(actor=officer(area), request=request, agreed=True, at=WHEN)
    page = page_of(area, request, "pdf")
    assert "Mark was arrested on 3 March 2026." in page and "He attended six sessions." in page
    for kept_back in ("Nadia", "Qorvex", "Harbour", "onference", "referral", "wishes", "stay in her home"):
        assert kept_back not in page, kept_back


def test_two_coordinators_are_not_enough_for_him_since_both_work_on_the_case(area: Area) -> None:
    request = built(area, case_with_words(area).harmer, name="Mark Invented")
    third = officer(area, like="eve")
    look_at(actor=other_coordinator(area), request=request, agreed=True, at=WHEN)
    with acting_as(area.amina):
        assert not facts_of(SubjectRequest.objects.get(id=request)).approved
        bundle = Bundle.objects.get(request_id=request)
        with pytest.raises(DatabaseError), transaction.atomic():
            Handover.objects.bulk_create(
                [
                    Handover(
                        partnership_id=area.id, request_id=request, bundle=bundle, way="in_person", collected_by="x",
                        identity_seen="x", at=WHEN, by_name="x",
                    )
                ]
            )  # fmt: skip
    look_at(actor=third, request=request, agreed=True, at=WHEN)
    with acting_as(area.amina):
        assert facts_of(SubjectRequest.objects.get(id=request)).approved


def test_a_parent_who_harms_and_asks_for_the_child_gets_nothing_of_the_child(area: Area) -> None:
    case = case_with_words(area)
    request = asked(area, capacity=Capacity.PARENT, name="Mark Invented")
    assert name_person(actor=area.amina, request=request, subject_id=case.child, asker_id=case.harmer, at=WHEN)
    search(actor=area.amina, request=request, at=WHEN)
    with acting_as(area.amina):
        assert not [one for one in Passage.objects.filter(request_id=request) if not one.marks]


def test_an_empty_copy_for_a_parent_who_harms_is_not_approved_and_the_neither_answer_is(area: Area) -> None:
    """That there is a record is all that he would learn from it, and all that he asks."""
    case = case_with_words(area)
    request = asked(area, capacity=Capacity.PARENT, name="Mark Invented")
    name_person(actor=area.amina, request=request, subject_id=case.child, asker_id=case.harmer, at=WHEN)
    search(actor=area.amina, request=request, at=WHEN)
    with acting_as(area.amina):
        ids = list(Passage.objects.filter(request_id=request).values_list("id", flat=True))
    confirm_proposals(actor=area.amina, request=request, passages=ids, at=WHEN)
    build(actor=area.amina, request=request, at=WHEN)
    for page in ("request", "look"):
        shown = as_(area.amina).get(reverse(f"subjectaccess.{page}", kwargs={"asked": request}))
        assert "somebody who is said to harm that there is a record" in shown.text
    with pytest.raises(Refusal, match="only that there is a record"):
        look_at(actor=other_coordinator(area), request=request, agreed=True, at=WHEN)
    look_at(actor=other_coordinator(area), request=request, agreed=False, words="It tells that she is known", at=WHEN)
    later = WHEN + timedelta(minutes=1)
    answer_neither(actor=area.amina, request=request, why="He would learn of a case", at=later)
    look_at(actor=other_coordinator(area), request=request, agreed=True, at=later)


def test_neither_answer_says_the_same_whether_there_is_a_record_or_not(area: Area) -> None:
    pages = []
    for subject in (case_with_words(area).harmer, None):
        request = asked(area, name="Mark Invented")
        if subject:
            name_person(actor=area.amina, request=request, subject_id=subject, at=WHEN)
        answer_neither(actor=area.amina, request=request, why="He would learn of a case", at=WHEN)
        look_at(actor=other_coordinator(area), request=request, agreed=True, at=WHEN)
        look_at(actor=officer(area), request=request, agreed=True, at=WHEN) if subject else None
        with acting_as(area.amina):
            reference = SubjectRequest.objects.get(id=request).reference
        pages.append(page_of(area, request, "pdf").replace(reference, ""))
    assert pages[0] == pages[1] and "neither confirm nor deny" in pages[0]
