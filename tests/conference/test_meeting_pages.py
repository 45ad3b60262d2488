"""The pages of meetings and what stands on home before and after them, through HTTP, as each persona."""

from __future__ import annotations

import pytest
from django.urls import reverse

from openccr.access.acting import acting_as
from openccr.casefiles.operations import exclude
from openccr.conference.models import Attendance, Meeting
from openccr.conference.operations.attendance import sign
from openccr.conference.operations.hearings import write_hearing
from openccr.conference.operations.meetings import circulate
from openccr.conference.operations.research import return_nil
from openccr.conference.rules.hearings import NOTES, Notes, mark
from tests.conference.addresses import to
from tests.conference.conferences import (
    HERE,
    WHEN,
    accepted,
    listed,
    planned,
    research_for,
    sent_out,
    working_day,
)
from tests.makers import Area
from tests.signing_in import as_, text_of


def test_an_agency_answers_nil_from_its_list_in_one_press(area: Area) -> None:
    case = listed(area)
    client = as_(area.bea)
    nil = to("research_nil", file=case.file, research=research_for(area, case, "housing").id)
    assert nil in text_of(client.get("/"))
    assert client.post(nil).status_code == 302
    assert research_for(area, case, "housing").state == "nil"
    assert nil not in text_of(client.get("/"))


def test_an_agency_fills_in_the_two_minute_form(area: Area) -> None:
    case = listed(area)
    address = to("research", file=case.file, research=research_for(area, case, "housing").id)
    client = as_(area.bea)
    assert "Willowmere Homes know" in text_of(client.get(address))
    empty = client.post(address, {})
    assert empty.status_code == 422 and "Nothing is written" in text_of(empty)
    sent = client.post(address, {"victim_facts": "Locks changed twice.", "suggested_actions": "Change the locks"})
    assert sent.status_code == 302
    assert "Locks changed twice." in text_of(as_(area.grace).get(to("case_said", file=case.file)))
    assert as_(area.grace).get(address).status_code == 403


def test_the_coordinator_plans_lists_and_sends_out(area: Area) -> None:
    accepted_case = accepted(area)
    client = as_(area.amina)
    day = working_day(15)
    sent = client.post(
        to("plan"),
        {
            "forum_id": str(area.forum), "on_day": day.day, "on_month": day.month, "on_year": day.year,
            "starts_at": "09:30", "chair_id": str(area.fay.appointment_id),
        },
    )  # fmt: skip
    assert sent.status_code == 302, text_of(sent)
    with acting_as(area.amina):
        meeting = Meeting.objects.get()
    form = text_of(client.get(to("list", meeting=meeting.id)))
    assert form.count("checked") == len({"police", "housing", "probation", "idva", "children"})
    agencies = [str(area.agencies[name]) for name in ("housing", "idva")]
    sent = client.post(to("list", meeting=meeting.id), {"referral_id": str(accepted_case[1]), "agency_ids": agencies})
    assert sent.status_code == 302, text_of(sent)
    page = text_of(client.get(to("meeting", meeting=meeting.id)))
    assert "0 of 3" in page and "The agenda is not out" in page
    assert client.post(to("circulate", meeting=meeting.id)).status_code == 302
    assert "Agenda out" in text_of(client.get(to("meetings")))


def test_a_weekend_is_refused_beside_its_field_and_nothing_typed_is_lost(area: Area) -> None:
    sent = as_(area.amina).post(
        to("plan"),
        {
            "forum_id": str(area.forum),
            "on_day": 1,
            "on_month": 1,
            "on_year": 2027,
            "starts_at": "09:30",
            "venue": "Room 4",
        },
    )
    page = text_of(sent)
    assert sent.status_code == 422
    assert "bank holiday" in page and 'href="#id_on_day"' in page and "Room 4" in page


def test_a_representatives_agenda_has_no_buttons_that_are_not_theirs(area: Area) -> None:
    case = sent_out(area)
    page = text_of(as_(area.bea).get(to("meeting", meeting=case.meeting)))
    assert "Close the meeting" not in page and "List a case" not in page
    assert "Sign the confidentiality statement" in page


@pytest.mark.parametrize(("persona", "offered"), [("fay", True), ("amina", True), ("bea", False)])
def test_whoever_leads_the_meeting_opens_it_with_what_is_not_done(area: Area, persona: str, offered: bool) -> None:
    page = text_of(as_(area.actors[persona]).get(to("meeting", meeting=sent_out(area).meeting)))
    assert (f'href="{reverse("actions.review")}"' in page) == offered


