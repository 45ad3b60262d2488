"""Staff who may be people of a case: held, seen by the coordinator alone, told nothing (T-EXCL, employee cases)."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse

from openccr.access.acting import acting_as
from openccr.audit.models import AuditEvent
from openccr.casefiles.models import CaseFile, Exclusion, Grant
from openccr.casefiles.operations import set_one_chance
from openccr.conference.operations.conflicts import hold_conflicts, need_no_conflict, staff_to_look_at
from openccr.conference.operations.listing import list_case
from openccr.conference.operations.meetings import circulate
from openccr.conference.operations.settling_holds import decide_on_staff
from openccr.conference.queries.held import held_for
from openccr.conference.rules.conflicts import Decided, Extent
from openccr.kernel.actors import Actor
from openccr.kernel.refusals import NotFound, Refusal
from openccr.partnership.practice import practice
from openccr.people.models import Part, StaffMark, Whereabouts
from openccr.people.operations import Description, Name, add_person
from openccr.people.operations.declaring import declare_own, declared_kinds
from openccr.people.operations.facts import say_birth_date
from openccr.people.rules import PartKind
from openccr.people.rules.staff import Declared
from openccr.people.sealing import match_token
from tests.conference.conferences import WHEN, accepted, planned
from tests.makers import NOW, TODAY, Area, open_case
from tests.signing_in import as_, sign_in, text_of


def one_chance_case(area: Area) -> tuple[UUID, UUID]:
    """Bea Lindqvist works at the housing agency; the family of this case has her name."""
    file, referral = accepted(area, family="Lindqvist")
    set_one_chance(actor=area.amina, file=file, why="A wedding abroad", at=WHEN)
    return file, referral


def list_with_housing(area: Area, referral: UUID) -> None:
    list_case(
        actor=area.amina, referral_id=referral, meeting_id=planned(area), agency_ids=[area.agencies["housing"]], at=WHEN
    )


def test_listing_waits_until_the_coordinator_has_decided_on_a_relatives_name(area: Area) -> None:
    file, referral = one_chance_case(area)
    with pytest.raises(Refusal, match="has the name of a person"):
        list_with_housing(area, referral)
    assert not sees(area.bea, file)  # nobody told her that there is such a case
    decide_on_staff(
        actor=area.amina, file_id=file, appointment_id=area.bea.appointment, decided=Decided.KEPT_OUT,
        reason="His aunt", at=WHEN,
    )  # fmt: skip
    list_with_housing(area, referral)
    assert not sees(area.bea, file)
    with acting_as(area.amina):
        assert Exclusion.objects.filter(file_id=file, user_id=area.bea.user_id).exists()


def test_a_relative_who_sees_a_case_when_one_chance_begins_is_on_the_coordinators_list(area: Area) -> None:
    file, referral = accepted(area, family="Lindqvist")
    list_with_housing(area, referral)
    assert sees(area.bea, file)
    assert "Perhaps a relative" not in text_of(as_(area.amina).get("/"))
    set_one_chance(actor=area.amina, file=file, why="Her brothers watch her", at=WHEN)
    home = text_of(as_(area.amina).get("/"))
    assert "Perhaps a relative" in home and "Bea Lindqvist, Willowmere Homes" in home
    for other in (area.bea, area.grace, area.fay):
        assert "Perhaps a relative" not in text_of(as_(other).get("/"))
    with acting_as(area.amina), pytest.raises(Refusal, match="on the referral of M-"):
        need_no_conflict([file])
    page = text_of(as_(area.amina).get(reverse("conference.referral", kwargs={"file": file, "referral": referral})))
    assert "Weigh the criteria" in page
    decide_on_staff(
        actor=area.amina, file_id=file, appointment_id=area.bea.appointment, decided=Decided.KEPT_OUT,
        reason="His aunt", at=WHEN,
    )  # fmt: skip
    assert not sees(area.bea, file)
    assert "Perhaps a relative" not in text_of(as_(area.amina).get("/"))


def test_a_name_that_only_happens_to_be_the_same_is_written_down_and_not_asked_again(area: Area) -> None:
    file, referral = one_chance_case(area)
    decide_on_staff(
        actor=area.amina, file_id=file, appointment_id=area.bea.appointment, decided=Decided.NO_CONFLICT,
        reason="Her family is from another country", at=WHEN,
    )  # fmt: skip
    with acting_as(area.amina):
        assert staff_to_look_at(file) == []
    list_with_housing(area, referral)
    with pytest.raises(NotFound):
        decide_on_staff(
            actor=area.amina, file_id=file, appointment_id=area.bea.appointment, decided=Decided.KEPT_OUT,
            reason="x", at=WHEN,
        )  # fmt: skip


def sees(actor: Actor, file: UUID) -> bool:
    with acting_as(actor):
        return CaseFile.objects.filter(id=file).exists()


def case_of(area: Area, *, part: PartKind, **said: object) -> UUID:
    """A case on which housing is let in, with one more person in it."""
    file = open_case(area)
    described = Description(names=(Name(given="Nora", family="Selwyn"),), **said)  # type: ignore[arg-type]
    add_person(
        actor=area.amina, file_id=file, kind=part, described=described, relationship="", source="Housing", on=TODAY
    )
    return file


def test_somebody_who_declared_the_victims_telephone_is_held_at_once_and_learns_nothing(area: Area) -> None:
    """The worker is the survivor herself: the hold is the coordinator's alone, not her manager's or her lead's."""
    file = case_of(area, part=PartKind.VICTIM, places=(("phone", "+44 7700 900 345"),))
    assert sees(area.bea, file)
    declare_own(actor=area.bea, declared=Declared(phone="07700 900345"), at=NOW)
    assert not sees(area.bea, file)
    assert sees(area.eve, file)  # her colleagues go on; nothing tells them why she does not
    with acting_as(area.amina):
        assert [one.file_id for one in held_for(area.amina)] == [file]
        (match,) = staff_to_look_at(file)
    assert match.part is PartKind.VICTIM and "telephone" in match.why
    for other in (area.lena, area.bea, area.eve, area.grace, area.fay):
        with acting_as(other):
            assert held_for(other) == []
            assert not Exclusion.objects.exists()
            assert not AuditEvent.objects.filter(type="conflict.held").exists()


