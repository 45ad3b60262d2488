"""Writing down where somebody is, and the second look at free text that looks like an address."""

from __future__ import annotations

from uuid import UUID

import pytest
from django.test import Client

from openccr.access.acting import acting_as
from openccr.casefiles.models import OneChance
from openccr.people.models import Whereabouts
from openccr.people.operations import Description, Name, add_person
from openccr.people.rules import PartKind
from tests.makers import TODAY, Area, open_case
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(area: Area) -> tuple[UUID, UUID]:
    file = open_case(area)
    described = Description(names=(Name(given="Rosa", family="Tamworth"),))
    person = add_person(
        actor=area.amina, file_id=file, kind=PartKind.VICTIM, described=described, relationship="", source="x", on=TODAY
    )
    return file, person


def test_an_address_in_free_text_is_looked_at_twice(area: Area, case: tuple[UUID, UUID], client: Client) -> None:
    file, _ = case
    sign_in(client, area.bea)
    given = {"why": "Her brothers know; she is at 14 Kingfisher Parade now"}
    first = client.post(f"/case/{file}/one-chance/", given)
    assert first.status_code == 422
    shown = first.content.partition(b"<header")[2]  # the body's own tag says it on every page
    assert b"looks like an address" in shown and b'name="keep_places"' in shown
    with acting_as(area.amina):
        assert not OneChance.objects.filter(file_id=file).exists()
    assert client.post(f"/case/{file}/one-chance/", given | {"keep_places": "yes"}).status_code == 302
    with acting_as(area.amina):
        assert OneChance.objects.filter(file_id=file).exists()


def test_ordinary_words_are_saved_at_once(area: Area, case: tuple[UUID, UUID], client: Client) -> None:
    sign_in(client, area.bea)
    assert client.post(f"/case/{case[0]}/one-chance/", {"why": "Her brothers read her messages"}).status_code == 302


def test_a_refuge_is_written_down_without_its_address(area: Area, case: tuple[UUID, UUID], client: Client) -> None:
    file, person = case
    sign_in(client, area.bea)
    page = f"/case/{file}/people/{person}/place/"
    agency = "Harbour Domestic Abuse Service"
    refused = client.post(page, {"kind": "refuge", "text": "14 Kingfisher Parade", "agency": agency})
    assert refused.status_code == 422 and b"not kept here" in refused.content
    assert client.post(page, {"kind": "refuge", "text": "", "agency": agency}).status_code == 302
    with acting_as(area.amina):
        assert Whereabouts.objects.get(person_id=person).kind == "refuge"


def test_what_he_knows_is_retired(area: Area, case: tuple[UUID, UUID], client: Client) -> None:
    file, person = case
    sign_in(client, area.bea)
    client.post(f"/case/{file}/people/{person}/place/", {"kind": "email", "text": "her.own@mail.example"})
    page = f"/case/{file}/people/{person}/retire/"
    assert client.post(page, {"kinds": ["email"], "why": "He has her password"}).status_code == 302
    with acting_as(area.amina):
        assert Whereabouts.objects.get(person_id=person).retired_at is not None


def test_nobody_off_the_case_writes_there(area: Area, case: tuple[UUID, UUID], client: Client) -> None:
    file, person = case
    sign_in(client, area.carl)
    for page in ("place", "retire"):
        assert client.get(f"/case/{file}/people/{person}/{page}/").status_code == 404
