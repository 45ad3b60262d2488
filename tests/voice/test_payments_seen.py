"""Money for somebody's time: whoever offers and pays it finds it on their list, or somebody carries it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from openccr.access.acting import acting_as
from openccr.voice.operations.payments import accept_payment
from openccr.voice.queries.engagements import payments_to_see_to
from tests.makers import Area
from tests.signing_in import as_, text_of
from tests.voice.test_asking import NOW, TODAY, offered

pytestmark = pytest.mark.django_db


def test_a_payment_stands_on_the_list_of_whoever_offers_and_pays_it_from_the_first_day(area: Area) -> None:
    assert "to offer: with advice" not in text_of(as_(area.bea).get("/"))
    one = offered(area)
    assert "payment to offer: with advice on benefits" in text_of(as_(area.bea).get("/"))
    accept_payment(actor=area.bea, payment=one, method="cash", at=NOW)
    later = TODAY + timedelta(days=11)
    with acting_as(area.amina):
        assert payments_to_see_to(area.amina, today=later) == ([], [TODAY + timedelta(days=10)])
        assert payments_to_see_to(area.amina, today=TODAY) == ([], [])
    for who in (area.bea, area.carl):
        with acting_as(who):
            assert payments_to_see_to(who, today=later) == ([], [])


def test_a_payment_that_nobody_there_can_offer_is_carried_by_who_coordinates(area: Area) -> None:
    given = {"what_for": "Panel", "pounds": "50", "engagement": "", "advice_from": "The money adviser"}
    client = as_(area.amina)
    page = text_of(client.post(reverse("voice.offer"), given | {"agency": str(area.agencies["children"])}, follow=True))
    assert "can be told. Write to them" in page and "can be told: write to them" in text_of(client.get("/"))
    page = text_of(client.post(reverse("voice.offer"), given | {"agency": str(area.agencies["housing"])}, follow=True))
    assert "Whoever knows them offers it." in page and "can be told" not in page
