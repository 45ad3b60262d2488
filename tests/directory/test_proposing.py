"""An agency adds a service of its own: proposed, looked at by the coordinator, and only then found by others."""

from __future__ import annotations

from uuid import UUID

import pytest
from django.db import transaction
from django.db.utils import Error
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from openccr.access.acting import acting_as
from openccr.directory.models import Provider, Service
from openccr.directory.operations.proposing import ask_first, propose_service, take_proposed
from openccr.directory.operations.services import show_service
from openccr.directory.queries.proposed import number_proposed
from openccr.directory.queries.services import Sought, service_of, services
from openccr.kernel.refusals import NotFound, Refusal
from tests.makers import Area
from tests.signing_in import as_, text_of

pytestmark = pytest.mark.django_db

NOW = timezone.now()
SAID = {
    "name": "Evening line", "description": "Somebody to talk to at night.", "theme": "support",
    "audiences": ["survivors"], "phone": "07700 900654", "status": "active", "organisation_status": "voluntary",
    "level": "local",
}  # fmt: skip


def proposed(area: Area) -> UUID:
    """The lead of housing proposes a service on the page, with its organisation."""
    page = as_(area.lena).post("/directory/propose/", SAID)
    assert page.status_code == 302, text_of(page)
    with acting_as(area.lena):
        return Service.objects.get(name="Evening line").id


def found_by_anybody() -> bool:
    return "Evening line" in text_of(Client().get("/find-help/survivors/"))


def test_a_proposed_service_is_found_by_nobody_before_the_coordinator_takes_it(area: Area) -> None:
    one = proposed(area)
    assert not found_by_anybody()
    assert "Evening line" not in Client().get("/open-referral/services").content.decode()
    assert not [row for row in services(actor=area.grace, sought=Sought()) if row.id == one]
    with pytest.raises(NotFound):
        service_of(actor=area.grace, service=one)
    with pytest.raises(Refusal, match="coordinator looks at it"):
        show_service(actor=area.lena, service=one, at=NOW)
    assert "service that an agency proposes" in text_of(as_(area.amina).get("/"))
    taken = as_(area.amina).post(reverse("directory.take", kwargs={"service": one}), {"what": "show"})
    assert taken.status_code == 302 and found_by_anybody()
    assert services(actor=area.grace, sought=Sought())[0].id == one


def test_the_coordinator_asks_for_a_change_first_and_the_agency_makes_it(area: Area) -> None:
    one = proposed(area)
    page = reverse("directory.take", kwargs={"service": one})
    assert "Say what should be changed" in text_of(as_(area.amina).post(page, {"what": "ask", "words": ""}))
    assert as_(area.amina).post(page, {"what": "ask", "words": "Say when it can be reached."}).status_code == 302
    assert "Say when it can be reached." in text_of(as_(area.lena).get(reverse("directory.service", args=[one])))
    with acting_as(area.lena):
        assert number_proposed(area.lena) == 1
    with acting_as(area.amina):
        assert number_proposed(area.amina) == 0
    form = as_(area.lena).get(reverse("directory.change", args=[one])).content.decode()
    assert 'name="published"' not in form
    changed = SAID | {"hours": "Every night", "published": "on"}
    assert as_(area.lena).post(reverse("directory.change", args=[one]), changed).status_code == 302
    with acting_as(area.amina):
        assert number_proposed(area.amina) == 1
    assert not found_by_anybody()
    take_proposed(actor=area.amina, service=one, show=False, at=NOW)
    assert not found_by_anybody() and service_of(actor=area.grace, service=one).hours == "Every night"
    with pytest.raises(NotFound):
        ask_first(actor=area.amina, service=one, words="Again", at=NOW)


def test_the_database_lets_no_agency_take_its_own_proposal_or_add_a_service_that_is_none(area: Area) -> None:
    one = proposed(area)
    with acting_as(area.lena), pytest.raises(Error), transaction.atomic():
        Service.objects.filter(id=one).update(proposed_on=None)
    with acting_as(area.lena), pytest.raises(Error), transaction.atomic():
        Service.objects.filter(id=one).update(published=True)
    with acting_as(area.lena):
        provider = Provider.objects.get(agency=area.lena.agency_id)
    row = Service(
        partnership_id=area.id, provider=provider, agency_id=area.lena.agency_id, name="Straight in", description="x",
        theme="support", checked_on=timezone.localdate(NOW), changed_at=NOW,
    )  # fmt: skip
    with acting_as(area.lena), pytest.raises(Error), transaction.atomic():
        row.save(force_insert=True)


def test_an_agency_proposes_for_itself_alone_and_a_second_service_under_the_same_organisation(area: Area) -> None:
    proposed(area)
    with acting_as(area.lena):
        own = Provider.objects.get(agency=area.lena.agency_id)
    values = {"name": "Day line", "description": "x", "theme": "support", "audiences": ["survivors"]}
    made = propose_service(actor=area.lena, provider=own.id, values=values, places=(), at=NOW)
    assert service_of(actor=area.lena, service=made).provider_id == own.id
    assert as_(area.lena).post("/directory/propose/", SAID | {"provider": str(own.id)}).status_code == 422
    with pytest.raises(NotFound):
        propose_service(actor=area.lena, provider=UUID(int=5), values=values, places=(), at=NOW)
    with pytest.raises(Refusal):
        propose_service(actor=area.bea, provider=own.id, values=values, places=(), at=NOW)
