"""A case at its meeting, through operations."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, time, timedelta

import pytest
from django.utils import timezone

from openccr.access.acting import acting_as
from openccr.actions.models import Action
from openccr.actions.rules import Faces
from openccr.casefiles.models import CaseFile
from openccr.conference.models import Attendance, Hearing, Meeting
from openccr.conference.operations.attendance import record_attendance, sign
from openccr.conference.operations.hearings import (
    Written,
    WrittenByTwo,
    defer,
    start_case,
    withdraw,
    write_hearing,
)
from openccr.conference.operations.listing import list_case
from openccr.conference.operations.meetings import close_meeting
from openccr.conference.operations.research import return_research
from openccr.conference.queries.hearings import hearing_page
from openccr.conference.rules.hearings import NOTES, Agreed, Notes, mark
from openccr.content import load
from openccr.kernel.actors import Actor
from openccr.kernel.refusals import Refusal
from tests.conference.conferences import HERE, TODAY, WHEN, Listed, hearing_of, planned, research_for, sent_out
from tests.makers import Area

BLANK = {name: mark("") for name in NOTES}
WHOLE = Notes(her_views="To stay in her home.", discussion="He waits outside.", risk_summary="High: he has found her.")


def write(
    actor: Actor, case: Listed, notes: Notes, *, version: int = 0, seen: dict[str, str] = BLANK, at: datetime = WHEN,
    **more: object,
) -> Written:  # fmt: skip
    return write_hearing(
        actor=actor, file_id=case.file, hearing_id=case.hearing, notes=notes, version=version, seen=seen, at=at,
        **more,  # type: ignore[arg-type]
    )  # fmt: skip


def action(area: Area, *, faces: str = Faces.HARMER, agency: str = "police") -> Agreed:
    return Agreed(
        text="Visit him and check his bail.", faces=faces, agency_id=area.agencies[agency],
        due_on=TODAY + timedelta(days=14),
    )  # fmt: skip


def test_what_two_agree_at_the_same_moment_stands_once_and_what_differs_stands_twice(area: Area) -> None:
    case = sent_out(area)
    said = action(area)
    assert write(area.fay, case, Notes(), agreed=said).agreed
    assert write(area.amina, case, Notes(), agreed=said).agreed
    with acting_as(area.amina):
        assert Action.objects.filter(arises_from_id=case.hearing).count() == 1
    write(area.amina, case, Notes(), agreed=replace(said, noticeable=True))
    with acting_as(area.amina):
        assert Action.objects.filter(arises_from_id=case.hearing).count() == 2


def test_the_chair_finishes_a_case_with_her_wishes_the_risk_and_a_plan(area: Area) -> None:
    case = sent_out(area)
    write(area.fay, case, WHOLE, agreed=action(area), finish=True, early=True)
    hearing = hearing_of(area, case)
    assert (hearing.state, hearing.heard_at, hearing.referral.state) == ("heard", WHEN, "heard")
    with acting_as(area.bea):
        assert Action.objects.get(file_id=case.file).arises_from_id == case.hearing


def test_a_plan_that_faces_her_alone_is_not_finished_without_a_reason(area: Area) -> None:
    case = sent_out(area)
    with pytest.raises(Refusal) as refused:
        write(area.fay, case, WHOLE, agreed=action(area, faces=Faces.VICTIM, agency="idva"), finish=True, early=True)
    assert refused.value.field == "reason"
    write(
        area.fay, case, WHOLE, agreed=action(area, faces=Faces.VICTIM, agency="idva"), finish=True, early=True,
        reason="He is in prison until May.",
    )  # fmt: skip
    assert hearing_of(area, case).reason == "He is in prison until May."


def test_two_who_write_at_once_in_different_boxes_both_keep_their_words(area: Area) -> None:
    case = sent_out(area)
    write(area.amina, case, Notes(discussion="What was said."))
    write(area.fay, case, Notes(risk_summary="High."))
    hearing = hearing_of(area, case)
    assert (hearing.discussion, hearing.risk_summary, hearing.version) == ("What was said.", "High.", 2)


def test_two_who_write_in_the_same_box_are_told_and_nothing_is_overwritten(area: Area) -> None:
    case = sent_out(area)
    write(area.amina, case, Notes(discussion="Hers."))
    with pytest.raises(WrittenByTwo, match="what was said") as refused:
        write(area.fay, case, Notes(discussion="His."))
    assert refused.value.fields == ("discussion",)
    assert hearing_of(area, case).discussion == "Hers."
    write(area.fay, case, Notes(discussion="Hers and his."), version=1)
    assert hearing_of(area, case).discussion == "Hers and his."


def test_a_case_is_not_finished_before_its_meetings_day_unless_somebody_says_that_it_is_heard(area: Area) -> None:
    """A rehearsal that ends in a press would take the case off an agenda on which nobody has heard it."""
    case = sent_out(area)
    with pytest.raises(Refusal, match="not called on that day") as refused:
        write(area.fay, case, WHOLE, agreed=action(area), finish=True)
    assert refused.value.field == "early"
    assert hearing_of(area, case).state == "listed"
    on = hearing_of(area, case).meeting.on
    the_day = timezone.make_aware(datetime.combine(on, time(9, 40)))
    write(area.fay, case, WHOLE, agreed=replace(action(area), due_on=on), finish=True, at=the_day)
    assert hearing_of(area, case).state == "heard"


def test_slips_are_mended_until_the_meeting_is_closed(area: Area) -> None:
    case = sent_out(area)
    write(area.fay, case, WHOLE, agreed=action(area), finish=True, early=True)
    write(area.amina, case, Notes("To stay in her home.", "He waits at her work.", "High."), version=1)
    close_meeting(actor=area.amina, meeting_id=case.meeting, at=WHEN + timedelta(days=60))
    with pytest.raises(Refusal, match="closed"):
        write(area.amina, case, WHOLE, version=2)


def test_representatives_do_not_write_the_meetings_notes(area: Area) -> None:
    case = sent_out(area)
    with pytest.raises(Refusal, match="chair or the coordinator"):
        write(area.bea, case, WHOLE)


def test_a_deferred_case_waits_to_be_listed_again_and_keeps_its_agencies(area: Area) -> None:
    case = sent_out(area)
    defer(actor=area.fay, file_id=case.file, hearing_id=case.hearing, reason="No time.", at=WHEN)
    assert hearing_of(area, case).referral.state == "accepted"
    again = planned(area, days=20)
    list_case(actor=area.amina, referral_id=case.referral, meeting_id=again, agency_ids=[], at=WHEN)
    with acting_as(area.bea):
        assert CaseFile.objects.filter(id=case.file).exists()


def test_only_the_coordinator_withdraws_a_case_since_it_ends_what_agencies_see(area: Area) -> None:
    case = sent_out(area)
    with pytest.raises(Refusal, match="coordinator"):
        withdraw(actor=area.fay, file_id=case.file, hearing_id=case.hearing, reason="She moved.", at=WHEN)


def test_the_clock_starts_once(area: Area) -> None:
    case = sent_out(area)
    start_case(actor=area.fay, file_id=case.file, hearing_id=case.hearing, at=WHEN)
    start_case(actor=area.amina, file_id=case.file, hearing_id=case.hearing, at=WHEN + timedelta(minutes=5))
    assert hearing_of(area, case).started_at == WHEN


def test_a_clock_started_in_a_rehearsal_begins_anew_on_the_day_of_the_meeting(area: Area) -> None:
    case = sent_out(area)
    start_case(actor=area.fay, file_id=case.file, hearing_id=case.hearing, at=WHEN)
    with acting_as(area.amina):
        on = Meeting.objects.get(id=case.meeting).on
    day = timezone.make_aware(datetime.combine(on, time(9, 40)))
    with acting_as(area.fay):
        hearing = Hearing.objects.select_related("meeting").get(id=case.hearing)
        assert (hearing.began(at=WHEN), hearing.began(at=day)) == (WHEN, None)
    start_case(actor=area.fay, file_id=case.file, hearing_id=case.hearing, at=day)
    start_case(actor=area.fay, file_id=case.file, hearing_id=case.hearing, at=day + timedelta(days=1))  # adjourned
    assert hearing_of(area, case).started_at == day


def test_what_agencies_offer_stands_ready_to_be_agreed_with_on_whom_it_falls(area: Area) -> None:
    usual = load().processes["marac"].suggested_actions
    case = sent_out(area)
    asked = research_for(area, case, "housing")
    return_research(
        actor=area.bea, file_id=case.file, research_id=asked.id, at=WHEN,
        suggested_actions=f"- Change the locks today\n\n- {usual['housing_tenancy'].name}",
    )  # fmt: skip
    with acting_as(area.fay):
        page = hearing_page(actor=area.fay, file_id=case.file, hearing_id=case.hearing, today=TODAY)
    assert [(one.text, one.faces) for one in page.suggestions if one.own] == [
        ("Change the locks today", ""),
        (f"{usual['housing_tenancy'].name}, once the victim knows and is safe", "harmer"),
    ]
    often = {one.text for one in page.suggestions if not one.own}
    assert usual["police_bail_check"].name in often
    assert usual["csc_school"].name not in often  # children's social care is not on this case


def test_signing_is_once_and_only_between_agenda_and_close(area: Area) -> None:
    with pytest.raises(Refusal, match="not out yet"):
        sign(actor=area.bea, meeting_id=planned(area), stated=HERE, at=WHEN)
    case = sent_out(area)
    for _ in range(2):
        sign(actor=area.bea, meeting_id=case.meeting, stated=HERE, at=WHEN)
    record_attendance(
        actor=area.amina, meeting_id=case.meeting, agency_id=area.agencies["probation"], name="Carl Mbeki",
        kind="apologies", at=WHEN,
    )  # fmt: skip
    with acting_as(area.amina):
        rows = Attendance.objects.filter(meeting_id=case.meeting).order_by("name")
        assert [(row.name, row.kind, row.signed_at) for row in rows] == [
            ("Bea Lindqvist", "present", WHEN), ("Carl Mbeki", "apologies", None),
        ]  # fmt: skip
