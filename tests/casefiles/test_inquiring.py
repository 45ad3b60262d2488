"""What somebody searched for is read by the data protection officer alone, with a reason, one at a time (D15, D18)."""

from __future__ import annotations

from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse

from openccr.access.acting import acting_as
from openccr.audit.operations import record
from openccr.casefiles import inquiring
from openccr.casefiles.inquiring import open_search, search_named, searches_of_area
from openccr.casefiles.models import Searched
from openccr.casefiles.searching import keep_search
from openccr.kernel.actors import Actor
from openccr.kernel.refusals import NotFound, Refusal
from tests.casefiles.test_officer import officer_of
from tests.makers import NOW, Area
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db
TERMS = {"given": "Rosa", "family": "Tamworth", "born_on": ""}
REASON = "Inquiry 4 of the agency's lead"


@pytest.fixture
def officer(area: Area) -> Actor:
    return officer_of(area)


def searched(area: Area) -> UUID:
    keep_search(actor=area.bea, terms=TERMS, purpose="research", found=[], at=NOW)
    with acting_as(area.bea):
        return Searched.objects.get().id


def test_the_list_says_who_and_why_and_the_words_stay_sealed(area: Area, officer: Actor) -> None:
    searched(area)
    with acting_as(officer):
        (one,), total = searches_of_area(first=0, many=50)
    assert (one.who, one.purpose, one.found, total) == ("Bea Lindqvist, Willowmere Homes", "research", 0, 1)
    for actor in (area.amina, area.bea, area.lena, area.grace, area.commands):
        with acting_as(actor):
            assert searches_of_area(first=0, many=50) == ([], 0)


def test_the_words_are_opened_with_a_reason_and_it_is_recorded(
    area: Area, officer: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    search, noted = searched(area), []

    def noting(kind: str, **more: object) -> None:
        noted.append(kind)
        record(kind, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(inquiring, "record", noting)
    with pytest.raises(Refusal):
        open_search(actor=officer, search=search, reason="why", at=NOW)
    with pytest.raises(Refusal):
        open_search(actor=area.amina, search=search, reason=REASON, at=NOW)
    assert open_search(actor=officer, search=search, reason=REASON, at=NOW) == TERMS
    with acting_as(officer):
        assert search_named(search).who == "Bea Lindqvist"
    with acting_as(area.amina), pytest.raises(NotFound):
        search_named(search)
    assert noted == ["search.opened"]


def test_the_pages_mask_then_show_once_after_a_proof_of_who_it_is(area: Area, officer: Actor, client: Client) -> None:
    search = searched(area)
    sign_in(client, officer)
    listed = client.get(reverse("casefiles.searches")).content.decode()
    assert "Bea Lindqvist" in listed and "Tamworth" not in listed
    address = reverse("casefiles.search_words", args=[search])
    assert "reauth" in client.get(address)["Location"]
    sign_in(client, officer, stepped_up=True)
    assert "Tamworth" not in client.get(address).content.decode()
    assert client.post(address, {"reason": ""}).status_code == 422
    assert "which inquiry" in client.post(address, {"reason": "why"}).content.decode()
    assert "Tamworth" in client.post(address, {"reason": REASON}).content.decode()
    assert "Tamworth" not in client.get(address).content.decode()
    other = Client()
    sign_in(other, area.amina, stepped_up=True)
    assert other.get(address).status_code == 403