def test_signing_shows_the_statement_and_stands_in_the_attendance(area: Area) -> None:
    case = sent_out(area)
    client = as_(area.bea)
    assert "Everyone present signs" in text_of(client.get(to("attendance", meeting=case.meeting)))
    assert "Nobody signs while something records" in text_of(
        client.post(to("sign", meeting=case.meeting), {"joins": "room"})
    )
    client.post(to("sign", meeting=case.meeting), {"joins": "room", "unrecorded": "on"})
    page = text_of(client.get(to("attendance", meeting=case.meeting)))
    assert "You have signed it" in page and "Bea Lindqvist, Willowmere Homes: Present" in page


@pytest.mark.parametrize(
    ("persona", "words"),
    [
        ("amina", "Send out the agenda of"),
        ("bea", "What does your agency know of NI"),
        ("fay", "on the meeting of"),
        ("grace", "nobody has asked how to make contact safely"),
        ("dee", "You have no role in a partnership"),
    ],
)
def test_home_is_a_different_list_for_each_role(area: Area, persona: str, words: str) -> None:
    listed(area)
    page = text_of(as_(area.actors[persona]).get("/"))
    assert words in page
    others = {"Send out the agenda of", "What does your agency know of NI", "You have no role in a partnership"} - {
        words
    }
    if persona != "grace":  # an adviser's service is asked for research like any agency
        assert not [other for other in others if other in page]


def test_accepted_referrals_on_no_agenda_stand_on_the_coordinators_list(area: Area) -> None:
    accepted(area)
    page = text_of(as_(area.amina).get("/"))
    assert "accepted referral is on no agenda yet" in page and "Plan the next meeting" in page


def test_answers_that_never_came_are_not_called_answered_once_the_case_is_heard(area: Area) -> None:
    case = sent_out(area)
    return_nil(actor=area.bea, file_id=case.file, research_id=research_for(area, case, "housing").id, at=WHEN)
    write_hearing(
        actor=area.fay, file_id=case.file, hearing_id=case.hearing, at=WHEN, version=0, finish=True, early=True,
        reason="None yet.", notes=Notes(her_views="To stay.", discussion="", risk_summary="High."),
        seen={name: mark("") for name in NOTES},
    )  # fmt: skip
    page = text_of(as_(area.amina).get(to("meeting", meeting=case.meeting)))
    assert "Research: 1 of 3 returned" in page
    assert "Every agency has answered" not in page
    assert "2 answers did not come before their cases were heard" in page


def test_every_agency_has_answered_when_all_have(area: Area) -> None:
    case = sent_out(area)
    for agency, actor in (("housing", area.bea), ("idva", area.grace), ("police", area.pia)):
        return_nil(actor=actor, file_id=case.file, research_id=research_for(area, case, agency).id, at=WHEN)
    assert "Every agency has answered" in text_of(as_(area.amina).get(to("meeting", meeting=case.meeting)))


def test_an_urgent_meeting_exists_only_for_who_sees_a_case_on_it(area: Area) -> None:
    """Else a worker kept out of her case would learn that there is one from the meeting called for it."""
    meeting = planned(area, days=2, urgent=True)
    shown = [to("meeting", meeting=meeting), to("attendance", meeting=meeting)]
    assert [as_(area.bea).get(address).status_code for address in shown] == [404, 404]
    case = listed(area, meeting=meeting)
    exclude(actor=area.amina, file=case.file, user_id=area.eve.user_id, reason="her sister", at=WHEN)
    circulate(actor=area.amina, meeting_id=meeting, at=WHEN)
    sign(actor=area.bea, meeting_id=meeting, stated=HERE, at=WHEN)
    for actor in (area.amina, area.bea, area.fay):
        client = as_(actor)
        assert [client.get(address).status_code for address in shown] == [200, 200]
        assert "(urgent)" in text_of(client.get(to("meetings")))
    for actor in (area.eve, area.carl):
        client = as_(actor)
        assert [client.get(address).status_code for address in shown] == [404, 404]
        assert client.post(to("sign", meeting=meeting)).status_code == 404
        assert str(meeting) not in text_of(client.get(to("meetings"))) + text_of(client.get("/"))
        with acting_as(actor):
            assert not Meeting.objects.filter(id=meeting).exists()
            assert not Attendance.objects.filter(meeting_id=meeting).exists()
