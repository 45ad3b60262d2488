"""The agenda sent out, opened and sent again; who comes; what a page of a meeting asks the database."""

from __future__ import annotations

from datetime import time, timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from openccr.access.acting import acting_as
from openccr.casefiles.operations import exclude
from openccr.conference.models import AgendaOpened, AgendaSent, Coming, Hearing, Meeting
from openccr.conference.operations.agenda import place_case
from openccr.conference.operations.attendance import sign
from openccr.conference.operations.changing import change_meeting
from openccr.conference.operations.circulating import open_agenda
from openccr.conference.operations.coming import say_who_comes
from openccr.conference.operations.deferring import put_off
from openccr.conference.operations.listing import list_case
from openccr.conference.operations.meetings import circulate, circulate_again
from openccr.conference.operations.research import return_nil
from openccr.conference.queries.circulation import circulation
from openccr.conference.queries.meetings import meeting_page
from openccr.kernel.refusals import NotFound, Refusal
from tests.conference.agendas import order_of, two
from tests.conference.conferences import (
    HERE,
    TODAY,
    WHEN,
    accepted,
    listed,
    planned,
    research_for,
    working_day,
)
from tests.makers import Area
from tests.signing_in import as_


def test_the_agenda_sent_out_gives_each_case_its_time_and_each_agency_its_own(area: Area) -> None:
    one, other = two(area)
    circulate(actor=area.amina, meeting_id=one.meeting, at=WHEN)
    assert order_of(area, one.meeting) == [(one.hearing, time(9, 30)), (other.hearing, time(9, 40))]
    assert (
        "Your case is at 09:30."
        in as_(area.bea).get(reverse("conference.meeting", kwargs={"meeting": one.meeting})).content.decode()
    )
    with acting_as(area.pia):
        found = meeting_page(actor=area.pia, meeting_id=one.meeting, today=TODAY)
    assert found.times == "Your cases are at 09:30 and 09:40."


def test_whoever_opens_the_agenda_leaves_one_receipt_for_each_version(area: Area) -> None:
    one, _ = two(area)
    circulate(actor=area.amina, meeting_id=one.meeting, at=WHEN)
    address = reverse("conference.meeting", kwargs={"meeting": one.meeting})
    client = as_(area.bea)
    client.get(address)
    client.get(address)
    as_(area.carl).get(address)  # his agency is not invited
    with acting_as(area.amina):
        assert list(AgendaOpened.objects.values_list("name", "version")) == [("Bea Lindqvist", 1)]
        found = circulation(actor=area.amina, meeting_id=one.meeting, today=TODAY)
    opened = {line.agency: bool(line.opened) for line in found.lines}
    assert opened["Willowmere Homes"] and not opened["Exampleshire Police"]
    page = as_(area.amina).get(reverse("conference.circulation", kwargs={"meeting": one.meeting})).content.decode()
    assert "Bea Lindqvist" in page and "Not opened" in page


def test_a_case_that_comes_late_makes_an_agency_look_no_later_asked(area: Area) -> None:
    meeting = planned(area)
    first = listed(area, meeting=meeting, given="Nadia", invited=("police",))
    late = accepted(area, given="Mina")[1]
    invited = [area.agencies["police"]]
    list_case(actor=area.amina, referral_id=late, meeting_id=meeting, agency_ids=invited, at=WHEN + timedelta(days=3))
    with acting_as(area.amina):
        (line,) = circulation(actor=area.amina, meeting_id=first.meeting, today=TODAY).lines
    assert (line.asked, line.asked_at) == (2, WHEN)


def test_a_change_makes_a_new_version_that_says_what_changed_and_must_be_opened_again(area: Area) -> None:
    one, other = two(area)
    circulate(actor=area.amina, meeting_id=one.meeting, at=WHEN)
    open_agenda(actor=area.bea, meeting=one.meeting, version=1, state="circulated", at=WHEN)
    place_case(actor=area.amina, file_id=other.file, hearing_id=other.hearing, number=1, at=WHEN)
    change_meeting(
        actor=area.amina, meeting_id=one.meeting, on=working_day(15), starts_at=time(9, 30), venue="Town hall", at=WHEN
    )
    with acting_as(area.amina):
        assert meeting_page(actor=area.amina, meeting_id=one.meeting, today=TODAY).to_send
    circulate_again(actor=area.amina, meeting_id=one.meeting, at=WHEN)
    with acting_as(area.bea):
        found = meeting_page(actor=area.bea, meeting_id=one.meeting, today=TODAY)
        assert (found.version, found.to_send) == (2, False)
        assert [case.news for case in found.agenda] == ["New time"]
        assert AgendaSent.objects.get(version=2).changes == ["It is at Town hall."]
    with acting_as(area.amina):
        grid = circulation(actor=area.amina, meeting_id=one.meeting, today=TODAY)
    assert not any(line.opened for line in grid.lines)


