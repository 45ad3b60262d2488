"""Whoever stands in for an agency that is kept out: let in as anybody is, and only as long as they stand in."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

import pytest

from openccr.access.acting import acting_as
from openccr.casefiles.lifting import lift_exclusion, propose_lift
from openccr.casefiles.models import Exclusion
from openccr.casefiles.operations import exclude
from openccr.casefiles.standing_in import stand_in
from openccr.kernel.actors import Actor
from openccr.kernel.refusals import Refusal
from openccr.people.operations import Description, Name
from openccr.sharing.models import Disclosure
from openccr.sharing.operations import record_no_go
from tests.conference.conferences import accepted
from tests.conference.holding import add, sees
from tests.makers import NOW, Area
from tests.signing_in import as_, text_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_earlier_tries")]


@pytest.fixture
def file(area: Area) -> UUID:
    return accepted(area)[0]


def without_housing(area: Area, file: UUID) -> UUID:
    return exclude(actor=area.amina, file=file, agency_id=area.agencies["housing"], reason="Their own", at=NOW)


def name_(area: Area, file: UUID, exclusion: UUID, who: Actor) -> None:
    stand_in(actor=area.amina, file=file, exclusion=exclusion, appointment=who.appointment, at=NOW)


def lines(area: Area, file: UUID, agency: str) -> list[str]:
    with acting_as(area.amina):
        return list(
            Disclosure.objects.filter(file_id=file, agency_id=area.agencies[agency]).values_list("why", flat=True)
        )


def test_that_the_case_is_shared_with_them_stands_in_the_ledger(area: Area, file: UUID) -> None:
    name_(area, file, without_housing(area, file), area.carl)
    assert sees(area.carl, file)
    assert lines(area, file, "probation") == ["Stands in for an agency that is kept out"]


@pytest.mark.parametrize("listed", ["agency", "person"])
def test_nobody_whom_she_does_not_want_to_be_told_stands_in(area: Area, file: UUID, listed: str) -> None:
    whom = {"agency_id": area.agencies["probation"]} if listed == "agency" else {"person": "Carl Mbeki"}
    record_no_go(actor=area.amina, file_id=file, words="He knows them all", at=NOW, **whom)
    exclusion = without_housing(area, file)
    with pytest.raises(Refusal):
        name_(area, file, exclusion, area.carl)
    assert not sees(area.carl, file) and not lines(area, file, "probation")


def test_whoever_is_kept_out_themselves_or_has_a_name_of_the_case_does_not_stand_in(area: Area, file: UUID) -> None:
    exclusion = without_housing(area, file)
    exclude(actor=area.amina, file=file, user_id=area.carl.user_id, reason="Her cousin", at=NOW)
    with pytest.raises(Refusal, match="kept out of this case themselves"):
        name_(area, file, exclusion, area.carl)
    add(area, file, Description(names=(Name(given="Pia", family="Rowntree"),)))
    with pytest.raises(Refusal, match="nobody has decided"):
        name_(area, file, exclusion, area.pia)
    with acting_as(area.amina):
        assert Exclusion.objects.get(id=exclusion).substitute == ""


def test_they_see_it_until_another_stands_in_or_the_agency_is_let_back_in(area: Area, file: UUID) -> None:
    exclusion = without_housing(area, file)
    assert not sees(area.carl, file) and not sees(area.grace, file)
    name_(area, file, exclusion, area.carl)
    name_(area, file, exclusion, area.grace)
    assert not sees(area.carl, file) and sees(area.grace, file)
    page = text_of(as_(area.amina).get(f"/case/{file}/access/{exclusion}/propose/"))
    assert "From then on Grace Winterbourne, Harbour Domestic Abuse Service does not see the case" in page
    propose_lift(actor=area.amina, file=file, exclusion=exclusion, reason="The wrong agency", at=NOW)
    assert sees(area.grace, file)
    other = replace(area.amina, user_id=area.dee.user_id, name="Dee Harrow")
    lift_exclusion(actor=other, file=file, exclusion=exclusion, at=NOW)
    assert not sees(area.grace, file)
