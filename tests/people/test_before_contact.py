"""Before somebody is contacted: the page, the plan, the ban and the attempts."""

from __future__ import annotations

from datetime import time, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from openccr.access.acting import acting_as
from openccr.casefiles.operations import set_one_chance
from openccr.kernel.refusals import NotFound, Refusal
from openccr.people.models import ContactAttempt, ContactPlan, DoNotContact, SafeContact
from openccr.people.operations import ban_contact, lift_ban, log_attempt, plan_contact, say_contact
from openccr.people.queries import before_contact, safe_contact_of, why_not_contact
from openccr.people.rules.plans import Named, PlanWords
from openccr.people.rules.windows import Window
from tests.conference.conferences import TODAY, WHEN, Listed, listed
from tests.makers import Area
from tests.people.test_contact import part
from tests.signing_in import sign_in

WORDS = PlanWords(
    introduce="canary the dentist", code_word="canary violet", if_other_answers="canary wrong number",
    safe=(Named("canary sister", "knows"),), unsafe=(Named("canary brother", "tells him"),),
)  # fmt: skip


def says(area: Area, case: Listed, **said: object) -> None:
    given = {"channel": "phone", "safe": "yes", "rule": "", "at": WHEN} | said
    say_contact(actor=area.grace, file=case.file, person=part(area, case, "victim"), **given)  # type: ignore[arg-type]


def page(area: Area, case: Listed, *, actor: object = None) -> str:
    client = Client()
    sign_in(client, actor or area.grace, stepped_up=True)
    address = reverse("people.before_contact", kwargs={"file": case.file, "person": part(area, case, "victim")})
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_page_says_no_where_nobody_asked_and_yes_where_it_is_safe(area: Area) -> None:
    case = listed(area)
    assert "Do not make contact now" in page(area, case)
    says(area, case)
    assert "Safe now: calls" in page(area, case)


def test_a_condition_in_words_is_read_before_a_call_and_hours_are_kept_by_the_clock(area: Area) -> None:
    case = listed(area)
    says(area, case, safe="conditional", rule="Only while the children are at school")
    says(area, case, channel="email")
    shown = page(area, case)
    assert "Safe now: e-mails. Only in the way that was said, so read it first: calls." in shown
    assert "Only as said" in shown
    always = (Window(tuple(range(1, 8)), time(0), time(23, 59)),)
    says(area, case, safe="conditional", windows=always, at=WHEN + timedelta(days=1))
    assert "Safe now: calls, e-mails." in page(area, case) and "Only as said" not in page(area, case)


def test_in_one_chance_mode_nothing_goes_through_somebody_else(area: Area) -> None:
    case = listed(area)
    says(area, case, channel="third_party", rule="Through her sister")
    assert "Safe now: messages through somebody else." in page(area, case)
    set_one_chance(actor=area.grace, file=case.file, why="A wedding abroad is spoken of", at=WHEN)
    shown = page(area, case)
    assert "Do not make contact now" in shown and "nothing goes through family, friends or the community" in shown


def test_the_page_is_reached_from_the_bar_above_the_case(area: Area) -> None:
    case = listed(area)
    client = Client()
    sign_in(client, area.bea)
    address = reverse("people.before_contact", kwargs={"file": case.file, "person": part(area, case, "victim")})
    assert address in client.get(reverse("conference.case", kwargs={"file": case.file})).content.decode()


def test_cover_words_stand_on_the_page_and_sealed_in_the_database(area: Area) -> None:
    case = listed(area)
    person = part(area, case, "victim")
    plan_contact(actor=area.grace, file=case.file, person=person, words=WORDS, shared_device="yes", at=WHEN)
    shown = page(area, case)
    for words in ("canary the dentist", "canary violet", "canary wrong number", "canary sister", "canary brother"):
        assert words in shown
    with acting_as(area.amina):
        assert b"canary" not in bytes(ContactPlan.objects.get(person_id=person).words_sealed)
    assert "canary" not in shown.split("</title>")[0]


def test_a_newer_plan_is_added_and_the_older_one_stays(area: Area) -> None:
    case = listed(area)
    person = part(area, case, "victim")
    for minutes, word in ((0, "violet"), (1, "amber")):
        plan_contact(
            actor=area.grace, file=case.file, person=person, words=PlanWords(code_word=word), shared_device="no",
            at=WHEN + timedelta(minutes=minutes),
        )  # fmt: skip
    with acting_as(area.bea):
        assert before_contact(actor=area.bea, file=case.file, person=person, at=WHEN).plan.words.code_word == "amber"
        assert ContactPlan.objects.filter(person_id=person).count() == 2