@pytest.mark.parametrize(("year", "held"), [(1990, True), (1991, False)])
def test_somebody_who_declares_the_name_and_birth_of_the_victim_is_held_at_once(
    area: Area, year: int, held: bool
) -> None:
    """Her maiden name, under which she does not work: no list of staff tells it, and afterwards no row does."""
    file = case_of(area, part=PartKind.VICTIM, born_on=date(1990, 4, 3))
    declare_own(actor=area.bea, declared=Declared(names=("Nora Selwyn",), born_on=date(year, 4, 3)), at=NOW)
    assert sees(area.bea, file) is not held


def test_a_second_date_of_birth_holds_as_the_one_does_from_which_ages_are_counted(area: Area) -> None:
    file = case_of(area, part=PartKind.VICTIM, born_on=date(1990, 4, 3))
    declare_own(actor=area.bea, declared=Declared(names=("Nora Selwyn",), born_on=date(1991, 5, 6)), at=NOW)
    assert sees(area.bea, file), "a namesake"
    with acting_as(area.amina):
        her = Part.objects.get(file_id=file).person_id
    say_birth_date(
        actor=area.amina, file=file, person=her, born_on=date(1991, 5, 6), source="Her passport", in_use=False, at=NOW
    )
    assert not sees(area.bea, file)


