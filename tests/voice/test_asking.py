"""Survivors are asked safely, paid, counted apart from what they said, and may take back what they agreed to."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from openccr.access.acting import acting_as
from openccr.content import load
from openccr.kernel.refusals import NotFound, Refusal
from openccr.voice.models import Contribution, Engagement, HeardCount, Message, Payment, Published
from openccr.voice.operations.contributions import answer, change_consents, keep, pass_on, publish, send, withdraw
from openccr.voice.operations.engagements import close, let_out, plan_engagement, take_back
from openccr.voice.operations.messages import leave, triage, write_more
from openccr.voice.operations.payments import accept_payment, decline_payment, offer_payment, pay
from openccr.voice.queries.contributions import contributions, heard
from openccr.voice.queries.engagements import engagements, heard_by_group, payments, payments_due
from openccr.voice.queries.messages import Reply, message_of, reply_to
from openccr.voice.queries.themes import themes_heard
from openccr.voice.rules.engagements import checks_of, missing, quarter_on
from openccr.voice.rules.payments import PaymentState, is_late
from tests.makers import Area
from tests.signing_in import as_, text_of
from tests.voice.test_voice import said, sent

pytestmark = pytest.mark.django_db

NOW = timezone.now()
TODAY = timezone.localdate(NOW)
WORDS = load().voice
WHOLE = dict.fromkeys(WORDS.checks, "The adviser looks after it.")


def planned(area: Area, checks: dict[str, str] | None = None, *, children: bool = False) -> UUID:
    return plan_engagement(
        actor=area.amina, channel="interview", title="Talks in spring", purpose="What to change first", at=NOW,
        ends_on=TODAY + timedelta(days=30), children=children, checks=WHOLE if checks is None else checks,
    )  # fmt: skip


def gone_out(area: Area) -> UUID:
    one = planned(area)
    let_out(actor=area.grace, engagement=one, at=NOW)
    return one


def offered(area: Area) -> UUID:
    return offer_payment(
        actor=area.amina, agency=area.agencies["housing"], what_for="A morning of talks", pence=5_000,
        advice_from="The money advice worker", at=NOW,
    )  # fmt: skip


@pytest.mark.parametrize("left_out", ["aftercare", "safe_contact", "pay"])
def test_nothing_goes_out_before_every_check_is_answered(area: Area, left_out: str) -> None:
    one = planned(area, {**WHOLE, left_out: " "})
    with pytest.raises(Refusal, match=WORDS.checks[left_out].name):
        let_out(actor=area.grace, engagement=one, at=NOW)


def test_more_is_asked_where_children_take_part(area: Area) -> None:
    without = {key: words for key, words in WHOLE.items() if not WORDS.checks[key].children}
    one = planned(area, without, children=True)
    with pytest.raises(Refusal, match="The child agrees"):
        let_out(actor=area.grace, engagement=one, at=NOW)
    adults = planned(area, without)
    let_out(actor=area.grace, engagement=adults, at=NOW)
    assert missing(checks_of(WORDS, children=False), without) == ()


def test_somebody_else_than_who_planned_it_lets_it_out_and_it_is_closed_with_what_they_were_told(area: Area) -> None:
    one = planned(area)
    with pytest.raises(Refusal, match="Somebody else"):
        let_out(actor=area.amina, engagement=one, at=NOW)
    for who in (area.bea, area.lena, area.fay):
        with pytest.raises(Refusal):
            let_out(actor=who, engagement=one, at=NOW)
    let_out(actor=area.grace, engagement=one, at=NOW)
    with pytest.raises(Refusal, match="gone out"):
        plan_engagement(
            actor=area.amina, engagement=one, channel="panel", title="x", purpose="x", ends_on=TODAY, children=False,
            checks={}, at=NOW,
        )  # fmt: skip
    with pytest.raises(Refusal, match="told"):
        close(actor=area.amina, engagement=one, told=" ", at=NOW)
    close(actor=area.amina, engagement=one, told="What changes first", at=NOW)
    assert [row.state for row in engagements(actor=area.grace)] == ["closed"]
    with pytest.raises(Refusal):
        take_back(actor=area.amina, engagement=one, at=NOW)


def test_what_was_said_belongs_to_an_engagement_that_has_gone_out(area: Area) -> None:
    with pytest.raises(Refusal, match="gone out"):
        said(area, engagement=planned(area))
    said(area, engagement=gone_out(area))
    assert {row.title: row.said for row in engagements(actor=area.amina) if row.said} == {"Talks in spring": 1}


def test_payment_is_offered_with_advice_on_benefits_and_names_nobody(area: Area) -> None:
    with pytest.raises(Refusal, match="benefits"):
        offer_payment(actor=area.amina, agency=area.agencies["housing"], what_for="x", pence=1, advice_from=" ", at=NOW)
    one = offered(area)
    assert {field.name for field in Payment._meta.fields}.isdisjoint({"person", "name", "email", "account"})
    with pytest.raises(Refusal, match="way"):
        accept_payment(actor=area.bea, payment=one, method="gold", at=NOW)
    accept_payment(actor=area.bea, payment=one, method="cash", at=NOW)
    with acting_as(area.bea):
        (due,) = payments_due(area.bea)
    assert due == TODAY + timedelta(days=10) and is_late(PaymentState.ACCEPTED, due, today=due + timedelta(days=1))
    assert "payment to somebody who was heard" in text_of(as_(area.bea).get("/"))
    pay(actor=area.bea, payment=one, at=NOW)
    with pytest.raises(Refusal):
        decline_payment(actor=area.bea, payment=one, at=NOW)
    for who in (area.grace, area.carl):
        assert not payments(actor=who)
        with pytest.raises(NotFound):
            pay(actor=who, payment=one, at=NOW)
    assert not is_late(PaymentState.PAID, due, today=due + timedelta(days=9))


@pytest.mark.parametrize("pence", [0, -5, 200_001])
def test_an_amount_that_cannot_be_is_refused(area: Area, pence: int) -> None:
    with pytest.raises(Refusal, match="amount"):
        offer_payment(
            actor=area.amina, agency=area.agencies["housing"], what_for="x", pence=pence, advice_from="x", at=NOW
        )


def test_who_was_heard_is_counted_apart_from_what_was_said(area: Area) -> None:
    said(area, groups=["disabled", "lgbt"])
    said(area, groups=[])
    said(area)
    found = heard_by_group(actor=area.amina, first=quarter_on(TODAY), last=TODAY)
    assert found == {"": 2, "disabled": 1, "lgbt": 1}
    assert {field.name for field in HeardCount._meta.fields} == {"id", "partnership", "quarter_on", "group", "number"}
    with pytest.raises(Refusal):
        said(area, groups=["left-handed"])
    for who in (area.bea, area.fay, area.lena):
        with acting_as(who):
            assert not HeardCount.objects.exists()
    assert quarter_on(date(2026, 12, 31)) == date(2026, 10, 1)


def test_a_service_passes_on_what_it_was_told_with_leave_and_sees_what_becomes_of_it(area: Area) -> None:
    given = {"channel": "service", "words": "The form is too long.", "child": False, "at": NOW}
    with pytest.raises(Refusal, match="agreed"):
        pass_on(actor=area.grace, consents=["quote"], **given)  # type: ignore[arg-type]
    one = pass_on(actor=area.grace, consents=["use"], **given)  # type: ignore[arg-type]
    assert [row.id for row in contributions(actor=area.grace)[0]] == [one]
    assert not contributions(actor=area.bea)[1]
    assert [row.id for row in contributions(actor=area.amina)[0]] == [one]
    with pytest.raises(Refusal, match="address"):
        pass_on(actor=area.grace, consents=["use"], **given | {"words": "At EX1 1AA"})  # type: ignore[arg-type]
    with pytest.raises((Refusal, NotFound)):
        answer(actor=area.grace, contribution=one, changed=True, words="x", at=NOW)


def test_less_consent_takes_back_what_was_published_and_what_was_sent(area: Area) -> None:
    one = sent(area)
    change_consents(actor=area.amina, contribution=one, consents=["publish"], at=NOW)
    assert not contributions(actor=area.bea)[1]
    change_consents(actor=area.amina, contribution=one, consents=["use", "publish"], at=NOW)
    send(actor=area.amina, contribution=one, agency=area.bea.agency_id, at=NOW)
    answer(actor=area.bea, contribution=one, changed=True, words="We do.", at=NOW)
    publish(actor=area.amina, contribution=one, said="Nobody rang.", did="Now somebody does.", at=NOW)
    with pytest.raises(Refusal, match="already"):
        publish(actor=area.amina, contribution=one, said="Nobody rang.", did="Now somebody does.", at=NOW)
    assert "Now somebody does." in text_of(Client().get(f"/you-said/{area.code}/"))
    change_consents(actor=area.amina, contribution=one, consents=["use"], at=NOW)
    assert not Published.objects.exists() and "Now somebody does." not in text_of(
        Client().get(f"/you-said/{area.code}/")
    )


def test_what_is_withdrawn_is_taken_off_the_public_page_too(area: Area) -> None:
    one = sent(area)
    answer(actor=area.bea, contribution=one, changed=False, words="The law.", at=NOW)
    publish(actor=area.amina, contribution=one, said="Too long.", did="The law asks.", at=NOW)
    assert heard(actor=area.amina, today=TODAY).changed == 0
    withdraw(actor=area.amina, contribution=one, at=NOW)
    assert not Published.objects.exists()
    with pytest.raises(Refusal, match="withdrew"):
        change_consents(actor=area.amina, contribution=one, consents=["use"], at=NOW)


def test_themes_say_what_was_spoken_of_by_children_too_and_what_became_of_it(area: Area) -> None:
    said(area, channel="children", themes=["data"])
    said(area, themes=["data", "coordination"])
    said(area, themes=["data"], child=True)
    withdraw(actor=area.amina, contribution=said(area, themes=["data"]), at=NOW)
    found = {one.key: one for one in themes_heard(actor=area.amina, first=TODAY, last=TODAY)}
    assert (found["data"].said, found["data"].by_children, found["coordination"].said) == (3, 2, 1)
    with pytest.raises(Refusal):
        themes_heard(actor=area.bea, first=TODAY, last=TODAY)


def test_whoever_has_the_code_writes_more_and_sees_the_last_reply_and_never_their_words(area: Area) -> None:
    code = leave(area=area.code, words="He follows me.")
    page = Client().post("/your-answer/", {"code": code, "send": "1", "more": "To the school too."})
    assert "It has arrived." in text_of(page) and "school too" not in page.content.decode()
    assert page.content.decode().index("999") < page.content.decode().index("Nobody has read it yet")
    with acting_as(area.amina):
        first, second = Message.objects.get(follows=None), Message.objects.exclude(follows=None).get()
    read = message_of(actor=area.grace, message=second.id)
    assert read.words == "To the school too." and [words for _, words in read.before] == ["He follows me."]
    assert "He follows me." in text_of(as_(area.grace).get(reverse("voice.message", kwargs={"message": second.id})))
    triage(actor=area.grace, message=first.id, danger=False, words="", reply="read", at=NOW)
    again = text_of(Client().post("/your-answer/", {"code": code}))
    assert reply_to(code, WORDS).unread
    assert again.index("Nobody has read yet what you wrote last") < again.index(WORDS.replies["read"].text)
    triage(
        actor=area.grace, message=second.id, danger=True, words="Told the school", reply="talk",
        at=NOW + timedelta(minutes=1),
    )  # fmt: skip
    assert reply_to(code, WORDS) == Reply(WORDS.replies["talk"].text, unread=False)
    with pytest.raises(NotFound):
        write_more(code="AAAA-AAAA-AAAA", words="x")
    empty = Client().post("/your-answer/", {"code": code, "send": "1", "more": " "})
    assert empty.status_code == 422 and "Write something first" in text_of(empty)


def test_the_code_alone_reaches_no_message_that_follows(area: Area) -> None:
    code = leave(area=area.code, words="One.")
    write_more(code=code, words="Two.")
    with acting_as(area.amina):
        second = Message.objects.exclude(follows=None).get()
    with pytest.raises(NotFound):
        reply_to(second.receipt, WORDS)


@pytest.mark.parametrize("address", ["", "write/"])
def test_danger_and_hours_stand_before_anything_else_on_every_page_of_the_channel(area: Area, address: str) -> None:
    page = text_of(Client().get(f"/your-say/{area.code}/{address}"))
    assert page.index("999") < page.index("not for emergencies") < page.index("short answer later")


def test_it_goes_through_on_pages_from_the_plan_to_the_payment(area: Area) -> None:
    amina, grace = as_(area.amina), as_(area.grace)
    end = TODAY + timedelta(days=9)
    typed = {
        "channel": "panel", "title": "Panel in May", "purpose": "Housing", "ends_on_day": end.day,
        "ends_on_month": end.month, "ends_on_year": end.year,
    }  # fmt: skip
    assert amina.post("/voice/engagements/plan/", typed).status_code == 302
    with acting_as(area.amina):
        one = Engagement.objects.get().id
    to = {"engagement": one}
    assert "Not answered yet" in text_of(grace.get(reverse("voice.engagement", kwargs=to)))
    checks = {f"check_{key}": words for key, words in WHOLE.items()}
    assert amina.post(reverse("voice.replan", kwargs=to), typed | checks).status_code == 302
    assert grace.post(reverse("voice.let_out", kwargs=to)).status_code == 302
    told = {"channel": "panel", "words": "Too far.", "consents": ["use"], "engagement": str(one), "asked_groups": "on",
            "groups": ["disabled"], "child": "on"}  # fmt: skip
    assert amina.post("/voice/write/", told).status_code == 302
    with acting_as(area.amina):
        row = Contribution.objects.get()
        assert (row.engagement_id, row.child) == (one, True)
    money = {"what_for": "Panel", "pounds": Decimal("25.50"), "agency": str(area.agencies["housing"]),
             "engagement": str(one), "advice_from": "The centre"}  # fmt: skip
    assert amina.post("/voice/payments/offer/", money).status_code == 302
    with acting_as(area.amina):
        payment = Payment.objects.get()
    assert payment.pence == 2_550
    page = as_(area.bea).get(reverse("voice.payment", kwargs={"payment": payment.id}))
    assert "£25.50" in text_of(page) and "may count for benefits" in text_of(page)
    wants = as_(area.bea).post(reverse("voice.payment_accept", kwargs={"payment": payment.id}), {"method": "voucher"})
    assert wants.status_code == 302
    assert "£25.50" in text_of(amina.get("/voice/payments/"))
    assert amina.get("/voice/themes/").status_code == 200
    done = amina.post(reverse("voice.consents", kwargs={"contribution": row.id}), {"consents": ["use", "quote"]})
    assert done.status_code == 302
    passed = {"channel": "service", "words": "Too cold.", "consents": ["use"]}
    assert grace.post("/voice/pass-on/", passed).status_code == 302


def test_words_with_an_address_are_not_kept(area: Area) -> None:
    with pytest.raises(Refusal, match="address"):
        keep(actor=area.amina, channel="panel", words="At EX1 1AA", consents=[], themes=[], at=NOW)
