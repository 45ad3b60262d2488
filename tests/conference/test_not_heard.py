"""A case that was finished by mistake is open again, with a reason, until the minutes are agreed or issued."""

from __future__ import annotations

import pytest

from openccr.access.acting import acting_as
from openccr.actions.models import Action
from openccr.audit.models import AuditEvent
from openccr.casefiles.models import TimelineEntry
from openccr.casefiles.operations import close_file
from openccr.conference.models import Meeting
from openccr.conference.operations.hearings import withdraw
from openccr.conference.operations.meetings import close_meeting
from openccr.conference.operations.minutes import agree_minutes, begin_minutes, issue_minutes, take_back_minutes
from openccr.conference.operations.not_heard import take_back_heard
from openccr.kernel.actors import Actor
from openccr.kernel.refusals import NotFound, Refusal
from openccr.sharing.models import Disclosure
from tests.conference.addresses import hearing_address, to
from tests.conference.conferences import TODAY, WHEN, Listed, hearing_of, sent_out
from tests.conference.test_meeting_hearing import WHOLE, action, write
from tests.makers import Area
from tests.signing_in import as_, text_of

SLIP = "The chair finished the wrong case."


def finished(area: Area) -> Listed:
    case = sent_out(area)
    write(area.fay, case, WHOLE, agreed=action(area), finish=True, early=True)
    return case


def held(area: Area) -> Listed:
    """A case that was heard, on a meeting that is closed."""
    case = finished(area)
    with acting_as(area.amina):
        Meeting.objects.filter(id=case.meeting).update(on=TODAY)
    close_meeting(actor=area.amina, meeting_id=case.meeting, at=WHEN)
    return case


def take_back(area: Area, case: Listed, *, by: Actor | None = None, reason: str = SLIP) -> None:
    take_back_heard(actor=by or area.amina, file_id=case.file, hearing_id=case.hearing, reason=reason, at=WHEN)


def test_the_chair_opens_the_wrong_case_again_from_its_own_page_and_it_is_heard_later(area: Area) -> None:
    case = finished(area)
    fay = as_(area.fay)
    assert "It was not heard: open it again" in text_of(fay.get(hearing_address(case)))
    address = to("not_heard", file=case.file, hearing=case.hearing)
    assert "ring them" in text_of(fay.get(address))
    assert fay.post(address, {"reason": " "}).status_code == 422
    page = text_of(fay.post(address, {"reason": SLIP}, follow=True))
    assert "It is open again." in page and "Defer" in page
    hearing = hearing_of(area, case)
    assert (hearing.state, hearing.heard_at, hearing.referral.state) == ("listed", None, "listed")
    assert hearing.discussion == WHOLE.discussion
    write(area.fay, case, WHOLE, version=hearing.version, finish=True, early=True)
    assert hearing_of(area, case).state == "heard"


def test_what_was_done_stays_on_record_beside_why_it_was_taken_back(area: Area) -> None:
    case = finished(area)
    with acting_as(area.amina):
        told = Disclosure.objects.filter(file_id=case.file).count()
    take_back(area, case)
    with acting_as(area.amina):
        words = list(TimelineEntry.objects.filter(file_id=case.file).values_list("sentence", flat=True))
        assert f"Not heard after all, open again: {SLIP}" in words
        assert any(one.startswith("Heard: 1 action") for one in words)
        assert Disclosure.objects.filter(file_id=case.file).count() == told
        assert Action.objects.filter(arises_from_id=case.hearing).count() == 1
        kinds = set(AuditEvent.objects.filter(file_id=case.file).values_list("type", flat=True))
    assert {"hearing.heard", "hearing.not_heard"} <= kinds
    withdraw(actor=area.amina, file_id=case.file, hearing_id=case.hearing, reason="Not ours", at=WHEN)
    assert hearing_of(area, case).state == "withdrawn"


def test_a_closed_meeting_is_open_again_with_it_and_only_the_coordinator_does_that(area: Area) -> None:
    case = held(area)
    with pytest.raises(Refusal, match="meeting is closed"):
        take_back(area, case, by=area.fay)
    take_back(area, case)
    with acting_as(area.amina):
        meeting = Meeting.objects.get(id=case.meeting)
        assert (meeting.state, meeting.held_at) == ("circulated", None)
    with pytest.raises(Refusal, match="still open on the agenda"):
        close_meeting(actor=area.amina, meeting_id=case.meeting, at=WHEN)
    write(area.fay, case, WHOLE, version=hearing_of(area, case).version, finish=True)
    close_meeting(actor=area.amina, meeting_id=case.meeting, at=WHEN)


def test_the_minutes_that_say_it_was_heard_are_not_contradicted(area: Area) -> None:
    case = held(area)
    minutes = begin_minutes(actor=area.amina, meeting_id=case.meeting, at=WHEN)
    agree_minutes(actor=area.fay, minutes_id=minutes, at=WHEN)
    with pytest.raises(Refusal, match="agreed the minutes"):
        take_back(area, case)
    take_back_minutes(actor=area.amina, minutes_id=minutes, at=WHEN)
    take_back(area, case)
    write(area.fay, case, WHOLE, version=hearing_of(area, case).version, finish=True)
    close_meeting(actor=area.amina, meeting_id=case.meeting, at=WHEN)
    agree_minutes(actor=area.fay, minutes_id=minutes, at=WHEN)
    issue_minutes(actor=area.amina, minutes_id=minutes, at=WHEN)
    with pytest.raises(Refusal, match="issued"):
        take_back(area, case)
    page = text_of(as_(area.amina).get(to("past_hearing", file=case.file, hearing=case.hearing)))
    assert "The minutes are issued, and say that it was heard." in page


def test_not_without_a_reason_nor_by_others_nor_a_closed_case_nor_one_of_long_ago(area: Area) -> None:
    case = finished(area)
    with pytest.raises(Refusal) as refused:
        take_back(area, case, reason=" ")
    assert refused.value.field == "reason"
    for actor in (area.bea, area.grace, area.carl):
        with pytest.raises((NotFound, Refusal)):
            take_back(area, case, by=actor)
    close_file(actor=area.amina, file_id=case.file, at=WHEN)
    with pytest.raises(Refusal, match="case is closed"):
        take_back(area, case)


def test_a_hearing_of_long_ago_such_as_one_from_a_log_offers_no_way_back(area: Area) -> None:
    case = held(area)
    with acting_as(area.amina):
        Meeting.objects.filter(id=case.meeting).update(on=TODAY.replace(year=TODAY.year - 2))
    with pytest.raises(Refusal, match="days ago"):
        take_back(area, case)
    page = text_of(as_(area.amina).get(to("past_hearing", file=case.file, hearing=case.hearing)))
    assert "open it again" not in page
