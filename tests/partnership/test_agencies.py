"""Agencies join by the coordinator's word."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from openccr.access.acting import acting_as
from openccr.governance.queries.boards import agency_choices
from openccr.kernel.refusals import Refusal
from openccr.partnership.agencies import add_agency, agency_leaves, rename_agency
from openccr.partnership.models import Agency, Organisation
from tests.makers import Area
from tests.signing_in import as_, sign_in, text_of


def test_an_agency_joins_with_its_organisation(area: Area) -> None:
    made = add_agency(actor=area.amina, name="Larkmoor Refuge", kind="idva_service", organisation="Larkmoor Trust")
    with acting_as(area.amina):
        agency = Agency.objects.get(pk=made)
        assert agency.organisation.name == "Larkmoor Trust"
        assert agency.partnership_id == area.id


def test_an_organisation_known_from_elsewhere_is_found_again(area: Area) -> None:
    add_agency(actor=area.amina, name="Larkmoor A", kind="idva_service", organisation="Larkmoor Trust")
    with pytest.raises(Refusal, match="joined already"):
        add_agency(actor=area.amina, name="Larkmoor B", kind="idva_service", organisation="Larkmoor Trust")
    assert Organisation.objects.filter(name="Larkmoor Trust").count() == 1


def test_the_same_name_twice_is_refused(area: Area) -> None:
    with pytest.raises(Refusal) as refused:
        add_agency(actor=area.amina, name="Willowmere Homes", kind="housing")
    assert refused.value.field == "name"


def test_the_coordinator_puts_a_mistyped_name_right_and_nobody_elses(area: Area) -> None:
    made = add_agency(actor=area.amina, name="Larkmor Refuge", kind="idva_service")
    people, page = (reverse(f"partnership.{one}", kwargs={"agency": made}) for one in ("people", "rename_agency"))
    client = as_(area.amina)
    assert page in client.get(people).content.decode() and b'value="Larkmor Refuge"' in client.get(page).content
    taken = client.post(page, {"name": "Willowmere Homes"})
    assert taken.status_code == 422 and b"Another agency has this name" in taken.content
    assert client.post(page, {"name": "Larkmoor Refuge"}).status_code == 302
    assert "People of Larkmoor Refuge" in client.get(people).content.decode()
    with pytest.raises(Refusal):
        rename_agency(actor=area.lena, agency=area.agencies["housing"], name="Oak Homes")
    with acting_as(area.lena):
        assert not Agency.objects.filter(id=area.agencies["housing"]).update(name="Oak Homes")


def test_an_agency_leaves_and_is_back_and_its_people_with_it(area: Area) -> None:
    housing = area.agencies["housing"]
    people, leaves, back = (
        reverse(f"partnership.{one}", kwargs={"agency": housing})
        for one in ("people", "agency_leaves", "agency_is_back")
    )
    client, theirs = as_(area.amina), as_(area.bea)
    assert leaves in client.get(people).content.decode() and "to do" in text_of(theirs.get("/")).lower()
    assert client.post(leaves).status_code == 302
    assert "This agency left on" in text_of(client.get(people)) and "Left on" in text_of(client.get("/agencies/"))
    assert "You have no role" in text_of(theirs.get("/")), "whoever works there opens nothing"
    with acting_as(area.amina):
        assert housing not in dict(agency_choices(actor=area.amina))
    assert "left already" in text_of(client.post(leaves))
    client.post(back)
    assert "You have no role" not in text_of(theirs.get("/"))
    with pytest.raises(Refusal, match="coordinates"):
        agency_leaves(actor=area.amina, agency=area.amina.agency)
    with pytest.raises(Refusal):
        agency_leaves(actor=area.lena, agency=housing)
    with acting_as(area.lena):
        assert not Agency.objects.filter(id=housing).update(left_on=timezone.localdate()), "nor by hand"


@pytest.mark.parametrize("persona", ["lena", "bea", "fay", "commands", "dee"])
def test_nobody_else_adds_one(area: Area, persona: str) -> None:
    with pytest.raises(Refusal):
        add_agency(actor=area.actors[persona], name="Larkmoor Refuge", kind="idva_service")


def test_the_database_refuses_too(area: Area) -> None:
    with pytest.raises(DatabaseError, match="coordinator"), acting_as(area.lena), connection.cursor() as cursor:
        cursor.execute("SELECT openccr.join_agency(gen_random_uuid(), 'x', 'x', 'x', current_date)")


def test_through_the_page(area: Area, client: Client) -> None:
    sign_in(client, area.amina)
    page = client.get("/agencies/add/").content.decode()
    assert "IDVA or specialist domestic abuse service" in page
    answer = client.post("/agencies/add/", {"name": "Larkmoor Refuge", "kind": "idva_service"})
    assert answer.status_code == 302
    page = client.get(answer.headers["Location"]).content.decode()
    assert "Nobody in this agency has a role yet" in page
    assert client.post("/agencies/add/", {"name": "", "kind": ""}).status_code == 422
