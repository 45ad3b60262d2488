"""Whoever stands on her no-go list gets no notice of her case."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

import pytest
from django.core import mail

from openccr.access.acting import acting_as
from openccr.casefiles.models import Grant
from openccr.notices.operations import send_notice, send_notices
from openccr.sharing.operations import record_no_go
from tests.makers import NOW, Area, open_case

BEA, EVE = "bea@exampleshire.example", "eve@exampleshire.example"


@pytest.fixture
def area(committed: Area) -> Iterator[Area]:
    mail.outbox = []
    yield committed


def told(area: Area, case: UUID) -> list[str]:
    mail.outbox = []
    send_notices(actor=area.commands, agency_id=area.agencies["housing"], file_ids=[case])
    return sorted(address for message in mail.outbox for address in message.to)


@pytest.mark.parametrize(
    ("line", "left"),
    [
        ({"agency_id": "housing"}, []),
        ({"kind": "housing"}, []),
        ({"person": "eve castellan", "agency_id": "housing"}, [BEA]),
        ({"agency_id": "probation"}, [BEA, EVE]),
    ],
)
def test_an_agency_a_kind_or_a_person_on_her_list_is_not_told(
    area: Area, line: dict[str, str], left: list[str]
) -> None:
    case = open_case(area)
    assert told(area, case) == [BEA, EVE]
    given = {key: area.agencies[value] if key == "agency_id" else value for key, value in line.items()}
    record_no_go(actor=area.amina, file_id=case, words="She is afraid of them.", at=NOW, **given)
    assert told(area, case) == left


def test_a_person_on_her_list_gets_no_notice_of_their_own(area: Area) -> None:
    case = open_case(area)
    given = {"actor": area.commands, "appointment_id": area.bea.appointment_id, "file_ids": [case]}
    assert send_notice(**given)
    record_no_go(actor=area.amina, file_id=case, person="Bea Lindqvist", words="Her neighbour.", at=NOW)
    assert not send_notice(**given)
    with acting_as(area.bea):
        assert Grant.objects.filter(file_id=case).exists()
