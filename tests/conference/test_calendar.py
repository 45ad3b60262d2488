"""The calendar of a person: behind a private address, times and counts, and never a name."""

from __future__ import annotations

from datetime import timedelta

import icalendar
import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from openccr.access.acting import acting_as
from openccr.conference.models import CalendarFeed, Hearing
from openccr.conference.operations.feeds import behind, hash_of, make_address, withdraw_address
from openccr.conference.operations.schedules import make_schedule, plan_proposed
from openccr.conference.rules.schedules import Rhythm
from openccr.kernel.refusals import NotFound, Refusal
from openccr.partnership.models import Appointment
from openccr.partnership.operations import end_appointment
from tests.conference.conferences import TODAY, WHEN, listed, planned, working_day
from tests.makers import AGENCIES, PERSONAS, Area
from tests.signing_in import sign_in


def path_of(address: str) -> str:
    return "/" + address.split("/", 3)[3]


def fetched(area: Area, who: str) -> icalendar.Calendar:
    answer = Client().get(path_of(make_address(actor=area.actors[who], at=WHEN)))
    assert answer.status_code == 200
    assert answer["Content-Type"].startswith("text/calendar")
    return icalendar.Calendar.from_ical(answer.content)


def answers(sql: str, *values: str) -> list[tuple[object, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchall()


def words_of(calendar: icalendar.Calendar) -> list[str]:
    return sorted(str(one["SUMMARY"]) for one in calendar.walk("VEVENT"))


def test_a_representatives_calendar_holds_the_meeting_and_how_many_answers_are_due(area: Area) -> None:
    meeting = planned(area)
    listed(area, meeting=meeting)
    listed(area, meeting=meeting, given="Mina")
    calendar = fetched(area, "bea")
    assert words_of(calendar) == ["Meeting (OpenCCR)", "Research due: 2"]
    event = next(one for one in calendar.walk("VEVENT") if "Meeting" in one["SUMMARY"])
    assert event["DTSTART"].dt.date() == working_day(15)
    assert event["DTEND"].dt - event["DTSTART"].dt == timedelta(minutes=150)
    due = next(one for one in calendar.walk("VEVENT") if "Research" in one["SUMMARY"])
    assert due["DTSTART"].dt == working_day(13)


def test_a_coordinators_calendar_holds_when_the_agenda_is_due_and_a_chairs_the_meeting_alone(area: Area) -> None:
    listed(area)
    assert words_of(fetched(area, "amina")) == ["Agenda due", "Meeting (OpenCCR)"]
    assert words_of(fetched(area, "fay")) == ["Meeting (OpenCCR)"]


def test_nothing_in_the_file_names_anybody_any_place_or_any_case(area: Area) -> None:
    case = listed(area, given="Canaryna", wishes="Canarywish")
    with acting_as(area.amina):
        file = Hearing.objects.select_related("file").get(id=case.hearing).file
    body = "".join(
        Client().get(path_of(make_address(actor=area.actors[who], at=WHEN))).content.decode()
        for who in ("amina", "bea", "fay", "grace", "pia")
    ).replace("\r\n ", "")
    people = [name for _, _, name in PERSONAS.values()]
    canaries = [
        "Canary", "canary", "Invented", file.reference, file.title, str(case.file), str(case.hearing),
        str(case.referral), "MARAC", "Marac", "Exampleshire", "domestic", "LOCATION", "ATTENDEE", "ORGANIZER",
        *AGENCIES.values(), *people, *(part for name in people for part in name.split()),
    ]  # fmt: skip
    assert [one for one in canaries if one in body] == []


def test_an_urgent_meeting_stands_only_in_the_calendar_of_whoever_sees_its_case(area: Area) -> None:
    meeting = planned(area, days=1, urgent=True)
    listed(area, meeting=meeting, invited=("police",), by="police")
    assert "Meeting (OpenCCR)" in words_of(fetched(area, "pia"))
    assert words_of(fetched(area, "carl")) == []


def test_the_address_is_kept_as_a_hash_works_once_withdrawn_no_more_and_a_new_one_ends_the_old(area: Area) -> None:
    first = path_of(make_address(actor=area.bea, at=WHEN))
    token = first.split("/")[2]
    with acting_as(area.bea):
        row = CalendarFeed.objects.get()
        assert token not in str(row.__dict__) and row.token_hash == hash_of(token) and len(token) >= 43
    second = path_of(make_address(actor=area.bea, at=WHEN))
    assert (Client().get(first).status_code, Client().get(second).status_code) == (404, 200)
    withdraw_address(actor=area.bea, at=WHEN)
    assert Client().get(second).status_code == 404
    with pytest.raises(Refusal, match="no address"):
        withdraw_address(actor=area.bea, at=WHEN)
    with acting_as(area.pia):
        assert not CalendarFeed.objects.exists()


def test_the_calendar_stops_with_the_appointment(area: Area) -> None:
    address = path_of(make_address(actor=area.bea, at=WHEN))
    assert Client().get(address).status_code == 200
    end_appointment(actor=area.lena, appointment=area.bea.appointment)
    assert Client().get(address).status_code == 404
    with pytest.raises(NotFound):
        behind("no-such-token")


def test_the_calendar_of_a_suspended_role_is_not_even_told_to_the_application(area: Area) -> None:
    address = path_of(make_address(actor=area.bea, at=WHEN))
    token = address.split("/")[-2]
    asked = "SELECT user_id FROM openccr.calendar_feed(%s)"
    assert answers(asked, hash_of(token)) == [(area.bea.user_id,)]
    with acting_as(area.lena):
        Appointment.objects.filter(id=area.bea.appointment).update(suspended_on=TODAY)
    assert answers(asked, hash_of(token)) == []
    assert Client().get(address).status_code == 404


def test_a_program_that_asks_again_is_told_that_nothing_changed(area: Area) -> None:
    address = path_of(make_address(actor=area.bea, at=WHEN))
    first = Client().get(address)
    again = Client().get(address, headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    planned(area)
    assert Client().get(address, headers={"If-None-Match": first["ETag"]}).status_code == 200
    assert "no-cache" in first["Cache-Control"]


def test_guessing_is_slowed_down(area: Area) -> None:
    address = path_of(make_address(actor=area.bea, at=WHEN))
    client = Client(REMOTE_ADDR="203.0.113.77")
    for number in range(20):
        client.get(reverse("conference.calendar_feed", kwargs={"token": f"guess{number}"}))
    assert client.get(address).status_code == 404


def test_the_persons_page_shows_the_address_once(area: Area) -> None:
    client = Client()
    sign_in(client, area.bea, stepped_up=True)
    address = reverse("conference.calendar")
    assert "Make an address" in client.get(address).content.decode()
    made = client.post(address).content.decode()
    assert "openccr.ics" in made and "shown this once" in made
    after = client.get(address).content.decode()
    assert "openccr.ics" not in after and "Withdraw it" in after
    assert client.post(reverse("conference.calendar_withdraw")).status_code == 302


def test_a_meeting_of_a_schedule_lasts_as_long_as_its_cases(area: Area) -> None:
    schedule = make_schedule(
        actor=area.amina, forum_id=area.forum, rhythm=Rhythm("weeks", 1, TODAY),
        starts_at=WHEN.time().replace(microsecond=0), minutes_per_case=12, capacity=5, at=WHEN,
    )  # fmt: skip
    plan_proposed(actor=area.amina, schedule_id=schedule, number=1, at=WHEN)
    event = next(one for one in fetched(area, "fay").walk("VEVENT"))
    assert event["DTEND"].dt - event["DTSTART"].dt == timedelta(hours=1)


def test_the_page_of_ones_account_leads_to_the_calendar_of_whoever_has_one(area: Area) -> None:
    for who, there in (("amina", True), ("bea", True), ("lena", False)):
        client = Client()
        sign_in(client, area.actors[who], stepped_up=True)
        page = client.get(reverse("mfa_index"), follow=True)
        assert (reverse("conference.calendar") in page.content.decode()) is there, who
