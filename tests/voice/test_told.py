"""Whoever has to act next finds it on their list: letting a plan out, and telling them what became of it."""

from __future__ import annotations

from uuid import UUID

import pytest
from django.db import transaction
from django.db.utils import Error
from django.test import Client
from django.urls import reverse

from openccr.access.acting import acting_as
from openccr.kernel.days import day_words
from openccr.kernel.refusals import NotFound, Refusal
from openccr.partnership.agencies import agency_leaves
from openccr.voice.models import Contribution
from openccr.voice.operations.contributions import answer, feed_back, pass_on, publish, send, theme
from openccr.voice.operations.engagements import let_out
from openccr.voice.operations.payments import accept_payment, offer_payment, pay
from openccr.voice.queries.contributions import agencies
from openccr.voice.queries.engagements import payments
from tests.makers import Area
from tests.signing_in import as_, text_of
from tests.voice.test_asking import NOW, gone_out, offered, planned
from tests.voice.test_voice import said, sent

pytestmark = pytest.mark.django_db


def test_the_service_that_passed_it_on_is_asked_to_tell_them_and_says_that_it_did(area: Area) -> None:
    one = pass_on(
        actor=area.grace, channel="interview", words="The form is too long.", child=False, consents=["use"],
        engagement=gone_out(area), at=NOW,
    )  # fmt: skip
    theme(actor=area.amina, contribution=one, themes=["training"], at=NOW)
    send(actor=area.amina, contribution=one, agency=area.agencies["housing"], at=NOW)
    client, told = as_(area.grace), reverse("voice.feed_back", kwargs={"contribution": one})
    assert "Tell them what became of" not in text_of(client.get("/"))
    assert client.post(told).status_code == 404
    answer(actor=area.lena, contribution=one, changed=True, words="Two pages now.", at=NOW)
    assert "Tell them what became of" in text_of(client.get("/"))
    assert told not in text_of(as_(area.lena).get(reverse("voice.contribution", kwargs={"contribution": one})))
    with pytest.raises((Refusal, NotFound)):
        feed_back(actor=area.lena, contribution=one, at=NOW)
    with acting_as(area.grace), pytest.raises(Error), transaction.atomic():
        Contribution.objects.filter(id=one).update(words="Otherwise")
    assert told in text_of(client.get(reverse("voice.contribution", kwargs={"contribution": one})))
    assert client.post(told).status_code == 302
    with acting_as(area.amina):
        row = Contribution.objects.get(id=one)
    assert row.state == "fed_back" and row.engagement_id is not None
    assert "Tell them what became of" not in text_of(client.get("/"))


def test_whoever_did_not_plan_it_finds_it_on_their_list_when_every_check_is_answered(area: Area) -> None:
    planned(area, {})
    assert "Look at it before it goes out" not in text_of(as_(area.grace).get("/"))
    one = planned(area)
    assert "Look at it before it goes out: Talks in spring" in text_of(as_(area.grace).get("/"))
    assert "Look at it before it goes out" not in text_of(as_(area.amina).get("/"))
    let_out(actor=area.grace, engagement=one, at=NOW)
    assert "Look at it before it goes out" not in text_of(as_(area.grace).get("/"))


def test_whoever_cannot_offer_payment_is_told_who_does_and_what_is_paid_is_not_due(area: Area) -> None:
    page = reverse("voice.payments")
    assert "ask the coordinator to offer it" in text_of(as_(area.lena).get(page))
    assert "ask the coordinator" not in text_of(as_(area.amina).get(page))
    payment = offered(area)
    accept_payment(actor=area.lena, payment=payment, method="cash", at=NOW)
    due = day_words(payments(actor=area.lena)[0].due_on)
    assert due in text_of(as_(area.lena).get(page))
    pay(actor=area.lena, payment=payment, at=NOW)
    assert due not in text_of(as_(area.lena).get(page))


def test_anybody_reads_what_you_said_we_did_is(area: Area) -> None:
    there = reverse("voice.published", kwargs={"area": area.code})
    assert "Nothing is published here yet" in text_of(Client().get(there))
    one = sent(area)
    answer(actor=area.lena, contribution=one, changed=True, words="Done.", at=NOW)
    publish(actor=area.amina, contribution=one, said="Ask us.", did="We do.", at=NOW)
    assert "What survivors told services and agencies here" in text_of(Client().get(there))


def test_nothing_is_sent_to_an_agency_that_has_left_and_no_payment_asked_of_it(area: Area) -> None:
    one, gone = said(area), area.agencies["housing"]
    assert gone in [UUID(key) for key, _ in agencies(actor=area.amina)]
    agency_leaves(actor=area.amina, agency=gone)
    assert gone not in [UUID(key) for key, _ in agencies(actor=area.amina)]
    with pytest.raises(NotFound):
        send(actor=area.amina, contribution=one, agency=gone, at=NOW)
    with pytest.raises(NotFound):
        offer_payment(
            actor=area.amina, agency=gone, what_for="An afternoon", pence=5_000, advice_from="An adviser", at=NOW
        )
