"""The nightly reminders before a meeting: who is told, once each, and what the coordinator sees of it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client

from openccr.access.acting import acting_as
from openccr.casefiles.operations import exclude
from openccr.conference.models import AgendaSent, Chase, Meeting
from openccr.conference.operations import chasing
from openccr.conference.operations.chasing import chase
from openccr.conference.operations.circulating import open_agenda
from openccr.conference.operations.coming import say_who_comes
from openccr.conference.operations.deferring import put_off
from openccr.conference.operations.meetings import circulate_again
from openccr.conference.operations.research import return_nil
from openccr.conference.queries.chased import silent_agencies
from openccr.conference.queries.circulation import circulation
from openccr.conference.rules.chasing import CHASED, Chased
from openccr.conference.tasks import NIGHTLY
from openccr.kernel.refusals import Refusal
from tests.conference.conferences import TODAY, WHEN, Listed, listed, planned, research_for, sent_out, working_day
from tests.makers import Area
from tests.signing_in import sign_in


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, Any]]:
    """Whom the night told: ("agency" or "person", id)."""
    found: list[tuple[str, Any]] = []
    monkeypatch.setattr(
        chasing, "tell_agency", lambda *, actor, file_id, agency_id: found.append(("agency", agency_id))
    )
    monkeypatch.setattr(
        chasing, "tell_person", lambda *, actor, appointment_id, file_id=None: found.append(("person", appointment_id))
    )
    return found


def night(area: Area, today: date) -> int:
    return chase(actor=area.commands, today=today, at=WHEN)


def steps(area: Area, agency: str, what: str) -> list[str]:
    with acting_as(area.amina):
        rows = Chase.objects.filter(agency_id=area.agencies[agency], what=what)
        return sorted(rows.values_list("step", flat=True))


def meeting_of(area: Area, case: Listed) -> Meeting:
    with acting_as(area.amina):
        return Meeting.objects.get(id=case.meeting)


def test_research_due_tomorrow_reminds_its_people_then_their_lead_then_the_coordinator(
    area: Area, told: list[tuple[str, Any]]
) -> None:
    case = listed(area, invited=("housing",), by="housing")
    assert night(area, working_day(11)) == 0
    assert night(area, working_day(12)) == 1  # due on the 13th, two working days before the meeting on the 15th
    assert told == [("agency", area.agencies["housing"])]
    assert night(area, working_day(13)) == 0
    told.clear()
    assert night(area, working_day(14)) == 1
    assert set(told) == {("agency", area.agencies["housing"]), ("person", area.lena.appointment_id)}
    told.clear()
    assert night(area, working_day(15)) == 1
    assert set(told) == {("agency", area.agencies["housing"]), ("agency", area.agencies["council"])}
    assert steps(area, "housing", "research") == ["coordinator", "lead", "owner"]
    assert night(area, working_day(16)) == 0 and meeting_of(area, case).on == working_day(15)


def test_a_night_that_runs_twice_tells_nobody_twice(area: Area, told: list[tuple[str, Any]]) -> None:
    listed(area, invited=("housing",), by="housing")
    assert (night(area, working_day(12)), night(area, working_day(12))) == (1, 0)
    assert len(told) == 1


def test_who_has_answered_opened_and_said_who_comes_is_left_alone(area: Area, told: list[tuple[str, Any]]) -> None:
    case = sent_out(area, invited=("housing",), by="housing")
    return_nil(actor=area.bea, file_id=case.file, research_id=research_for(area, case, "housing").id, at=WHEN)
    open_agenda(actor=area.bea, meeting=case.meeting, version=1, state="circulated", at=WHEN)
    say_who_comes(actor=area.bea, meeting_id=case.meeting, how="room", name="Bea", at=WHEN)
    assert [night(area, working_day(number)) for number in range(1, 16)] == [0] * 15
    assert told == []


def test_an_agenda_that_nobody_opened_and_an_unanswered_question_who_comes_are_chased_too(
    area: Area, told: list[tuple[str, Any]]
) -> None:
    sent_out(area, invited=("housing",), by="housing")
    with acting_as(area.amina):
        assert AgendaSent.objects.count() == 1
    for number in range(1, 16):
        night(area, working_day(number))
    for what in ("agenda", "attendance", "research"):
        assert steps(area, "housing", what) == ["coordinator", "lead", "owner"]


def test_an_agency_without_an_account_that_said_on_the_telephone_who_comes_has_the_agenda(
    area: Area, told: list[tuple[str, Any]]
) -> None:
    meeting = sent_out(area, invited=("housing",), by="housing").meeting
    for number in range(1, 16):
        night(area, working_day(number))
    with acting_as(area.amina):
        owed = {one.what for one in silent_agencies(today=working_day(15)) if one.agency == "Willowmere Homes"}
    assert CHASED[Chased.AGENDA] in owed
    say_who_comes(
        actor=area.amina, meeting_id=meeting, agency_id=area.agencies["housing"], how="writing", at=WHEN
    )  # fmt: skip
    with acting_as(area.amina):
        (line,) = circulation(actor=area.amina, meeting_id=meeting, today=TODAY).lines
        assert (line.opened, line.answered) == ((), True)
        owed = {one.what for one in silent_agencies(today=working_day(15)) if one.agency == "Willowmere Homes"}
    assert CHASED[Chased.AGENDA] not in owed and CHASED[Chased.RESEARCH] in owed
    circulate_again(actor=area.amina, meeting_id=meeting, at=WHEN + timedelta(hours=2))
    with acting_as(area.amina):
        (line,) = circulation(actor=area.amina, meeting_id=meeting, today=TODAY).lines
    assert not line.answered, "what it said was of the version before"


def test_nobody_is_told_on_a_weekend(area: Area, told: list[tuple[str, Any]]) -> None:
    listed(area, invited=("housing",), by="housing")
    day = date.fromordinal(next(o for o in range(working_day(12).toordinal(), working_day(15).toordinal() + 7)
                                if date.fromordinal(o).weekday() == 5))  # fmt: skip
    assert night(area, day) == 0


def test_the_grid_says_when_each_was_reminded_and_hides_it_from_who_is_kept_out(
    area: Area, told: list[tuple[str, Any]]
) -> None:
    case = listed(area, invited=("housing",), by="housing")
    night(area, working_day(12))
    with acting_as(area.amina):
        line = circulation(actor=area.amina, meeting_id=case.meeting, today=TODAY).lines[0]
    day = working_day(12)
    assert line.reminded == (f"Research: reminded on {day.day} {day:%B}",)
    exclude(actor=area.amina, file=case.file, user_id=area.eve.user_id, reason="her sister", at=WHEN)
    for who in (area.eve, area.carl):
        with acting_as(who):
            assert not Chase.objects.exists()


def test_only_the_nightly_job_chases_and_it_is_one_of_the_nights_work(area: Area) -> None:
    with pytest.raises(Refusal):
        chase(actor=area.amina, today=TODAY, at=WHEN)
    assert "remind before meetings" in NIGHTLY
    planned(area)
    NIGHTLY["remind before meetings"](area.commands)


def test_a_case_that_was_put_off_is_chased_no_more(area: Area, told: list[tuple[str, Any]]) -> None:
    case = listed(area, invited=("housing",), by="housing")
    put_off(actor=area.amina, file_id=case.file, hearing_id=case.hearing, why="safety", at=WHEN)
    assert night(area, working_day(12)) == 0


def test_the_coordinators_list_holds_who_stayed_silent_and_not_who_answered_since(
    area: Area, told: list[tuple[str, Any]]
) -> None:
    case = listed(area, invited=("housing", "idva"), by="housing")
    for number in (12, 14, 15):
        night(area, working_day(number))
    with acting_as(area.amina):
        silent = [(one.agency, one.what) for one in silent_agencies(today=TODAY)]
    assert silent == [("Harbour Domestic Abuse Service", "Research"), ("Willowmere Homes", "Research")]
    client = Client()
    sign_in(client, area.amina, stepped_up=True)
    assert "Willowmere Homes: research" in client.get("/").content.decode()
    return_nil(actor=area.bea, file_id=case.file, research_id=research_for(area, case, "housing").id, at=WHEN)
    with acting_as(area.amina):
        assert [one.agency for one in silent_agencies(today=TODAY)] == ["Harbour Domestic Abuse Service"]
