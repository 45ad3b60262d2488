"""The directory: what staff keep, what anybody finds, and that a refuge is found by nobody."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import transaction
from django.db.utils import Error
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from openccr.access.acting import acting_as
from openccr.content import load
from openccr.directory.models import Provider, Service, Site
from openccr.directory.operations.services import check_service, keep_provider, keep_service, say_capacity
from openccr.directory.queries.services import Sought, providers, routes, services, stale
from openccr.directory.rules.services import Entry, Place, covers, district_of, is_stale, why_not_right
from openccr.kernel.refusals import NotFound, Refusal
from tests.makers import Area
from tests.signing_in import as_, text_of

pytestmark = pytest.mark.django_db

NOW = timezone.now()
TODAY = timezone.localdate(NOW)
WORDS = load().directory
HALL = Place(name="The hall", address="1 Long Acre Lane", town="Exampleton", county="Exampleshire", postcode="EX1 1AA")


def provided(area: Area, name: str = "Willow Women", **changed: object) -> UUID:
    values = {"name": name, "description": "A women's centre.", "status": "voluntary", "level": "local"}
    return keep_provider(actor=area.amina, values=values | changed, at=NOW)


def service(area: Area, provider: UUID | None = None, places: tuple[Place, ...] = (), **changed: object) -> UUID:
    values = {
        "name": "Talking line", "description": "Somebody to talk to.", "theme": "support",
        "audiences": ["survivors"],
        "traits": ["women_only"], "phone": "07700 900881", "published": True, "districts": ["EX1"], "risks": ["medium"],
        "languages": ["English", "Polish"], "hours": "Weekdays",
        "how_to_refer": "Ring the duty desk on the inside line",
        "fees": "free",
    }  # fmt: skip
    return keep_service(
        actor=area.amina, provider=provider or _willow(area), values=values | changed, places=places, at=NOW
    )


def _willow(area: Area) -> UUID:
    found = [one.id for one in providers(actor=area.amina) if one.name == "Willow Women"]
    return found[0] if found else provided(area)


def refuge(area: Area) -> UUID:
    return service(
        area, provided(area, "Refuge Provider"), name="The refuge at Hidden House", confidential=True, published=True,
        description="A safe place to stay.", phone="07700 900777",
    )  # fmt: skip


PUBLIC = [
    "/find-help/", "/find-help/survivors/", "/find-help/harmers/", "/open-referral/", "/open-referral/services",
    "/open-referral/organizations", "/open-referral/service_at_locations", "/open-referral/taxonomies",
    "/open-referral/taxonomy_terms",
]  # fmt: skip


@pytest.mark.parametrize(
    ("entry", "field"),
    [
        (Entry(confidential=True, published=False, words="", places=True, reachable=True), "confidential"),
        (Entry(confidential=True, published=False, words="Near EX1 1AA", places=False, reachable=True), "description"),
        (Entry(confidential=False, published=True, words="", places=True, reachable=False), "phone"),
        (Entry(confidential=True, published=True, words="A safe place", places=False, reachable=True), None),
    ],
)
def test_what_an_entry_needs(entry: Entry, field: str | None) -> None:
    refusal = why_not_right(entry)
    assert (refusal.field if refusal else None) == field


def test_only_the_first_half_of_a_postcode_is_asked() -> None:
    assert [district_of(text) for text in ("ex1 1aa", "EX1", "EX11AA", "Exampleton", "")] == [
        "EX1",
        "EX1",
        "EX1",
        "",
        "",
    ]
    assert covers([], "EX1") and covers(["EX1"], "") and covers(["EX1"], "EX1") and not covers(["EX2"], "EX1")
    assert is_stale(TODAY - timedelta(days=181), today=TODAY, days=180)
    assert not is_stale(TODAY, today=TODAY, days=180)


def test_a_confidential_service_has_no_place_and_the_database_refuses_one(area: Area) -> None:
    hidden = refuge(area)
    with pytest.raises(Refusal):
        service(area, name="Another", confidential=True, places=(HALL,))
    with acting_as(area.amina), pytest.raises(Error), transaction.atomic():
        Site(partnership_id=area.amina.partnership, service_id=hidden, **vars(HALL)).save(force_insert=True)
    seen = service(area, places=(HALL,))
    with acting_as(area.amina), pytest.raises(Error), transaction.atomic():
        Service.objects.filter(id=seen).update(confidential=True)


def test_a_refuge_reaches_no_public_page_and_no_feed_whatever_is_asked(area: Area) -> None:
    hidden = refuge(area)
    service(area, places=(HALL,))
    client = Client()
    for address in PUBLIC:
        page = client.get(address)
        assert page.status_code == 200, address
        for token in (b"Hidden House", b"Refuge Provider", b"900777", str(hidden).encode()):
            assert token not in page.content, address
        assert not page.cookies, address
    for name, what in (
        ("feed_service", "service"),
        ("feed_at_location", "site"),
        ("feed_organization", "organisation"),
    ):
        assert client.get(reverse(f"directory.{name}", kwargs={what: hidden})).status_code == 404
    missing = client.get(reverse("directory.one", kwargs={"service": uuid4()}))
    shut = client.get(reverse("directory.one", kwargs={"service": hidden}))
    assert shut.status_code == missing.status_code == 404
    assert client.get("/open-referral/services?search=Hidden").json()["total_items"] == 0


def test_without_an_actor_the_database_shows_what_is_published_alone(area: Area) -> None:
    refuge(area)
    service(area, places=(HALL,))
    service(area, provided(area, "Draft Provider"), name="Draft", published=False)
    assert list(Service.objects.values_list("name", flat=True)) == ["Talking line"]
    assert list(Provider.objects.values_list("name", flat=True)) == ["Willow Women"]
    assert list(Site.objects.values_list("name", flat=True)) == ["The hall"]


def test_what_is_for_staff_is_never_on_the_public_page(area: Area) -> None:
    one = service(area, places=(HALL,))
    page = Client().get(reverse("directory.one", kwargs={"service": one}))
    assert "Somebody to talk to." in text_of(page) and "EX1 1AA" in text_of(page)
    assert "inside line" not in page.content.decode()
    assert "inside line" not in Client().get(f"/open-referral/services/{one}").content.decode()
    assert b"Exit this page" in page.content


def test_somebody_who_looks_narrows_by_district_and_by_what_they_need(area: Area) -> None:
    service(area)
    service(area, provided(area, "Other"), name="Everywhere line", districts=[], traits=["men"])
    near = text_of(Client().get("/find-help/survivors/?district=EX1"))
    assert "Talking line" in near and "Everywhere line" in near
    assert "The first part of the postcode." in near
    women = text_of(Client().get("/find-help/survivors/?district=&traits=women_only"))
    assert "Talking line" in women and "Everywhere line" not in women
    assert "No service is listed" in text_of(Client().get("/find-help/children/"))
    for gone in ("/find-help/nobody/", f"/find-help/service/{uuid4()}/"):
        page = Client().get(gone)
        assert page.status_code == 404 and b"Exit this page" in page.content and "Call 999" in text_of(page)


def test_where_nothing_is_shown_yet_help_for_the_whole_country_is_named(area: Area) -> None:
    for audience, there in (
        ("survivors", "nationaldahelpline"),
        ("children", "childline"),
        ("harmers", "respectphone"),
    ):
        page = Client().get(f"/find-help/{audience}/").content.decode().split("<main")[1]
        assert page.index("No service is listed") < page.index(there)
    service(area)
    page = text_of(Client().get("/find-help/survivors/"))
    assert page.index("Talking line") < page.index("nationaldahelpline") and "childline" not in page


def test_whoever_is_afraid_presses_a_number_before_any_service_and_without_one(area: Area) -> None:
    service(area)
    lines = WORDS.elsewhere
    for audience, first in (("survivors", "helpline"), ("children", "childline"), ("harmers", "respect")):
        page = Client().get(f"/find-help/{audience}/").content.decode().split("<main")[1]
        pressed = f'href="tel:{lines[first].phone.replace(" ", "")}"'
        assert page.count(pressed) == 2 and page.index(pressed) < page.index("<details"), audience
    start = Client().get("/find-help/").content.decode()
    assert all(f'href="tel:{one.phone.replace(" ", "")}"' in start for one in lines.values() if one.phone)
    # Whoever looks on a telephone that somebody else reads is told that a call stays in it.
    assert "list of calls" in start


def test_the_page_of_help_leads_whoever_is_afraid_to_those_who_listen(area: Area) -> None:
    page = Client().get("/help")
    assert 'href="/find-help/"' in page.content.decode()
    assert "takes no messages" not in text_of(page)  # it does: /your-say/


def test_a_search_of_the_web_leads_to_help_and_to_nothing_else(area: Area, settings: Any) -> None:
    service(area)
    settings.DEMONSTRATION = False
    assert Client().get("/find-help/survivors/").headers["X-Robots-Tag"] == "all"
    for other in ("/find-help/survivors/?district=EX1", "/privacy/", "/accounts/login/"):
        assert Client().get(other).headers["X-Robots-Tag"] == "noindex, nofollow"
    settings.DEMONSTRATION = True  # what is invented helps nobody
    assert Client().get("/find-help/survivors/").headers["X-Robots-Tag"] == "noindex, nofollow"


def test_who_takes_people_now_stands_first(area: Area) -> None:
    provider = provided(area)
    full = service(area, provider, name="A full one")
    service(area, provider, name="B open one")
    say_capacity(actor=area.amina, service=full, capacity="full", words="until May", at=NOW)
    page = text_of(Client().get("/find-help/survivors/"))
    assert page.index("B open one") < page.index("A full one") and "Takes nobody now: until May" in page
    with pytest.raises(Refusal):
        say_capacity(actor=area.amina, service=full, capacity="plenty", words="", at=NOW)


def test_an_agency_keeps_its_own_entries_and_no_others(area: Area) -> None:
    own = service(area, agency_id=area.bea.agency_id)
    other = service(area, provided(area, "Other"), name="Other line")
    say_capacity(actor=area.bea, service=own, capacity="waiting", words="", at=NOW)
    for actor, of in ((area.bea, other), (area.grace, own)):
        with pytest.raises(NotFound):
            check_service(actor=actor, service=of, at=NOW)


def test_staff_find_the_route_by_risk_and_see_the_confidential_too(area: Area) -> None:
    refuge(area)
    service(area, risks=["high"])
    assert [row.name for row in routes(actor=area.bea, risk="high")] == ["Talking line"]
    assert len(services(actor=area.bea, sought=Sought())) == 2
    page = as_(area.bea).get("/directory/?risk=high")
    assert "Talking line" in text_of(page) and "Hidden House" not in text_of(page)
    with pytest.raises(Refusal):
        services(actor=area.dee, sought=Sought())


@pytest.mark.parametrize("typed", ["no recourse", "NRPF", "polish", "Step-free", "Roma women", "over 18 and alone"])
def test_staff_find_a_service_by_what_it_offers_and_the_confidential_too(area: Area, typed: str) -> None:
    service(
        area, name="Open house", traits=["no_recourse"], places=(replace(HALL, accessibility="Step-free, a lift"),),
        communities="Roma women", eligibility="Whoever is over 18 and alone", languages=["Polish"],
    )  # fmt: skip
    service(area, name="Another", languages=["English"])
    assert [row.name for row in services(actor=area.bea, sought=Sought(text=typed))] == ["Open house"]
    refuge(area)
    assert [row.name for row in services(actor=area.bea, sought=Sought(text="women only", language="Polish"))] == [
        "The refuge at Hidden House"
    ]


def test_an_old_entry_is_chased_with_its_owner_until_somebody_says_it_is_right(area: Area) -> None:
    own = service(area, agency_id=area.bea.agency_id)
    later = TODAY + timedelta(days=200)
    assert [row.id for row in stale(actor=area.bea, today=later)] == [own]
    assert not stale(actor=area.grace, today=later) and not stale(actor=area.bea, today=TODAY)
    check_service(actor=area.bea, service=own, at=NOW + timedelta(days=200))
    assert not stale(actor=area.bea, today=later)


def test_an_empty_directory_says_how_it_is_begun(area: Area) -> None:
    client = as_(area.amina)
    assert "Bring in the list that you have" in text_of(client.get("/directory/"))
    assert "Try fewer words" in text_of(client.get("/directory/?text=refuge"))
    assert "The coordinator begins it" in text_of(as_(area.bea).get("/directory/"))
    assert "Add it first, under Organisations" in text_of(client.get("/directory/add/"))
    assert "/directory/organisations/" in text_of(client.get("/directory/"))


def test_the_coordinator_adds_an_organisation_and_a_service_on_pages(area: Area) -> None:
    client = as_(area.amina)
    typed = {"name": "Oak Trust", "description": "Help.", "status": "voluntary", "level": "local"}
    assert client.post("/directory/organisations/add/", typed).status_code == 302
    again = client.post("/directory/organisations/add/", typed)
    assert again.status_code == 422 and "already" in text_of(again)
    assert "Add it first" not in text_of(client.get("/directory/add/"))
    with acting_as(area.amina):
        provider = Provider.objects.get(name="Oak Trust").id
    said = {
        "provider": str(provider), "name": "Oak line", "description": "Talk.", "theme": "support",
        "audiences": ["survivors"], "phone": "07700 900321", "published": "on", "status": "active",
        "districts": "ex1, EX2", "address": "2 Long Acre Lane",
    }  # fmt: skip
    wrong = client.post("/directory/add/", said)
    assert wrong.status_code == 422 and "Give the town" in text_of(wrong)
    place = {"site_name": "The house", "town": "Exampleton", "county": "Exampleshire", "postcode": "EX2 2BB"}
    assert client.post("/directory/add/", said | place).status_code == 302
    with acting_as(area.amina):
        row = Service.objects.get(name="Oak line")
    assert row.districts == ["EX1", "EX2"]
    form = client.get(reverse("directory.change", kwargs={"service": row.id}))
    assert b"EX2 2BB" in form.content and b"EX1, EX2" in form.content
