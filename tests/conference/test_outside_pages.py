"""The page behind a link, as somebody without an account meets it."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from openccr.access.acting import acting_as
from openccr.conference.models import ReferralDraft, ReferralLink
from openccr.conference.operations.links import give_link
from openccr.kernel.references import is_reference
from tests.makers import Area
from tests.signing_in import sign_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_earlier_tries")]

SENT = {
    "victim": {"victim_given_name": "Nadia", "victim_family_name": "Invented"},
    "contact": {"safe_to_call": "no"},
    "criteria": {"criteria": ["PJ"], "judgement_reason": "She is afraid to go home."},
    "incident": {"reason": "Bruises on both arms."},
}


def link(area: Area, *, once: bool = True) -> str:
    made = give_link(
        actor=area.amina, name="Dr Ada Testperson", organisation="Nowhere Practice", days=7, once=once,
        at=timezone.now(),
    )  # fmt: skip
    return made.address.rstrip("/").rsplit("/", 1)[-1]


def at(name: str, token: str, **more: object) -> str:
    return reverse(f"conference.{name}", kwargs={"token": token, **more})


def fill(client: Client, token: str) -> None:
    for step, answers in SENT.items():
        answer = client.post(at("outside_step", token, step=step), answers)
        assert answer.status_code == 302, (step, answer.context["form"].errors)
    client.post(
        at("outside_person", token, step="harmers", number=1), {"given_name": "Mark", "relationship": "partner"}
    )


def test_a_doctor_refers_by_the_link_and_gets_a_receipt(area: Area, client: Client) -> None:
    token = link(area)
    first = client.get(at("outside", token))
    assert "Dr Ada Testperson, Nowhere Practice" in first.text and "Recourse" not in first.text
    fill(client, token)
    check = client.get(at("outside_check", token))
    assert "Bruises on both arms." in check.text and "Mark" in check.text
    sent = client.post(at("outside_check", token), follow=True)
    assert "The referral was sent" in sent.text and is_reference(sent.context["reference"])
    with acting_as(area.amina):
        assert ReferralDraft.objects.get().receipt == sent.context["reference"]


def test_the_coordinator_is_told_that_it_waits_for_a_check(area: Area, client: Client) -> None:
    token = link(area)
    fill(client, token)
    client.post(at("outside_check", token))
    sign_in(client, area.amina)
    assert "referral from outside to check" in client.get("/").text


def test_nothing_can_be_read_back_once_it_is_sent(area: Area, client: Client) -> None:
    token = link(area, once=False)
    fill(client, token)
    client.post(at("outside_check", token))
    for address in (at("outside", token), at("outside_check", token), at("outside_step", token, step="victim"),
                    at("outside_step", token, step="harmers"), at("outside_sent", token)):  # fmt: skip
        page = client.get(address)
        assert "Nadia" not in page.text and "Bruises" not in page.text and "Mark" not in page.text, address


def test_the_link_in_another_browser_shows_nothing_that_was_typed(area: Area, client: Client) -> None:
    token = link(area)
    fill(client, token)
    other = Client()
    assert "Nadia" not in other.get(at("outside_step", token, step="victim")).text
    assert "Nadia" not in other.get(at("outside_check", token)).text
    assert other.get(at("outside_sent", token)).status_code == 404


def test_every_wrong_link_gets_the_same_answer(area: Area, client: Client) -> None:
    used = link(area)
    fill(client, used)
    client.post(at("outside_check", used))
    pages = []
    for token in (used, "no-such-token", link(area) + "x"):
        for name, more in (("outside", {}), ("outside_check", {}), ("outside_step", {"step": "victim"}),
                           ("outside_person", {"step": "harmers", "number": 1})):  # fmt: skip
            page = Client().get(at(name, token, **more))
            assert page.status_code == 404
            pages.append(page.text.replace(token, ""))
    assert all("This link is no longer valid" in page for page in pages)
    assert len({page.split("<main", 1)[1].split("</main>")[0] for page in pages}) == 1


def test_whoever_tries_many_links_is_slowed_down_and_told_no_more(area: Area, client: Client) -> None:
    works = link(area)
    statuses = [client.get(at("outside", f"guess-{number}")).status_code for number in range(22)]
    assert statuses[:20] == [404] * 20 and statuses[-1] == 429
    assert "This link is no longer valid" in client.get(at("outside", works)).text


def test_a_guests_link_opens_no_page_of_the_partnership(area: Area, client: Client) -> None:
    token = link(area)
    client.get(at("outside", token))
    for name in ("conference.referrals", "conference.drafts", "conference.cases", "conference.links"):
        assert client.get(reverse(name)).status_code == 302  # to sign in


def test_answers_that_are_needed_are_named_before_anything_is_sent(area: Area, client: Client) -> None:
    token = link(area)
    page = client.post(at("outside_check", token))
    assert page.status_code == 422 and "This cannot be sent yet" in page.text
    with acting_as(area.amina):
        assert not ReferralDraft.objects.exists()


def test_the_coordinator_gives_a_link_sees_it_once_and_withdraws_it(area: Area, client: Client) -> None:
    sign_in(client, area.amina)
    typed = {"name": "Jo Testperson", "organisation": "Nowhere School", "email": "", "days": "7", "once": "yes"}
    page = client.post(reverse("conference.link_new"), typed)
    assert "It is shown this once" in page.text and "/referral/" in page.text
    listed = client.get(reverse("conference.links")).text
    assert "Jo Testperson" in listed and "Works" in listed and "/referral/" not in listed
    with acting_as(area.amina):
        made = ReferralLink.objects.get().id
    gone = client.post(reverse("conference.link_withdraw", args=[made]), follow=True)
    assert "The link works no longer." in gone.text and "Withdrawn" in gone.text


def test_a_link_without_a_name_is_refused_on_the_form(area: Area, client: Client) -> None:
    sign_in(client, area.amina)
    page = client.post(reverse("conference.link_new"), {"name": " ", "organisation": "x", "days": "90", "once": "yes"})
    assert page.status_code == 422


@pytest.mark.parametrize(("who", "status"), [("amina", 200), ("lena", 200), ("pia", 403), ("fay", 403), ("grace", 403)])
def test_who_gives_links(area: Area, client: Client, who: str, status: int) -> None:
    sign_in(client, area.actors[who])
    for name in ("conference.links", "conference.link_new"):
        assert client.get(reverse(name)).status_code == status, name
