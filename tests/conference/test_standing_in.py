"""Whoever stands in for an agency that is kept out: let in as anybody is, and only as long as they stand in."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

import pytest
from django.utils import timezone

from openccr.access.acting import acting_as
from openccr.casefiles.lifting import lift_exclusion, propose_lift
from openccr.casefiles.models import Exclusion, Grant
from openccr.casefiles.operations import exclude
from openccr.casefiles.standing_in import stand_in
from openccr.conference.operations.conflict_matching import namesakes_who_see
from openccr.conference.operations.conflicts import hold_out
from openccr.conference.operations.settling_holds import decide_on_agency
from openccr.kernel.actors import Actor
from openccr.kernel.refusals import Refusal
from openccr.partnership.invitations import prepare, take
from openccr.partnership.models import Agency
from openccr.partnership.operations import end_appointment
from openccr.partnership.rules import Role
from openccr.people.operations import Description, Name
from openccr.sharing.models import Disclosure
from openccr.sharing.operations import record_no_go
from tests.conference.conferences import accepted
from tests.conference.holding import add, sees
from tests.makers import END, NOW, START, Area
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


def stood_in(area: Area, file: UUID, who: str = "carl") -> UUID:
    """Housing is kept out and Carl of Probation stands in."""
    exclusion = without_housing(area, file)
    name_(area, file, exclusion, area.actors[who])
    assert sees(area.actors[who], file)
    return exclusion


def access_page(area: Area, file: UUID) -> str:
    return text_of(as_(area.amina).get(f"/case/{file}/access/"))


@pytest.mark.parametrize("listed", ["agency", "kind", "person"])
def test_whoever_stands_in_sees_it_no_more_once_her_list_names_them(area: Area, file: UUID, listed: str) -> None:
    stood_in(area, file)
    assert "Nobody stands in" not in access_page(area, file)
    probation = area.agencies["probation"]
    with acting_as(area.amina):
        kind = Agency.objects.get(id=probation).kind
    whom = {"agency": {"agency_id": probation}, "kind": {"kind": kind}, "person": {"person": "Carl Mbeki"}}[listed]
    record_no_go(actor=area.amina, file_id=file, words="He knows them all", at=timezone.now(), **whom)
    assert not sees(area.carl, file)
    page = access_page(area, file)
    assert "Nobody stands in" in page and "Name somebody else who stands in" in page


def test_a_line_about_somebody_else_leaves_whoever_stands_in(area: Area, file: UUID) -> None:
    stood_in(area, file)
    record_no_go(actor=area.amina, file_id=file, words="No", agency_id=area.agencies["police"], at=timezone.now())
    assert sees(area.carl, file)


def test_nobody_stands_in_who_also_works_where_she_does_not_want_it_told(area: Area, file: UUID) -> None:
    record_no_go(actor=area.amina, file_id=file, words="No", agency_id=area.agencies["police"], at=NOW)
    with acting_as(area.amina):
        row, sent = prepare(
            agency=Agency.objects.get(id=area.agencies["police"]), email="carl@exampleshire.example",
            role=Role.REPRESENTATIVE, from_on=START, until_on=END, at=timezone.now(),
            made_by=area.amina.appointment_id,
        )  # fmt: skip
        row.save(force_insert=True)
    take(sent.link.rstrip("/").rpartition("/")[2], user_id=area.carl.user_id, name="Carl Mbeki")
    exclusion = without_housing(area, file)
    with pytest.raises(Refusal, match="no-go list"):
        name_(area, file, exclusion, area.carl)
    assert not sees(area.carl, file)


@pytest.mark.parametrize("how", ["person", "agency", "unit"])
def test_whoever_stands_in_and_is_kept_out_afterwards_does_not_see_it_and_the_page_says_so(
    area: Area, file: UUID, how: str
) -> None:
    """With the unit: no unit is written for Carl, so that nobody can tell, and he is held."""
    stood_in(area, file)
    probation = area.agencies["probation"]
    whom = {
        "person": {"user_id": area.carl.user_id}, "agency": {"agency_id": probation},
        "unit": {"agency_id": probation, "unit": "Courts"},
    }[how]  # fmt: skip
    exclude(actor=area.amina, file=file, reason="Their own", at=NOW, **whom)
    assert not sees(area.carl, file)
    assert "Nobody stands in" in access_page(area, file)


def test_the_page_says_so_when_their_role_has_ended_and_another_is_named_there(area: Area, file: UUID) -> None:
    exclusion = stood_in(area, file)
    end_appointment(actor=area.amina, appointment=area.carl.appointment)
    assert "Nobody stands in" in access_page(area, file)
    sent = as_(area.amina).post(
        f"/case/{file}/access/{exclusion}/stand-in/", {"substitute": str(area.grace.appointment_id)}
    )
    assert sent.status_code == 302, text_of(sent)
    page = access_page(area, file)
    assert "Grace Winterbourne, Harbour Domestic Abuse Service stands in" in page and "Nobody stands in" not in page
    with acting_as(area.amina):
        assert [one.holder_id for one in Grant.on(file) if one.arises_from_id == exclusion and not one.until_at] == [
            area.grace.appointment_id
        ]


def test_whoever_stands_in_for_an_agency_only_held_sees_it_no_more_once_it_was_no_conflict(
    area: Area, file: UUID
) -> None:
    with acting_as(area.actors["commands"]):
        hold_out(file, "Perhaps.", agency_id=area.agencies["housing"], at=NOW)
    with acting_as(area.amina):
        exclusion = Exclusion.objects.get(file_id=file, held=True).id
    name_(area, file, exclusion, area.carl)
    decide_on_agency(
        actor=area.amina, file_id=file, exclusion_id=exclusion, decided="no_conflict", reason="Another family", at=NOW
    )
    assert not sees(area.carl, file)


def test_a_namesake_who_only_stands_in_is_asked_about(area: Area, file: UUID) -> None:
    stood_in(area, file)
    add(area, file, Description(names=(Name(given="Carl", family="Mbeki"),)))
    with acting_as(area.amina):
        found = [match.staff.user_id for _, match in namesakes_who_see([file])]
    assert area.carl.user_id in found
