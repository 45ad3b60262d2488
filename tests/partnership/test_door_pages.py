"""The pages of API clients and single sign-on."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from openccr.kernel.refusals import NotFound, Refusal
from openccr.partnership import clients, providers
from tests.makers import Area
from tests.signing_in import as_, sign_in, text_of

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()


def day(name: str, on: object) -> dict[str, object]:
    return {f"{name}_day": on.day, f"{name}_month": on.month, f"{name}_year": on.year}


ISSUE = {
    "name": "Case records",
    "scopes": ["actions:read"],
    **day("from_on", TODAY),
    **day("until_on", TODAY + timedelta(days=30)),
}
SET_UP = {"name": "Staff account", "issuer": "https://sign-in.work.example/", "client_id": "openccr",
          "secret": "sealed words", "domains": "work.example\n@Mail.Work.Example"}  # fmt: skip


@pytest.fixture
def lena(area: Area) -> Client:
    browser = Client()
    sign_in(browser, area.lena, stepped_up=True)
    return browser


def at(name: str, **parts: object) -> str:
    return reverse(f"partnership.{name}", kwargs=parts)


def test_a_lead_issues_a_client_sees_its_secret_once_and_ends_it(area: Area, lena: Client) -> None:
    answer = lena.post(at("issue_client", agency=area.agencies["housing"]), ISSUE)
    assert answer.status_code == 200 and b"occr_" in answer.content
    secret = answer.content.decode().split("<code>")[1].split("</code>")[0]
    assert clients.client_with(secret) is not None
    listed = lena.get(at("clients", agency=area.agencies["housing"])).content.decode()
    assert "Case records" in listed and "Read our actions" in listed and secret not in listed
    _, (client,) = clients.clients_of(actor=area.lena, agency=area.agencies["housing"])
    changed = lena.post(at("rotate_client", client=client.id)).content.decode()
    assert "occr_" in changed and secret not in changed
    assert lena.post(at("end_client", client=client.id)).status_code == 302
    assert clients.client_with(secret) is None


@pytest.mark.parametrize("name", ["issue_client", "set_up_sign_in"])
def test_what_opens_a_door_needs_a_fresh_proof(area: Area, name: str) -> None:
    browser = Client()
    sign_in(browser, area.lena)
    assert "/accounts/reauthenticate/" in browser.get(at(name, agency=area.agencies["housing"]))["Location"]


def test_a_fault_in_the_form_issues_nothing(area: Area, lena: Client) -> None:
    answer = lena.post(at("issue_client", agency=area.agencies["housing"]), ISSUE | {"scopes": []})
    assert answer.status_code == 422 and b"Choose at least one" in answer.content
    assert clients.clients_of(actor=area.lena, agency=area.agencies["housing"])[1] == []


def test_another_agencys_door_pages_are_not_there(area: Area, lena: Client) -> None:
    for name in ("clients", "issue_client", "sign_in", "set_up_sign_in"):
        assert lena.get(at(name, agency=area.agencies["police"])).status_code == 404, name


def test_single_sign_on_takes_two_people(area: Area, lena: Client) -> None:
    housing = area.agencies["housing"]
    assert lena.post(at("set_up_sign_in", agency=housing), SET_UP).status_code == 302
    page = lena.get(at("sign_in", agency=housing)).content.decode()
    assert "Waits for a second person" in page and "You set it up yourself." in page and "sealed words" not in page
    _, (one,) = providers.providers_of(actor=area.amina, agency=housing)
    assert one.domains == ("work.example", "mail.work.example") and one.issuer == "https://sign-in.work.example"
    assert providers.provider(domain="work.example") is None, "not before two agree"
    with pytest.raises(Refusal, match="yourself"):
        providers.confirm(actor=area.lena, provider=one.id)
    providers.confirm(actor=area.amina, provider=one.id)
    found = providers.provider(domain="Work.example")
    assert found is not None and found.secret == "sealed words"
    assert lena.post(at("end_sign_in", provider=one.id)).status_code == 302
    assert providers.provider(domain="work.example") is None


def test_one_domain_signs_in_at_one_agency(area: Area, lena: Client) -> None:
    housing, police = area.agencies["housing"], area.agencies["police"]
    lena.post(at("set_up_sign_in", agency=housing), SET_UP)
    _, (one,) = providers.providers_of(actor=area.amina, agency=housing)
    providers.confirm(actor=area.amina, provider=one.id)
    with pytest.raises(Refusal, match="Another agency"):
        providers.set_up(actor=area.amina, agency=police, **SET_UP)


@pytest.mark.parametrize("domains", ["", "work", "work example", "a@b.example", "-x.example"])
def test_what_is_no_domain_is_refused(area: Area, domains: str) -> None:
    with pytest.raises(Refusal) as why:
        providers.set_up(actor=area.lena, agency=area.agencies["housing"], **SET_UP | {"domains": domains})
    assert why.value.field == "domains"


@pytest.mark.parametrize("who", ["bea", "carl", "fay", "grace"])
def test_whoever_keeps_no_accounts_sets_up_no_sign_in(area: Area, who: str) -> None:
    with pytest.raises((Refusal, NotFound)):
        providers.set_up(actor=area.actors[who], agency=area.agencies["housing"], **SET_UP)


def test_a_last_day_too_far_ahead_is_said_beside_the_field(area: Area, lena: Client) -> None:
    far = ISSUE | day("until_on", TODAY + timedelta(days=800))
    answer = lena.post(at("issue_client", agency=area.agencies["housing"]), far)
    assert answer.status_code == 422 and b"for a year at most" in answer.content


@pytest.mark.parametrize("who", ["dee", "amina"])
def test_the_frame_leads_nobody_to_a_page_that_refuses_them(area: Area, who: str) -> None:
    browser = as_(area.actors[who])
    frame = re.sub(r"(?s)<main.*</main>", "", text_of(browser.get("/")))
    led = set(re.findall(r'href="(/[^"#]*)"', frame))
    led = {href for href in led if not href.startswith("/static/")}
    assert led and {href: code for href in led if (code := browser.get(href).status_code) >= 400} == {}
    assert ("/practice/" in led) == (who == "amina")
