"""The name she goes by, and the way from it to her page and her cases."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import NamedTuple
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse

from openccr.access.acting import acting_as
from openccr.chronology.gathering import chronology_of
from openccr.people.models import Recognition
from openccr.people.operations import Name, relate, say_name
from openccr.people.queries.persons import _moved, person_known
from openccr.people.queries.preview import beside
from openccr.people.rules import PartKind, in_order
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


def test_in_a_tie_and_beside_another_she_stands_under_her_own_name_and_not_her_alias(area: Area) -> None:
    case = open_case(area)
    name = replace(
        ROWAN, names=(Name(given="Zora", family="Tideswell"), Name(given="Abi", family="Marsh", kind="alias"))
    )
    she, child = add(area, case, name), add(area, case, replace(ROWAN, places=()), PartKind.CHILD)
    relate(
        actor=area.bea, file=case, person=she, other=child, kind="mother", since_on=None, until_on=None,
        source="herself", at=NOW,
    )  # fmt: skip
    with acting_as(area.bea):
        (tie,) = person_known(area.bea, case, child, today=TODAY).ties
        rows = dict(beside(area.bea, [she])[she].lines)
    assert tie.other == "Zora Tideswell" and rows["Names"] == "Zora Tideswell, Abi Marsh"


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ({}, ("Parts in 1 case go back.",)),
        ({"people.PersonName": ["a"], "people.Whereabouts": ["b", "c"]},
         ("Parts in 1 case go back.", "With them: 1 name, 2 places.")),
    ],
)  # fmt: skip
def test_what_goes_back_is_counted_in_words(rows: dict[str, list[str]], said: tuple[str, ...]) -> None:
    assert _moved(Recognition(parts=["p"], rows=rows)) == said


def test_names_stand_in_one_order_everywhere(area: Area) -> None:
    class Called(NamedTuple):
        kind: str
        given: str
        family: str = ""
        until_on: date | None = None

    former, alias, own = Called("name", "Ann", until_on=date(2019, 5, 1)), Called("alias", "Abi"), Called("name", "Zoe")
    assert in_order([alias, former, own]) == [own, former, alias]
