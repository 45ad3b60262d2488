"""An urgent meeting from triage to the table in one day: planned, listed, asked at once, sent out, heard, closed."""

from __future__ import annotations

from datetime import time
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from openccr.access.acting import acting_as
from openccr.conference.models import AgendaSent, Meeting, Research
from openccr.conference.operations.hearings import write_hearing
from openccr.conference.operations.meetings import circulate, close_meeting
from openccr.conference.operations.urgent import accept_urgently
from openccr.conference.queries.circulation import circulation
from openccr.conference.rules.hearings import NOTES, Notes, mark
from openccr.site import reactions
from tests.conference.conferences import TODAY, WHEN, hearing_of
from tests.conference.conferences import Listed as OnMeeting
from tests.conference.test_urgent import referred
from tests.makers import Area
from tests.signing_in import sign_in


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    found: list[Any] = []
    monkeypatch.setattr(reactions, "tell_agency", lambda *, actor, file_id, agency_id: found.append(agency_id))
    return found


def called_today(area: Area) -> OnMeeting:
    file, referral = referred(area)
    meeting = accept_urgently(
        actor=area.amina, file_id=file, referral_id=referral, reason="He is out tonight", forum_id=area.forum, on=TODAY,
        starts_at=time(16, 0), agency_ids=[area.agencies["housing"], area.agencies["idva"]],
        chair_id=area.fay.appointment_id, at=WHEN,
    )  # fmt: skip
    with acting_as(area.amina):
        hearing = Meeting.objects.get(id=meeting).hearings.get()
    return OnMeeting(file=file, referral=referral, meeting=meeting, hearing=hearing.id)


def test_a_case_that_cannot_wait_is_met_on_the_same_day_and_everybody_is_asked_at_once(
    area: Area, told: list[Any]
) -> None:
    case = called_today(area)
    with acting_as(area.amina):
        assert set(Research.objects.filter(hearing_id=case.hearing).values_list("due_on", flat=True)) == {TODAY}
        assert Meeting.objects.get(id=case.meeting).research_due_on == TODAY
        lines = circulation(actor=area.amina, meeting_id=case.meeting, today=TODAY).lines
    invited = {area.agencies[name] for name in ("housing", "idva", "police")}
    assert {line.agency_id for line in lines} == invited
    assert all(line.asked_at == WHEN for line in lines)
    assert invited <= set(told)


def test_the_page_says_who_was_asked_and_when(area: Area) -> None:
    case = called_today(area)
    client = Client()
    sign_in(client, area.amina, stepped_up=True)
    page = client.get(reverse("conference.circulation", kwargs={"meeting": case.meeting})).content.decode()
    assert page.count("asked ") >= 3 and "Willowmere Homes" in page


def test_it_is_heard_and_closed_the_same_day(area: Area) -> None:
    case = called_today(area)
    circulate(actor=area.amina, meeting_id=case.meeting, at=WHEN)
    with acting_as(area.bea):
        assert AgendaSent.objects.filter(meeting_id=case.meeting).exists()
    hearing = hearing_of(area, case)
    seen = {name: mark(getattr(hearing, name)) for name in NOTES}
    write_hearing(
        actor=area.fay, file_id=case.file, hearing_id=case.hearing, version=hearing.version, seen=seen, finish=True,
        notes=Notes(her_views="To leave tonight.", discussion="", risk_summary="He has a key."),
        reason="The police act on the warrant tonight.", at=WHEN,
    )  # fmt: skip
    close_meeting(actor=area.amina, meeting_id=case.meeting, at=WHEN)
    with acting_as(area.amina):
        assert Meeting.objects.get(id=case.meeting).state == "held"


def test_nobody_but_its_readers_learns_of_it(area: Area) -> None:
    case = called_today(area)
    with acting_as(area.carl):
        assert not Meeting.objects.filter(id=case.meeting).exists()
