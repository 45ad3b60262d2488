"""What is held of somebody's whereabouts is told by its kinds first, and only what is needed is opened (D5)."""

from __future__ import annotations

from uuid import UUID

import pytest
from django.test import Client

from openccr.access.acting import acting_as
from openccr.people.operations import Description, Name, add_person, place, retire, reveal
from openccr.people.queries.places import held_of
from openccr.people.rules import PartKind
from tests.makers import NOW, TODAY, Area, open_case
from tests.people.places import places_of
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db
STREET, OLD, PHONE = "41 Kingfisher Parade", "2 Harrow Lane", "07700 900345"


@pytest.fixture
def case(area: Area) -> tuple[UUID, UUID]:
    file = open_case(area)
    described = Description(names=(Name(given="Rosa", family="Tamworth"),), places=(("address", OLD),))
    person = add_person(
        actor=area.amina, file_id=file, kind=PartKind.VICTIM, described=described, relationship="", source="x", on=TODAY
    )
    known = places_of(area.bea, person, "address")
    retire(actor=area.bea, file=file, person=person, places=known, why="He sent a letter there", at=NOW)
    place(actor=area.bea, file=file, person=person, kind="address", text=STREET, at=NOW)
    place(actor=area.bea, file=file, person=person, kind="phone", text=PHONE, at=NOW)
    return file, person


def test_what_is_held_is_told_without_its_value(area: Area, case: tuple[UUID, UUID]) -> None:
    _, person = case
    with acting_as(area.bea):
        assert [one.text for one in held_of(person)] == ["Address: 2, one known to the person who harms", "Phone: 1"]
    with acting_as(area.carl):
        assert held_of(person) == []


def test_what_he_knows_says_so_though_it_was_written_down_after_it_was_retired(
    area: Area, case: tuple[UUID, UUID]
) -> None:
    """Whoever opens it to write by hand is stopped by no database: the page itself must say it."""
    file, person = case
    place(actor=area.bea, file=file, person=person, kind="address", text=f"{OLD.replace('Lane', 'Ln')}.", at=NOW)
    described = Description(names=(Name(given="Garth"),), places=(("phone", "+44 7700 900345"),))
    add_person(
        actor=area.amina, file_id=file, kind=PartKind.HARMER, described=described, relationship="", source="x", on=TODAY
    )
    with acting_as(area.bea):
        held = [one.text for one in held_of(person)]
    assert held == ["Address: 3, 2 known to them", "Phone: 1, one known to the person who harms"]
    opened = reveal(actor=area.bea, file=file, person=person, reason="to write to her", at=NOW)
    assert {one.text for one in opened if not one.known} == {STREET}


def test_only_what_is_needed_is_opened(area: Area, case: tuple[UUID, UUID], client: Client) -> None:
    file, person = case
    found = reveal(actor=area.bea, file=file, person=person, reason="to ring her", kinds=["phone"], at=NOW)
    assert [one.text for one in found] == [PHONE]
    sign_in(client, area.bea, stepped_up=True)
    page = f"/case/{file}/people/{person}/whereabouts/"
    asked = client.get(page).content.decode()
    assert "Phone: 1" in asked and "one known to the person who harms" in asked
    assert STREET not in asked and OLD not in asked and PHONE not in asked
    opened = client.post(page, {"reason": "to ring her", "kinds": ["phone"]}).content.decode()
    assert "07700 900 345" in opened or PHONE in opened
    assert STREET not in opened and OLD not in opened
    assert STREET in client.post(page, {"reason": "to visit her"}).content.decode()
    assert client.post(page, {"reason": "to ring her", "kinds": ["vehicle"]}).status_code == 422
