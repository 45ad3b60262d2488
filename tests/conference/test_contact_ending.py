"""Until when what she said of safe contact counts stands on her adviser's list, whether her case is listed or not."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

from django.utils.timezone import localdate

from openccr.access.acting import acting_as
from openccr.casefiles.operations import close_file
from openccr.conference.operations.advisers import name_adviser
from openccr.conference.queries.contact_ending import Ending, contact_ending
from openccr.kernel.days import day_words
from openccr.people.models import Part
from openccr.people.operations.contact import ban_contact, say_contact
from tests.conference.conferences import TODAY, WHEN, accepted, sent_out
from tests.makers import Area
from tests.signing_in import as_, text_of

TITLE = "Safe contact to be asked again"


def advised(area: Area, *, given: str = "Nadia") -> tuple[UUID, UUID]:
    """An open case on no meeting, advised by Grace: (file, victim)."""
    file, _ = accepted(area, given=given, by="idva")
    name_adviser(actor=area.amina, file_id=file, appointment_id=area.grace.appointment_id, at=WHEN)
    return file, victim(area, file)


def victim(area: Area, file: UUID) -> UUID:
    with acting_as(area.amina):
        return Part.objects.get(file_id=file, kind="victim").person_id


def said(area: Area, file: UUID, person: UUID, *, days_ago: int, safe: str = "yes", channel: str = "phone") -> date:
    """What she said so many days ago; returns the last day on which it counts."""
    at = WHEN - timedelta(days=days_ago)
    say_contact(actor=area.amina, file=file, person=person, channel=channel, safe=safe, rule="At noon.", at=at)
    return localdate(at) + timedelta(days=90)  # her day: towards midnight, summer time is a day ahead


def ending(area: Area) -> list[Ending]:
    with acting_as(area.grace):
        return contact_ending(area.grace, today=TODAY)


def home(area: Area) -> str:
    return text_of(as_(area.grace).get("/"))


def test_an_unlisted_case_stands_on_her_advisers_list_before_its_answer_ends(area: Area) -> None:
    file, person = advised(area)
    assert [one.channels for one in ending(area)] == [()], "nobody has asked"
    assert "nobody has asked how to make contact safely" in home(area)
    until = said(area, file, person, days_ago=80)
    assert [(one.channels, one.until) for one in ending(area)] == [(("phone",), until)]
    page = home(area)
    assert TITLE in page and f"what was said of calls counts until {day_words(until)}: ask again" in page
    said(area, file, person, days_ago=0)
    assert ending(area) == [] and TITLE not in home(area)


def test_an_answer_that_has_ended_says_so_and_each_channel_counts_alone(area: Area) -> None:
    file, person = advised(area)
    until = said(area, file, person, days_ago=100)
    said(area, file, person, days_ago=1, channel="email")
    assert [(one.channels, one.until) for one in ending(area)] == [(("phone",), until)]
    assert f"counted until {day_words(until)}" in home(area)


def test_a_no_is_asked_again_too_but_nobody_whom_nobody_is_to_contact(area: Area) -> None:
    file, person = advised(area)
    said(area, file, person, days_ago=100, safe="no")
    assert len(ending(area)) == 1
    ban_contact(
        actor=area.amina, file=file, person=person, reason="He reads all.", review_on=TODAY + timedelta(days=9), at=WHEN
    )
    assert ending(area) == []


def test_a_listed_case_stands_once_and_a_closed_one_or_somebody_elses_never(area: Area) -> None:
    case = sent_out(area)
    name_adviser(actor=area.amina, file_id=case.file, appointment_id=area.grace.appointment_id, at=WHEN)
    said(area, case.file, victim(area, case.file), days_ago=100)
    assert len(ending(area)) == 1
    page = home(area)
    assert "ask again how to make contact safely" in page and TITLE not in page
    file, _ = advised(area, given="Olga")
    assert {one.file_id for one in ending(area)} == {case.file, file}
    close_file(actor=area.amina, file_id=file, at=WHEN)
    assert {one.file_id for one in ending(area)} == {case.file}
    with acting_as(area.bea):
        assert contact_ending(area.bea, today=TODAY) == []
