"""The night asks whoever keeps an entry that nobody has looked at; the coordinator, where nobody there can act."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest

from openccr.access.acting import acting_as
from openccr.directory.keepers import KEEPERS
from openccr.directory.models import Service
from openccr.directory.operations import chasing
from openccr.directory.operations.chasing import chase_owners
from openccr.directory.queries.services import stale
from openccr.partnership.models import Appointment
from openccr.partnership.rules import Role
from tests.directory.test_directory import NOW, TODAY, service
from tests.makers import Area

pytestmark = pytest.mark.django_db

OLD = TODAY - timedelta(days=200)


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[UUID]:
    """The appointments that were told, in order."""
    found: list[UUID] = []
    monkeypatch.setattr(chasing, "tell_person", lambda *, actor, appointment_id: found.append(appointment_id))
    return found


def grown_old(area: Area, **changed: object) -> UUID:
    one = service(area, **changed)  # type: ignore[arg-type]
    with acting_as(area.amina):
        Service.objects.filter(id=one).update(checked_on=OLD)
    return one


def test_the_agencys_lead_is_asked_before_others_and_not_again_the_next_night(area: Area, told: list[UUID]) -> None:
    grown_old(area, agency_id=area.lena.agency_id)
    assert chase_owners(actor=area.commands, today=TODAY, at=NOW) == 1
    assert told == [area.lena.appointment]
    assert chase_owners(actor=area.commands, today=TODAY + timedelta(days=1), at=NOW) == 0
    assert chase_owners(actor=area.commands, today=TODAY + timedelta(days=40), at=NOW) == 1


def test_whoever_cannot_act_today_is_not_asked_and_the_entry_reaches_the_coordinator(
    area: Area, told: list[UUID]
) -> None:
    one = grown_old(area, agency_id=area.lena.agency_id)
    assert not stale(actor=area.amina, today=TODAY)
    with acting_as(area.amina):
        Appointment.objects.filter(agency_id=area.lena.agency_id, role__in=KEEPERS).update(suspended_on=TODAY)
    assert chase_owners(actor=area.commands, today=TODAY, at=NOW) == 1
    with acting_as(area.amina):
        coordinators = Appointment.objects.filter(agency_id=area.amina.agency_id, role=Role.COORDINATOR)
        assert area.lena.appointment not in told and set(told) <= set(coordinators.values_list("id", flat=True))
    assert area.amina.appointment in told
    assert [row.id for row in stale(actor=area.amina, today=TODAY)] == [one]
