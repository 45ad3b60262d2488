"""A fiftieth of a week's openings is drawn at random, and the case's lead says whether each was for work (T2)."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from openccr.access.acting import acting_as
from openccr.casefiles.emergency import open_in_emergency, review_emergency
from openccr.casefiles.models import CaseFile, EmergencyAccess, OpeningReview
from openccr.casefiles.operations import exclude
from openccr.casefiles.reviewing import draw_openings, openings_to_review, review_opening, reviews_of
from openccr.casefiles.rules import OUTCOMES, why_not_outcome
from openccr.casefiles.tasks import NIGHTLY
from openccr.kernel.refusals import NotFound, Refusal
from tests.casefiles.test_watching import look
from tests.makers import NOW, Area, open_case
from tests.signing_in import as_, sign_in, text_of
from tests.walls.trying import run

pytestmark = pytest.mark.django_db


def drawn(area: Area) -> list[OpeningReview]:
    with acting_as(area.commands):
        return list(OpeningReview.objects.all())


def test_one_in_fifty_is_drawn_and_one_at_least_once_a_week(area: Area) -> None:
    now = timezone.now()
    assert draw_openings(actor=area.commands, at=now) == 0, "nobody opened anything"
    for _ in range(51):
        look(area.bea, open_case(area))
    assert draw_openings(actor=area.commands, at=now) == 2
    assert {row.name for row in drawn(area)} == {"Bea Lindqvist, Willowmere Homes"}
    assert draw_openings(actor=area.commands, at=now + timedelta(days=1)) == 0
    assert draw_openings(actor=area.commands, at=now + timedelta(days=6, hours=12)) == 2


def test_only_the_weekly_job_draws(area: Area) -> None:
    with pytest.raises(Refusal):
        draw_openings(actor=area.amina, at=timezone.now())
    with acting_as(area.amina), pytest.raises(DatabaseError, match="only the weekly job"), transaction.atomic():
        run("SELECT openccr.draw_openings(1.0, now())")
    assert "draw openings to look at" in NIGHTLY


def one(area: Area) -> tuple[UUID, UUID]:
    file = open_case(area)
    look(area.bea, file)
    draw_openings(actor=area.commands, at=timezone.now())
    (row,) = drawn(area)
    return file, row.id


def test_the_lead_says_what_was_found_and_whoever_opened_it_reads_nothing(area: Area) -> None:
    file, review = one(area)
    for actor, there in ((area.amina, 1), (area.grace, 1), (area.bea, 0), (area.carl, 0), (area.lena, 0)):
        with acting_as(actor):
            assert len(openings_to_review(actor)) == there
    at = timezone.now()
    with pytest.raises(Refusal):
        review_opening(actor=area.bea, file=file, opened=review, outcome="work", words="", at=at)
    review_opening(actor=area.amina, file=file, opened=review, outcome="asked", words="She rang about repairs", at=at)
    (row,) = drawn(area)
    assert (row.outcome, row.words, row.reviewed_by) == ("asked", "She rang about repairs", area.amina.name)
    with pytest.raises(NotFound):
        review_opening(actor=area.amina, file=file, opened=review, outcome="work", words="", at=at)


def test_what_was_not_plainly_work_needs_words(area: Area) -> None:
    me, other = area.amina.user_id, area.bea.user_id
    for outcome in OUTCOMES:
        assert (why_not_outcome(opened_by=other, me=me, outcome=outcome, words="") is None) is (outcome == "work")
        assert why_not_outcome(opened_by=other, me=me, outcome=outcome, words="Asked") is None
        assert why_not_outcome(opened_by=me, me=me, outcome=outcome, words="Asked") is not None
    assert why_not_outcome(opened_by=other, me=me, outcome="", words="") is not None


def test_it_stands_on_the_coordinators_list_until_it_is_answered(area: Area, client: Client) -> None:
    file, review = one(area)
    sign_in(client, area.amina)
    page = reverse("casefiles.review_opening", args=[file, review])
    assert page in client.get("/").content.decode()
    assert "Bea Lindqvist, Willowmere Homes opened it on" in client.get(page).content.decode()
    assert client.post(page, {"outcome": "not_work", "words": ""}).status_code == 422
    assert client.post(page, {"outcome": "work", "words": ""}).status_code == 302
    assert page not in client.get("/").content.decode()


def test_what_a_review_found_is_read_again_by_who_looks_into_the_case_and_by_nobody_else(area: Area) -> None:
    """The reviewer and the coordinator read the words; of an emergency the coordinator alone."""
    file, review = one(area)
    at, emergency, drawn_words = timezone.now(), "He has no such client", "She rang about repairs"
    review_opening(actor=area.grace, file=file, opened=review, outcome="asked", words=drawn_words, at=at)
    with acting_as(area.amina):
        reference = CaseFile.objects.get(id=file).reference
    open_in_emergency(actor=area.carl, reference=reference, reason="She rings and he follows her now", at=at)
    with acting_as(area.commands):
        opened = EmergencyAccess.objects.get(file_id=file).id
    page = reverse("casefiles.reviews", args=[file])
    assert reverse("casefiles.review_emergency", args=[file, opened]) in text_of(as_(area.amina).get(page))
    review_emergency(actor=area.amina, file=file, emergency=opened, verdict="wrong", words=emergency, at=at)
    for actor, expected in ((area.amina, (True, True)), (area.grace, (True, False))):
        answer = as_(actor).get(page)
        assert (drawn_words in text_of(answer), emergency in text_of(answer)) == expected
        assert page in text_of(as_(actor).get(reverse("casefiles.alerts", args=[file])))
    assert page in text_of(as_(area.amina).get(reverse("casefiles.access", args=[file])))
    for actor in (area.bea, area.carl, area.eve, area.lena, area.fay, area.dee):
        answer = as_(actor).get(page)
        assert answer.status_code in (302, 403, 404) and drawn_words not in text_of(answer), actor.name
    exclude(actor=area.amina, file=file, reason="His sister", user_id=area.grace.user_id, at=at)
    kept_out, unknown = as_(area.grace).get(page), as_(area.grace).get(reverse("casefiles.reviews", args=[UUID(int=1)]))
    assert kept_out.status_code == unknown.status_code == 404


def test_nobody_reads_what_was_found_of_their_own_emergency_access(area: Area) -> None:
    """A coordinator who opened a case so is reviewed by another one, and that review is not hers to read here."""
    file = open_case(area)
    with acting_as(area.amina):
        reference = CaseFile.objects.get(id=file).reference
    open_in_emergency(actor=area.carl, reference=reference, reason="She rings and he follows her now", at=NOW)
    with acting_as(area.amina):
        assert [len(rows) for rows in reviews_of(file, actor=area.amina)] == [1, 0]
        assert [len(rows) for rows in reviews_of(file, actor=replace(area.amina, user_id=area.carl.user_id))] == [0, 0]
