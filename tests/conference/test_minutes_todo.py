"""Minutes stand on the list of whoever has to do with them next, until they are issued."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from openccr.conference.operations.minutes import agree_minutes, begin_minutes, issue_minutes
from openccr.kernel.actors import Actor
from tests.conference.conferences import WHEN, sent_out
from tests.conference.test_minutes import heard, held
from tests.makers import Area
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db


def home(actor: Actor) -> str:
    client = Client()
    sign_in(client, actor)
    return client.get("/").text


def test_minutes_go_from_the_coordinators_list_to_the_chairs_and_back(area: Area) -> None:
    case = sent_out(area)
    there = reverse("conference.minutes", kwargs={"meeting": case.meeting})
    assert there not in home(area.amina), "the meeting is not closed yet"
    heard(area, case)
    held(area, case.meeting)
    assert "Begin the minutes of" in home(area.amina) and there not in home(area.fay)
    minutes = begin_minutes(actor=area.amina, meeting_id=case.meeting, at=WHEN)
    assert "Agree the minutes of" in home(area.fay) and there in home(area.fay)
    assert "The chair has not agreed the minutes of" in home(area.amina)
    agree_minutes(actor=area.fay, minutes_id=minutes, at=WHEN)
    assert there not in home(area.fay) and "Issue the minutes of" in home(area.amina)
    issue_minutes(actor=area.amina, minutes_id=minutes, at=WHEN)
    assert there not in home(area.amina)
    for other in (area.bea, area.grace):
        assert there not in home(other)