def test_a_meeting_that_starts_later_gives_its_cases_their_times_anew(area: Area) -> None:
    one, other = two(area)
    day = working_day(15)
    change_meeting(actor=area.amina, meeting_id=one.meeting, on=day, starts_at=time(10), at=WHEN)
    assert order_of(area, one.meeting) == [(one.hearing, None), (other.hearing, None)]
    circulate(actor=area.amina, meeting_id=one.meeting, at=WHEN)
    change_meeting(actor=area.amina, meeting_id=one.meeting, on=day, starts_at=time(13), at=WHEN)
    circulate_again(actor=area.amina, meeting_id=one.meeting, at=WHEN)
    assert order_of(area, one.meeting) == [(one.hearing, time(13)), (other.hearing, time(13, 10))]
    page = as_(area.bea).get(reverse("conference.meeting", kwargs={"meeting": one.meeting})).content.decode()
    assert "Your case is at 13:00." in page


def test_a_case_that_leaves_after_the_agenda_is_out_is_said_to_whoever_sees_it(area: Area) -> None:
    one, _other = two(area)
    circulate(actor=area.amina, meeting_id=one.meeting, at=WHEN)
    put_off(actor=area.amina, file_id=one.file, hearing_id=one.hearing, why="safety", at=WHEN)
    circulate_again(actor=area.amina, meeting_id=one.meeting, at=WHEN)
    with acting_as(area.pia):
        news = [case.news for case in meeting_page(actor=area.pia, meeting_id=one.meeting, today=TODAY).agenda]
    assert news == ["Taken off", ""]


def test_who_is_kept_out_of_the_only_case_learns_nothing_of_the_invitation(area: Area) -> None:
    one, _ = two(area)
    exclude(actor=area.amina, file=one.file, user_id=area.eve.user_id, reason="her sister", at=WHEN)
    circulate(actor=area.amina, meeting_id=one.meeting, at=WHEN)
    say_who_comes(actor=area.bea, meeting_id=one.meeting, how="room", name="Bea", at=WHEN)
    for who in (area.eve, area.carl, area.lena):
        with acting_as(who):
            assert not AgendaSent.objects.exists() and not Coming.objects.exists()
    with pytest.raises(NotFound):
        say_who_comes(actor=area.eve, meeting_id=one.meeting, how="room", name="Eve", at=WHEN)
    with acting_as(area.bea):
        assert set(Coming.objects.values_list("agency_id", flat=True)) == {area.agencies["housing"]}


def test_nobody_leaves_a_receipt_in_anothers_name(area: Area) -> None:
    one, _ = two(area)
    circulate(actor=area.amina, meeting_id=one.meeting, at=WHEN)
    with pytest.raises(DatabaseError), acting_as(area.bea), transaction.atomic():
        AgendaOpened.objects.bulk_create(
            [
                AgendaOpened(
                    partnership_id=area.id, meeting_id=one.meeting, agency_id=area.agencies["police"], version=1,
                    appointment_id=area.pia.appointment_id, name="Pia", opened_at=WHEN,
                )
            ]
        )  # fmt: skip


def test_an_agency_says_who_comes_and_a_later_word_stands(area: Area) -> None:
    one, _ = two(area)
    client = as_(area.bea)
    address = reverse("conference.coming", kwargs={"meeting": one.meeting})
    assert "Who comes on" in client.get(address).content.decode()
    assert client.post(address, {"how": "room", "name": ""}).status_code == 422
    assert client.post(address, {"how": "room", "name": "Bea Lindqvist"}).status_code == 302
    assert client.post(address, {"how": "video", "name": "Sam Deputyson", "deputy": "on"}).status_code == 302
    with acting_as(area.amina):
        row = Coming.objects.get()
    assert (row.how, row.name, row.deputy) == ("video", "Sam Deputyson", True)
    for_police = reverse("conference.coming_for", kwargs={"meeting": one.meeting, "agency": area.agencies["police"]})
    assert as_(area.amina).post(for_police, {"how": "telephone", "name": "Pia"}).status_code == 302
    with pytest.raises(Refusal, match="for itself"):
        say_who_comes(
            actor=area.bea, meeting_id=one.meeting, agency_id=area.agencies["police"], how="room", name="x", at=WHEN
        )


