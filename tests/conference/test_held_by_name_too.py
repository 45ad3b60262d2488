"""Whoever may be somebody of a case is held by name, though their agency or unit is kept out already: that may end."""

from __future__ import annotations

from dataclasses import replace

import pytest

from openccr.access.acting import acting_as
from openccr.casefiles.lifting import lift_exclusion, propose_lift
from openccr.casefiles.models import Exclusion
from openccr.casefiles.operations import exclude
from openccr.conference.operations.settling_holds import decide_on_agency
from openccr.kernel.actors import Actor
from openccr.people.operations import Description, Name
from openccr.people.operations.declaring import declare_own
from openccr.people.rules import PartKind
from openccr.people.rules.staff import Declared
from tests.conference.holding import add, earlier, held, sees
from tests.makers import NOW, Area, open_case

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_earlier_tries")]


HERSELF = Description(names=(Name(given="Ruth", family="Lindqvist"),), places=(("phone", "07700900345"),))


def second_coordinator(area: Area) -> Actor:
    return replace(area.amina, user_id=area.dee.user_id, name="Dee Harrow")


def test_when_her_agency_is_let_back_in_she_is_still_held(area: Area) -> None:
    declare_own(actor=area.bea, declared=Declared(phone="07700900345"), at=NOW)
    file = open_case(area)
    of_all = exclude(
        actor=area.amina, file=file, agency_id=area.agencies["housing"], reason="Its director knows him", at=NOW
    )
    add(area, file, HERSELF, PartKind.VICTIM)
    assert held(area, file, area.bea)
    propose_lift(actor=area.amina, file=file, exclusion=of_all, reason="He has left", at=NOW)
    lift_exclusion(actor=second_coordinator(area), file=file, exclusion=of_all, at=NOW)
    assert not sees(area.bea, file)


def test_letting_an_agency_in_that_was_held_lets_nobody_in_who_is_kept_out_by_name_elsewhere(area: Area) -> None:
    there = earlier(area)
    exclude(actor=area.amina, file=there, agency_id=area.agencies["housing"], reason="They sit beside her", at=NOW)
    file = open_case(area)
    add(area, file)
    with acting_as(area.amina):
        of_all = Exclusion.objects.get(file_id=file, agency_id=area.agencies["housing"], held=True).id
    decide_on_agency(
        actor=area.amina, file_id=file, exclusion_id=of_all, decided="no_conflict", reason="I asked", at=NOW
    )
    assert not sees(area.bea, file) and held(area, file, area.bea)