def test_every_answer_stays_in_the_history(area: Area) -> None:
    case = listed(area)
    says(area, case, at=WHEN - timedelta(days=30))
    says(area, case, safe="no")
    with acting_as(area.bea):
        found = before_contact(actor=area.bea, file=case.file, person=part(area, case, "victim"), at=WHEN)
        assert [one.words for one in found.history] == ["No calls", "Calls are safe"]
        assert SafeContact.objects.filter(person_id=part(area, case, "victim"), channel="phone").count() >= 2


def test_a_ban_stops_everything_until_it_is_lifted_and_both_stay(area: Area) -> None:
    case = listed(area)
    person = part(area, case, "victim")
    says(area, case)
    ban_contact(
        actor=area.grace, file=case.file, person=person, reason="He has her telephone",
        review_on=TODAY + timedelta(days=7), at=WHEN,
    )  # fmt: skip
    with acting_as(area.bea):
        why = why_not_contact(actor=area.bea, file=case.file, person=person, channel="phone", at=timezone.localtime())
        assert "He has her telephone" in str(why)
        assert not safe_contact_of(case.file, today=TODAY).known
    with pytest.raises(Refusal):
        ban_contact(
            actor=area.grace, file=case.file, person=person, reason="Again", review_on=TODAY + timedelta(days=7),
            at=WHEN,
        )  # fmt: skip
    lift_ban(actor=area.grace, file=case.file, person=person, reason="New telephone", at=WHEN + timedelta(minutes=1))
    with acting_as(area.bea):
        call = {"channel": "phone", "at": timezone.localtime()}
        assert why_not_contact(actor=area.bea, file=case.file, person=person, **call) is None  # type: ignore[arg-type]
        assert DoNotContact.objects.filter(person_id=person).count() == 2


@pytest.mark.parametrize(("reason", "days"), [(" ", 7), ("He has it", 0)])
def test_a_ban_has_a_reason_and_a_day_to_look_at_it_again(area: Area, reason: str, days: int) -> None:
    case = listed(area)
    with pytest.raises(Refusal):
        ban_contact(
            actor=area.grace, file=case.file, person=part(area, case, "victim"), reason=reason,
            review_on=TODAY + timedelta(days=days), at=WHEN,
        )  # fmt: skip


def test_an_attempt_is_written_down_with_who_answered(area: Area) -> None:
    case = listed(area)
    client = Client()
    sign_in(client, area.bea)
    address = reverse("people.attempt", kwargs={"file": case.file, "person": part(area, case, "victim")})
    now = timezone.localtime()
    day = {"on_day": now.day, "on_month": now.month, "on_year": now.year, "at_time": "00:01"}
    given = {"channel": "phone", "outcome": "somebody_else", "answered_by": "unsafe", "said": "Hung up"}
    assert client.post(address, day | given).status_code == 302
    shown = page(area, case)
    assert "Somebody else answered" in shown and "Somebody who is not safe" in shown and "Hung up" in shown
    with acting_as(area.carl):
        assert not ContactAttempt.objects.exists()


def test_an_attempt_is_not_made_ahead_of_time_or_with_an_unknown_outcome(area: Area) -> None:
    case = listed(area)
    given = {"channel": "phone", "outcome": "spoke", "answered_by": "herself"}
    who = {"actor": area.bea, "file": case.file, "person": part(area, case, "victim"), "now": WHEN}
    with pytest.raises(Refusal):
        log_attempt(**who, **given, at=WHEN + timedelta(days=2))
    with pytest.raises(Refusal):
        log_attempt(**who, **given | {"outcome": "unheard of"}, at=WHEN)
    with pytest.raises(NotFound):
        log_attempt(**who | {"actor": area.carl}, **given, at=WHEN)


def test_hours_are_typed_and_stand_in_the_bar(area: Area) -> None:
    case = listed(area)
    client = Client()
    sign_in(client, area.grace)
    address = reverse("people.contact", kwargs={"file": case.file, "person": part(area, case, "victim")})
    given = {"channel": "sms", "safe": "yes", "days": ["1", "2"], "from_time": "10:00", "until_time": "14:00"}
    assert client.post(address, given).status_code == 302
    with acting_as(area.bea):
        assert "Monday, Tuesday 10:00 to 14:00" in safe_contact_of(case.file, today=TODAY).text
    assert client.post(address, given | {"until_time": "09:00"}).status_code == 422