def test_the_one_held_gets_the_answer_for_a_case_that_does_not_exist(area: Area) -> None:
    file = case_of(area, part=PartKind.HARMER, places=(("email", "bea.at.home@mail.example"),))
    declare_own(actor=area.bea, declared=Declared(email="bea.at.home@mail.example"), at=NOW)
    client = Client()
    sign_in(client, area.bea)
    there, nowhere = (
        client.get(reverse("conference.case", args=[one]))
        for one in (file, UUID("00000000-0000-4000-8000-000000000001"))
    )
    assert there.status_code == nowhere.status_code == 404
    page = client.get("/")
    assert b"may be in" not in page.content


def test_a_referral_of_somebody_who_works_here_is_held_from_them(area: Area) -> None:
    """Their name and date of birth are those of the person who harms."""
    declare_own(actor=area.bea, declared=Declared(born_on=date(1988, 4, 2)), at=NOW)
    file = open_case(area)
    add_person(
        actor=area.amina, file_id=file, kind=PartKind.HARMER, relationship="", source="Police", on=TODAY,
        described=Description(names=(Name(given="Bea", family="Lindqvist"),), born_on=date(1988, 4, 2)),
    )  # fmt: skip
    assert not sees(area.bea, file)
    assert hold_conflicts(actor=area.commands, files=[file], at=NOW) == 0  # once


def test_the_address_somebody_signs_in_with_counts_without_being_declared(area: Area) -> None:
    file = case_of(area, part=PartKind.VICTIM, places=())
    with acting_as(area.amina):
        person = Part.objects.get(file_id=file).person_id
        place = Whereabouts(
            person_id=person, kind="email", sealed=b"", match=match_token(f"bea@{area.code}.example"), from_on=TODAY
        )
        Whereabouts.objects.bulk_create([place])
    assert hold_conflicts(actor=area.commands, files=[file], at=NOW) == 1
    assert not sees(area.bea, file)


def test_no_conflict_lets_them_back_in_at_once_and_is_not_asked_again(area: Area) -> None:
    file = case_of(area, part=PartKind.OTHER, places=(("phone", "07700900345"),))
    declare_own(actor=area.bea, declared=Declared(phone="07700900345"), at=NOW)
    decide_on_staff(
        actor=area.amina, file_id=file, appointment_id=area.bea.appointment, decided=Decided.NO_CONFLICT,
        reason="A number typed wrongly", at=NOW,
    )  # fmt: skip
    assert sees(area.bea, file)
    assert hold_conflicts(actor=area.commands, files=[file], at=NOW) == 0


def test_a_hold_that_is_a_conflict_becomes_an_exclusion_which_two_lift(area: Area) -> None:
    file = case_of(area, part=PartKind.HARMER, places=(("phone", "07700900345"),))
    declare_own(actor=area.bea, declared=Declared(phone="07700900345"), at=NOW)
    decide_on_staff(
        actor=area.amina, file_id=file, appointment_id=area.bea.appointment, decided=Decided.KEPT_OUT,
        reason="It is her brother", at=NOW,
    )  # fmt: skip
    with acting_as(area.amina):
        row = Exclusion.objects.get(file_id=file)
        assert (row.held, row.reason, held_for(area.amina)) == (False, "It is her brother", [])
    assert not sees(area.bea, file)


def test_her_whole_agency_is_kept_out_with_somebody_from_outside_to_stand_in(area: Area) -> None:
    file = case_of(area, part=PartKind.VICTIM, places=(("phone", "07700900345"),))
    declare_own(actor=area.bea, declared=Declared(phone="07700900345"), at=NOW)
    decision = {
        "actor": area.amina, "file_id": file, "appointment_id": area.bea.appointment, "decided": Decided.KEPT_OUT,
        "reason": "It is herself", "extent": Extent.AGENCY, "at": NOW,
    }  # fmt: skip
    with pytest.raises(Refusal, match="stands in"):
        decide_on_staff(**decision)  # type: ignore[arg-type]
    with pytest.raises(Refusal, match="stands in"):
        decide_on_staff(**decision, substitute_id=area.eve.appointment)  # type: ignore[arg-type]  # of the same agency
    decide_on_staff(**decision, substitute_id=area.carl.appointment)  # type: ignore[arg-type]
    assert not sees(area.bea, file) and not sees(area.eve, file)
    assert sees(area.carl, file)
    with acting_as(area.amina):
        row = Exclusion.objects.get(file_id=file, agency_id=area.agencies["housing"])
        assert row.substitute.startswith("Carl Mbeki")
        (basis,) = [one.lawful_basis for one in Grant.on(file) if one.holder_id == area.carl.appointment_id]
        assert practice(area.amina).law.bases[basis].layer == "article_6"


