"""Writing down where somebody is, and the second look at free text that looks like an address."""

from __future__ import annotations

import re
from datetime import timedelta
from uuid import UUID

import pytest
from django.test import Client

from openccr.access.acting import acting_as
from openccr.casefiles.models import OneChance
from openccr.kernel.refusals import Refusal
from openccr.people.models import Whereabouts
from openccr.people.operations import Description, Name, add_person, place, retire, reveal
from openccr.people.rules import PartKind
from tests.makers import NOW, TODAY, Area, open_case
from tests.people.places import places_of
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
    known = {"places": places_of(area.bea, person, "email"), "why": "He has her password"}
    assert client.post(page, known).status_code == 302
    with acting_as(area.amina):
        assert Whereabouts.objects.get(person_id=person).retired_at is not None
    assert b"Nothing is written down to which something could be sent" in client.get(page).content


def test_of_two_addresses_the_one_he_knows_is_retired_and_the_other_written_to(
    area: Area, case: tuple[UUID, UUID], client: Client
) -> None:
    """She moved: he knows where she lived, and what is told of the new place must not be that he knows it too."""
    file, person = case
    old, new = "2 Harrow Lane", "41 Kingfisher Parade"
    place(actor=area.bea, file=file, person=person, kind="address", text=old, at=NOW - timedelta(days=90))
    place(actor=area.bea, file=file, person=person, kind="address", text=new, at=NOW)
    sign_in(client, area.bea, stepped_up=True)
    page = f"/case/{file}/people/{person}/"
    asked = client.get(f"{page}retire/").content.decode()
    offered = re.findall(r'value="([-0-9a-f]{36})"[^>]*>\s*<label[^>]*>\s*([^<]*?)\s*<', asked)
    assert [words.partition(", since")[0] for _, words in offered] == ["Address 1 of 2", "Address 2 of 2"]
    assert old not in asked and new not in asked
    shown = client.post(f"{page}whereabouts/", {"reason": "to move her things"}).content.decode()
    assert re.findall("Address . of 2|2 Harrow Lane|41 Kingfisher Parade", shown) == [
        "Address 2 of 2", new, "Address 1 of 2", old,
    ]  # fmt: skip
    assert client.post(f"{page}retire/", {"places": [offered[0][0]], "why": "He lives there"}).status_code == 302
    found = reveal(actor=area.bea, file=file, person=person, reason="to move her things", at=NOW)
    assert [(one.text, one.known) for one in found] == [(new, False), (old, True)]
    asked = client.get(f"{page}retire/").content.decode()
    assert "Address 2 of 2" in asked and "Address 1 of 2" not in asked


def test_what_he_knows_is_retired_as_every_agency_wrote_it_down(area: Area, case: tuple[UUID, UUID]) -> None:
    file, person = case
    for who, text in ((area.bea, "2 Harrow Lane"), (area.amina, "2 HARROW LANE "), (area.amina, "3 Harrow Lane")):
        place(actor=who, file=file, person=person, kind="address", text=text, at=NOW)
    with acting_as(area.bea):
        one = next(row.id for row in Whereabouts.objects.filter(person_id=person) if row.source == area.bea.name)
    assert retire(actor=area.bea, file=file, person=person, places=[one], why="He lives there", at=NOW) == 2
    found = reveal(actor=area.bea, file=file, person=person, reason="to move her things", at=NOW)
    assert {one.text: one.known for one in found} == {
        "2 Harrow Lane": True, "2 HARROW LANE": True, "3 Harrow Lane": False,
    }  # fmt: skip


def test_a_place_of_somebody_else_is_not_retired(area: Area, case: tuple[UUID, UUID]) -> None:
    file, person = case
    other = add_person(
        actor=area.amina, file_id=file, kind=PartKind.HARMER, relationship="", source="x", on=TODAY,
        described=Description(names=(Name(given="Ivor", family="Tamworth"),), places=(("email", "his@mail.example"),)),
    )  # fmt: skip
    known = places_of(area.bea, other, "email")
    with pytest.raises(Refusal, match="None of these"):
        retire(actor=area.bea, file=file, person=person, places=known, why="He has it", at=NOW)


def test_nobody_off_the_case_writes_there(area: Area, case: tuple[UUID, UUID], client: Client) -> None:
    file, person = case
    sign_in(client, area.carl)
    for page in ("place", "retire"):
        assert client.get(f"/case/{file}/people/{person}/{page}/").status_code == 404
