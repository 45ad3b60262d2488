"""The name she goes by, and the way from it to her page and her cases."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse

from openccr.access.acting import acting_as
from openccr.chronology.gathering import chronology_of
from openccr.people.operations import say_name
from openccr.people.queries.persons import person_known
from tests.makers import NOW, TODAY, Area, open_case
from tests.people.test_parting import ROWAN, add
from tests.signing_in import sign_in


@pytest.fixture
def her(area: Area) -> tuple[UUID, UUID]:
    case = open_case(area)
    return case, add(area, case, ROWAN)


def test_her_name_leads_to_her_page_and_her_page_to_her_cases(
    area: Area, her: tuple[UUID, UUID], client: Client
) -> None:
    case, person = her
    sign_in(client, area.bea)
    people = client.get(reverse("conference.case_people", args=[case])).content.decode()
    own = reverse("people.person", args=(case, person))
    assert f'href="{own}">Rowan' in people
    assert f'href="{reverse("conference.case", args=[case])}">M-' in client.get(own).content.decode()


def test_she_goes_by_the_name_she_uses_and_not_by_a_former_one(area: Area, her: tuple[UUID, UUID]) -> None:
    case, person = her
    with acting_as(area.bea):
        now = person_known(area.bea, case, person, today=TODAY).shown.name
    say_name(
        actor=area.bea, file=case, person=person, given="Aaron", family="Aaronson", kind="name", source="A passport",
        from_on=date(2012, 5, 1), until_on=date(2019, 5, 1), at=NOW,
    )  # fmt: skip
    with acting_as(area.bea):
        assert person_known(area.bea, case, person, today=TODAY).shown.name == now
        (she,) = (one for one in chronology_of(area.bea, file=case, today=TODAY).people if one.id == person)
    assert she.name == now
