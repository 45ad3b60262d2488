"""A person her no-go list names is held out of the case at once, wherever they work."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse

from openccr.access.acting import acting_as
from openccr.casefiles.models import CaseFile, Exclusion
from openccr.conference.operations.conflicts import need_no_conflict, staff_to_look_at
from openccr.conference.operations.listing import list_case
from openccr.conference.operations.settling_holds import decide_on_staff
from openccr.conference.queries.held import held_for
from openccr.conference.rules.conflicts import Decided, Staff, Unwanted, named_by_her
from openccr.kernel.actors import Actor
from openccr.kernel.refusals import Refusal
from openccr.sharing.models import Override
from openccr.sharing.operations import end_no_go, record_no_go
from tests.conference.conferences import WHEN, accepted, planned
from tests.makers import Area
from tests.signing_in import sign_in

HERE, ELSEWHERE = UUID(int=3), UUID(int=4)


@pytest.mark.parametrize(
    ("name", "agency", "found", "strong"),
    [
        ("carl  MBEKI", HERE, True, True), ("Mbeki, Carl", HERE, True, True), ("Carl Mbeki", None, True, True),
        ("Carl", HERE, True, True), ("Carl", None, False, False), ("Carl", ELSEWHERE, False, False),
        ("Carl Mbeki", ELSEWHERE, True, False), ("Carla Mbeki", HERE, False, False),
    ],
)  # fmt: skip
def test_a_whole_name_or_half_of_it_where_they_work_names_them(
    name: str, agency: UUID | None, found: bool, strong: bool
) -> None:
    staff = Staff(UUID(int=1), UUID(int=2), HERE, "Carl Mbeki", "Exampleshire Probation")
    named = named_by_her([staff], [Unwanted(UUID(int=9), name, agency, WHEN)], looked={})
    assert bool(named) is found
    assert any(one.strong for one in named) is strong


def told_not(area: Area, file: UUID, person: str = "Carl Mbeki", agency: str = "probation", minutes: int = 0) -> UUID:
    return record_no_go(
        actor=area.grace, file_id=file, words="He is a friend of his.", person=person,
        agency_id=area.agencies[agency], at=WHEN + timedelta(minutes=minutes),
    )  # fmt: skip


def listed(area: Area) -> UUID:
    """A case to which his agency and the IDVA's are let in."""
    file, referral = accepted(area)
    agencies = [area.agencies["probation"], area.agencies["idva"]]
    list_case(actor=area.amina, referral_id=referral, meeting_id=planned(area), agency_ids=agencies, at=WHEN)
    return file


def sees(actor: Actor, file: UUID) -> bool:
    with acting_as(actor):
        return CaseFile.objects.filter(id=file).exists()


def decide(area: Area, file: UUID, decided: Decided, reason: str = "She said so.") -> None:
    decide_on_staff(
        actor=area.amina, file_id=file, appointment_id=area.carl.appointment, decided=decided, reason=reason, at=WHEN
    )


def test_he_no_longer_sees_the_case_from_the_moment_she_names_him_though_his_agency_is_invited(area: Area) -> None:
    file = listed(area)
    assert sees(area.carl, file)
    told_not(area, file)
    assert not sees(area.carl, file)
    with acting_as(area.amina):
        assert [one.file_id for one in held_for(area.amina)] == [file]
        with pytest.raises(Refusal, match="kept out"):
            need_no_conflict([file])
    decide(area, file, Decided.KEPT_OUT)
    assert not sees(area.carl, file)
    with acting_as(area.amina):
        need_no_conflict([file])


def test_letting_him_in_all_the_same_needs_a_reason_that_stands_on_her_list(area: Area) -> None:
    file = listed(area)
    line = told_not(area, file)
    decide(area, file, Decided.NO_CONFLICT, "Another of that name.")
    assert sees(area.carl, file)
    with acting_as(area.grace):
        (override,) = Override.objects.filter(no_go_id=line)
        assert (override.reason, override.decided_by_name) == ("Another of that name.", area.amina.name)


def test_who_was_looked_at_before_she_named_him_is_looked_at_again(area: Area) -> None:
    file = listed(area)
    told_not(area, file)
    decide(area, file, Decided.NO_CONFLICT)
    told_not(area, file, minutes=1)
    assert not sees(area.carl, file)


def test_a_hold_is_still_decided_on_when_she_has_taken_the_line_back(area: Area) -> None:
    file = listed(area)
    line = told_not(area, file)
    end_no_go(actor=area.grace, file_id=file, no_go_id=line, reason="She trusts him.", at=WHEN)
    with acting_as(area.amina):
        (match,) = staff_to_look_at(file)
        assert match.no_go is None
    decide(area, file, Decided.NO_CONFLICT)
    assert sees(area.carl, file)
    with acting_as(area.amina):
        assert not Override.objects.exists()
        assert not Exclusion.objects.filter(file_id=file, until_at=None).exists()


def test_the_page_asks_in_the_words_of_her_list(area: Area) -> None:
    file = listed(area)
    told_not(area, file)
    client = Client()
    sign_in(client, area.amina, stepped_up=True)
    page = client.get(
        reverse("conference.staff_conflict", kwargs={"file": file, "appointment": area.carl.appointment}), follow=True
    ).text
    assert "The name of somebody who must not be told." in page
    assert "Keep them out, as the victim wants" in page
