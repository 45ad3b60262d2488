"""A unit is kept out: a colleague for whom no unit is written may work in it, and is held until that is decided."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

import pytest
from django.utils import timezone

from openccr.access.acting import acting_as
from openccr.casefiles.models import Exclusion
from openccr.casefiles.operations import exclude
from openccr.conference.operations.settling_holds import decide_on_staff
from openccr.conference.queries.held import held_for
from openccr.kernel.actors import Actor
from openccr.kernel.events import publish
from openccr.partnership.invitations import prepare, take
from openccr.partnership.models import Agency
from openccr.partnership.rules import AppointmentTaken, Role
from tests.conference.conferences import accepted
from tests.conference.holding import held, sees
from tests.makers import END, NOW, START, Area, open_case

pytestmark = pytest.mark.django_db


def works_at(area: Area, agency: str, user: Actor, *, unit: str) -> Actor:
    """A second role of somebody, in a unit of that agency or in none that is written."""
    mail = f"{user.name.split()[0].lower()}@exampleshire.example"
    with acting_as(area.amina):
        row, sent = prepare(
            agency=Agency.objects.get(id=area.agencies[agency]), email=mail,
            role=Role.REPRESENTATIVE, from_on=START, until_on=END, at=timezone.now(),
            made_by=area.amina.appointment_id, unit=unit,
        )  # fmt: skip
        row.save(force_insert=True)
    made = take(sent.link.rstrip("/").rpartition("/")[2], user_id=user.user_id, name=user.name)
    return replace(user, appointment_id=made, agency_id=area.agencies[agency])


def without_a_unit(area: Area, file: UUID) -> None:
    exclude(actor=area.amina, file=file, agency_id=area.agencies["housing"], unit="Repairs", reason="His", at=NOW)


def test_who_has_no_unit_written_is_held_and_who_works_in_another_is_not(area: Area) -> None:
    letting = works_at(area, "housing", area.carl, unit="Lettings")
    file = open_case(area)
    without_a_unit(area, file)
    assert sees(letting, file) and not held(area, file, area.carl)
    for actor in (area.bea, area.eve):
        assert not sees(actor, file) and held(area, file, actor)
    with acting_as(area.amina):
        lines = [one.why for one in held_for(area.amina) if one.file_id == file]
    assert "No unit is written for them at Willowmere Homes, and Repairs is kept out." in lines


def test_once_it_is_decided_that_they_work_elsewhere_they_see_it_and_are_not_held_again(area: Area) -> None:
    file = accepted(area, by="housing")[0]
    without_a_unit(area, file)
    decide_on_staff(
        actor=area.amina, file_id=file, appointment_id=area.bea.appointment, decided="no_conflict",
        reason="She lets flats", at=timezone.now(),
    )  # fmt: skip
    assert sees(area.bea, file) and not sees(area.eve, file)
    exclude(actor=area.amina, file=file, user_id=area.pia.user_id, reason="Her aunt", at=NOW)  # looks through it again
    assert sees(area.bea, file)


def test_whoever_comes_to_work_there_later_is_held_too(area: Area) -> None:
    file = accepted(area)[0]
    without_a_unit(area, file)
    works_at(area, "housing", area.pia, unit="")
    with acting_as(area.amina):
        publish(AppointmentTaken(actor=area.amina, user_id=area.pia.user_id))
    assert held(area, file, area.pia) and not sees(area.pia, file)


def test_a_unit_of_another_case_holds_nobody_out_of_this_one(area: Area) -> None:
    without_a_unit(area, open_case(area))
    file = open_case(area)
    assert sees(area.bea, file)
    with acting_as(area.amina):
        assert not Exclusion.objects.filter(file_id=file).exists()