def test_the_chair_sees_before_the_meeting_which_core_agency_nobody_comes_for(area: Area) -> None:
    one, _ = two(area)
    circulate(actor=area.amina, meeting_id=one.meeting, at=WHEN)
    say_who_comes(actor=area.pia, meeting_id=one.meeting, how="room", name="Pia", at=WHEN)
    say_who_comes(actor=area.grace, meeting_id=one.meeting, how="writing", at=WHEN)
    page = as_(area.fay).get(reverse("conference.meeting", kwargs={"meeting": one.meeting})).content.decode()
    assert "Nobody comes yet for:" in page
    with acting_as(area.fay):
        grid = circulation(actor=area.fay, meeting_id=one.meeting, today=TODAY)
    assert len(grid.missing_core) == 1
    sign(actor=area.grace, meeting_id=one.meeting, stated=HERE, at=WHEN)
    with acting_as(area.fay):
        assert circulation(actor=area.fay, meeting_id=one.meeting, today=TODAY).missing_core == ()
    page = as_(area.fay).get(reverse("conference.meeting", kwargs={"meeting": one.meeting})).content.decode()
    assert "Nobody comes yet for:" not in page


def test_the_chair_speaks_for_no_agency(area: Area) -> None:
    one, _ = two(area)
    circulate(actor=area.amina, meeting_id=one.meeting, at=WHEN)
    sign(actor=area.fay, meeting_id=one.meeting, stated=HERE, at=WHEN)
    with acting_as(area.fay):
        assert len(circulation(actor=area.fay, meeting_id=one.meeting, today=TODAY).missing_core) == 2


def test_an_agency_that_answered_in_writing_is_not_absent_afterwards(area: Area) -> None:
    one, _ = two(area)
    circulate(actor=area.amina, meeting_id=one.meeting, at=WHEN)
    return_nil(actor=area.bea, file_id=one.file, research_id=research_for(area, one, "housing").id, at=WHEN)
    with acting_as(area.amina):
        Meeting.objects.filter(id=one.meeting).update(state="held")
        found = circulation(actor=area.amina, meeting_id=one.meeting, today=TODAY)
    counts = {line.agency: line.counts for line in found.lines}
    assert counts["Willowmere Homes"] == "In writing"
    assert counts["Exampleshire Police"] == "Not there, and nothing in writing"


def test_the_agenda_prints_with_times_and_without_what_its_reader_may_not_see(area: Area) -> None:
    one, other = two(area)
    circulate(actor=area.amina, meeting_id=one.meeting, at=WHEN)
    page = as_(area.bea).get(reverse("conference.print_agenda", kwargs={"meeting": one.meeting})).content.decode()
    assert "09:30" in page and "OFFICIAL-SENSITIVE" in page
    with acting_as(area.amina):
        hidden = Hearing.objects.select_related("file").get(id=other.hearing).file.reference
    assert hidden not in page and "Nadia" not in page


def test_a_receipt_is_left_on_no_agenda_that_is_not_out(area: Area) -> None:
    one, _ = two(area)
    as_(area.bea).get(reverse("conference.meeting", kwargs={"meeting": one.meeting}))
    with acting_as(area.amina):
        assert not AgendaOpened.objects.exists()


PAGES = ("meeting", "circulation", "order", "coming", "print_agenda")


@pytest.mark.parametrize("name", PAGES)
def test_a_page_of_a_meeting_asks_the_database_at_most_twelve_questions_however_many_cases(
    area: Area, name: str
) -> None:
    one, _ = two(area)
    circulate(actor=area.amina, meeting_id=one.meeting, at=WHEN)
    who = "bea" if name == "coming" else "amina"
    client = as_(area.actors[who])
    address = reverse(f"conference.{name}", kwargs={"meeting": one.meeting})
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    own = [query["sql"] for query in asked if _is_a_question(query["sql"])]
    assert len(own) <= 12, "\n".join(sql[:160] for sql in own)


def _is_a_question(sql: str) -> bool:
    """What a page asks for itself: not signing in, saying who acts, savepoints, receipts or the log."""
    framework = (
        "django_session",
        "accounts_user",
        "set_config",
        "current_setting",
        "my_appointments",
        "account_",
        "mfa_",
    )
    return sql.startswith("SELECT") and not any(word in sql for word in framework)
