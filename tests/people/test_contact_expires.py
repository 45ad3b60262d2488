"""What she said of safe contact counts for some weeks, and a ban is looked at again: before, on and after the day."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from openccr.access.acting import acting_as
from openccr.conference.queries.meeting_lists import agenda_ahead
from openccr.conference.queries.todo import listed_without_her
from openccr.kernel.refusals import Refusal
from openccr.people.operations import ban_contact, lift_ban, mark_died
from openccr.people.queries import contact, safe_contact_of, why_not_contact
from tests.conference.conferences import TODAY, WHEN, Listed, listed
from tests.makers import Area
from tests.people.test_before_contact import says
from tests.people.test_contact import part
from tests.signing_in import sign_in

DAYS = timedelta(days=90)


def lacking(area: Area) -> list[str]:
    with acting_as(area.grace):
        agenda_ahead(TODAY)
        return [words for one in listed_without_her(actor=area.grace, today=TODAY) for words in one.lacks]


@pytest.mark.parametrize(("ago", "counts"), [(DAYS - timedelta(days=1), True), (DAYS, True), (DAYS * 1.02, False)])
def test_an_answer_counts_through_its_last_day_in_the_bar_the_gate_and_the_to_do(
    area: Area, ago: timedelta, counts: bool
) -> None:
    case = listed(area)
    says(area, case, at=WHEN - ago)
    with acting_as(area.grace):
        line = safe_contact_of(case.file, today=TODAY)
        call = {"channel": "phone", "at": timezone.localtime()}
        why = why_not_contact(actor=area.grace, file=case.file, person=part(area, case, "victim"), **call)  # type: ignore[arg-type]
    assert line.known is counts and (why is None) is counts
    assert ("ask again first" in line.text) is not counts
    assert lacking(area) == ([] if counts else ["ask again how to make contact safely"])


def test_the_bar_counts_the_days_of_the_area_as_the_gate_does(area: Area, monkeypatch: pytest.MonkeyPatch) -> None:
    case = listed(area)
    says(area, case, at=WHEN - timedelta(days=40))
    monkeypatch.setattr(contact, "answers_stand", lambda actor: timedelta(days=30))
    with acting_as(area.grace):
        assert not safe_contact_of(case.file, today=TODAY).known


def test_nobody_asked_is_said_otherwise_than_ask_again(area: Area) -> None:
    listed(area)
    assert lacking(area) == ["nobody has asked how to make contact safely"]


def test_nobody_is_sent_to_ask_a_victim_who_has_died_what_they_want(area: Area, client: Client) -> None:
    case = listed(area, wishes="")
    sign_in(client, area.grace)
    page = reverse("conference.case", kwargs={"file": case.file})
    assert len(lacking(area)) == 2 and "The adviser asks, by a safe way." in client.get(page).text
    mark_died(
        actor=area.grace, file=case.file, person=part(area, case, "victim"), died_on=TODAY, source="The police", at=WHEN
    )
    told = client.get(page).text
    assert lacking(area) == [] and "The adviser asks" not in told and "what the victim wanted" in told


def banned(area: Area, *, days: int, ago: int) -> tuple[Listed, dict[str, object]]:
    case = listed(area)
    at = WHEN - timedelta(days=ago)
    where = {"actor": area.grace, "file": case.file, "person": part(area, case, "victim")}
    ban_contact(**where, reason="He has it", review_on=TODAY + timedelta(days=days), at=at)  # type: ignore[arg-type]
    return case, where


@pytest.mark.parametrize(("days", "due"), [(1, False), (0, True), (-1, True)])
def test_a_ban_is_a_to_do_from_the_day_it_is_looked_at_again(area: Area, client: Client, days: int, due: bool) -> None:
    banned(area, days=days, ago=7)
    for who, sees in ((area.grace, due), (area.amina, due), (area.bea, False)):
        sign_in(client, who)
        assert ("is contact still to be forbidden?" in client.get("/").text) is sees


def test_a_ban_is_forbidden_for_longer_or_lifted_and_then_no_to_do(area: Area, client: Client) -> None:
    case, where = banned(area, days=0, ago=7)
    sign_in(client, area.grace, stepped_up=True)
    parts = {"file": case.file, "person": where["person"]}
    assert "Forbid it for longer" in client.get(reverse("people.before_contact", kwargs=parts)).text
    ban_contact(**where, reason="Still", review_on=TODAY + timedelta(days=30), at=WHEN)  # type: ignore[arg-type]
    assert "still to be forbidden" not in client.get("/").text
    with pytest.raises(Refusal, match="forbidden already"):
        ban_contact(**where, reason="Again", review_on=TODAY + timedelta(days=60), at=WHEN)  # type: ignore[arg-type]
    lift_ban(**where, reason="New telephone", at=WHEN + timedelta(minutes=1))  # type: ignore[arg-type]
    assert "still to be forbidden" not in client.get("/").text