def test_a_unit_is_kept_out_only_where_one_is_written_down(area: Area) -> None:
    file = case_of(area, part=PartKind.HARMER, places=(("phone", "07700900345"),))
    declare_own(actor=area.bea, declared=Declared(phone="07700900345"), at=NOW)
    with pytest.raises(Refusal, match="unit is not written down"):
        decide_on_staff(
            actor=area.amina, file_id=file, appointment_id=area.bea.appointment, decided=Decided.KEPT_OUT,
            reason="Her brother", extent=Extent.UNIT, substitute_id=area.carl.appointment, at=NOW,
        )  # fmt: skip


def test_nothing_goes_out_until_the_coordinator_has_decided(area: Area) -> None:
    file, referral = accepted(area, family="Lindqvist")
    meeting = planned(area)
    list_case(
        actor=area.amina, referral_id=referral, meeting_id=meeting, agency_ids=[area.agencies["housing"]], at=WHEN
    )
    add_person(
        actor=area.amina, file_id=file, kind=PartKind.OTHER, relationship="", source="x", on=TODAY,
        described=Description(names=(Name(given="Eve", family="Castellan"),)),
    )  # fmt: skip
    with pytest.raises(Refusal, match="nobody has decided"):
        circulate(actor=area.amina, meeting_id=meeting, at=WHEN)
    decide_on_staff(
        actor=area.amina, file_id=file, appointment_id=area.eve.appointment, decided=Decided.NO_CONFLICT,
        reason="A neighbour of that name", at=WHEN,
    )  # fmt: skip
    circulate(actor=area.amina, meeting_id=meeting, at=WHEN)
    with acting_as(area.amina):
        need_no_conflict([file])


def test_the_only_coordinator_is_not_held_out_or_nobody_would_be_left(area: Area) -> None:
    file = case_of(area, part=PartKind.OTHER, places=(("phone", "07700900777"),))
    declare_own(actor=area.amina, declared=Declared(phone="07700900777"), at=NOW)
    assert sees(area.amina, file)


def test_what_staff_declare_is_a_token_that_nobody_reads(area: Area) -> None:
    declare_own(actor=area.bea, declared=Declared(phone="07700900345", names=("Bea Ashgrove",)), at=NOW)
    with acting_as(area.bea):
        assert declared_kinds(area.bea) == ["Other names", "Phone"]
        marks = set(StaffMark.objects.values_list("match", flat=True))
    assert match_token("07700900345") in marks and all(len(mark) == 64 for mark in marks)
    for other in (area.lena, area.amina, area.eve):
        with acting_as(other):
            assert not StaffMark.objects.exists()
    with pytest.raises(Refusal):
        declare_own(actor=area.bea, declared=Declared(), at=NOW)


def test_own_details_are_declared_on_a_page_and_not_shown_again(area: Area) -> None:
    client = Client()
    sign_in(client, area.bea, stepped_up=True)
    page = reverse("people.own_details")
    assert client.get(page).status_code == 200
    assert client.post(page, {"phone": "07700 900345", "names": "Bea Ashgrove"}).status_code == 302
    again = client.get(page).content.decode()
    assert "other names, phone" in again and "900345" not in again and "Ashgrove" not in again
