"""Being at a meeting: what one states, who signs for whom, guests, and who must leave before a case is named."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from openccr.access.acting import acting_as
from openccr.casefiles.operations import exclude
from openccr.conference.models import Attendance, Guest
from openccr.conference.operations.attendance import record_attendance, sign
from openccr.conference.operations.guests import let_in
from openccr.conference.queries.circulation import circulation
from openccr.conference.queries.leaving import announcement
from openccr.conference.recipients import recipients_of_meeting
from openccr.conference.rules.attending import Stated, is_live, why_not_by_proxy, why_not_stated
from openccr.conference.rules.clocks import behind, case_clock
from openccr.kernel.days import day_words
from openccr.kernel.refusals import Refusal
from tests.conference.addresses import hearing_address
from tests.conference.conferences import HERE, WHEN, Listed, listed, planned, sent_out, working_day
from tests.makers import NOW, Area
from tests.signing_in import as_, text_of


def test_in_the_room_nobody_is_asked_whether_they_are_alone_but_everywhere_whether_something_records() -> None:
    assert why_not_stated(Stated("room", unrecorded=True)) is None
    assert why_not_stated(Stated("video", alone=True, unrecorded=True)) is None
    assert why_not_stated(Stated("video", unrecorded=True)).field == "alone"  # type: ignore[union-attr]
    assert why_not_stated(Stated("telephone", alone=True)).field == "unrecorded"  # type: ignore[union-attr]
    assert why_not_stated(Stated("letter", alone=True, unrecorded=True)).field == "joins"  # type: ignore[union-attr]


def test_a_caller_is_recognised_before_somebody_signs_for_them() -> None:
    assert why_not_by_proxy(kind="present", joins="telephone", identified="")
    assert why_not_by_proxy(kind="present", joins="telephone", identified="Called back by the switchboard") is None
    assert why_not_by_proxy(kind="present", joins="room", identified="") is None
    assert why_not_by_proxy(kind="apologies", joins="telephone", identified="") is None


def test_nobody_signs_by_video_who_can_be_overheard(area: Area) -> None:
    case = sent_out(area)
    with pytest.raises(Refusal, match="overheard"):
        sign(actor=area.bea, meeting_id=case.meeting, stated=Stated("video", unrecorded=True), at=WHEN)
    with acting_as(area.amina):
        assert not Attendance.objects.exists()


def test_the_coordinator_signs_for_a_caller_and_it_stands_how_they_were_recognised(area: Area) -> None:
    case = sent_out(area)
    given = {
        "actor": area.amina, "meeting_id": case.meeting, "agency_id": area.agencies["housing"], "name": "Bea",
        "kind": "present", "joins": "telephone", "at": WHEN,
    }  # fmt: skip
    with pytest.raises(Refusal, match="who is calling"):
        record_attendance(**given)  # type: ignore[arg-type]
    record_attendance(**given, identified="Called back by the switchboard")  # type: ignore[arg-type]
    with acting_as(area.amina):
        row = Attendance.objects.get()
    assert (row.joins, row.identified) == ("telephone", "Called back by the switchboard")


def test_whoever_sent_apologies_and_came_all_the_same_stands_once_and_nobody_signs_for_who_has_signed(
    area: Area,
) -> None:
    case = sent_out(area)
    given = {"actor": area.amina, "meeting_id": case.meeting, "agency_id": area.agencies["housing"], "at": WHEN}
    for name, kind in (("Ivo Marsh", "apologies"), ("ivo marsh ", "present")):
        record_attendance(**given, name=name, kind=kind)  # type: ignore[arg-type]
    with acting_as(area.amina):
        row = Attendance.objects.get()
    assert (row.name, row.kind, row.signed_at) == ("Ivo Marsh", "present", WHEN)
    sign(actor=area.bea, meeting_id=case.meeting, stated=HERE, at=WHEN)
    with pytest.raises(Refusal, match="has signed here already"):
        record_attendance(**given, name=area.bea.name, kind="apologies")  # type: ignore[arg-type]


def test_who_was_recorded_by_mistake_is_taken_off_and_who_signed_is_not(area: Area) -> None:
    case = sent_out(area)
    recorded = {"actor": area.amina, "meeting_id": case.meeting, "agency_id": area.agencies["housing"], "at": WHEN}
    record_attendance(**recorded, name="Nobody Real", kind="apologies")  # type: ignore[arg-type]
    sign(actor=area.bea, meeting_id=case.meeting, stated=HERE, at=WHEN)
    with acting_as(area.amina):
        wrong, signed = (Attendance.objects.get(name__startswith=name).id for name in ("Nobody", "Bea"))
    page = reverse("conference.attendance", kwargs={"meeting": case.meeting})
    to = {one: reverse("conference.attendance_remove", kwargs={"meeting": case.meeting, "attendance": one})
          for one in (wrong, signed)}  # fmt: skip
    shown = text_of(as_(area.amina).get(page))
    assert to[wrong] in shown and to[signed] not in shown
    assert to[wrong] not in text_of(as_(area.bea).get(page))
    assert as_(area.bea).post(to[wrong]).status_code == 403
    as_(area.amina).post(to[wrong])
    as_(area.amina).post(to[signed])
    with acting_as(area.amina):
        assert [one.name for one in Attendance.objects.all()] == ["Bea Lindqvist"]
    with acting_as(area.bea):
        assert Attendance.objects.all().delete()[0] == 0


def test_the_room_is_asked_before_the_clock_of_any_case_starts(area: Area) -> None:
    case = sent_out(area)
    page = text_of(as_(area.fay).get(hearing_address(case)))
    asked = reverse("conference.announced", kwargs={"file": case.file, "hearing": case.hearing})
    assert f'href="{asked}" role="button"' in page
    assert 'value="start"' not in page and 'value="room"' not in page


def guest(area: Area, case: Listed, **changed: object) -> None:
    given = {
        "actor": area.fay, "meeting_id": case.meeting, "name": "Ilse Vantongeren", "organisation": "Court service",
        "kind": "observer", "why": "To learn how listing works", "stated": HERE, "identified": "Staff card", "at": WHEN,
    }  # fmt: skip
    let_in(**(given | changed))  # type: ignore[arg-type]


def test_a_guest_is_named_for_one_meeting_and_gets_no_account(area: Area) -> None:
    case = sent_out(area)
    guest(area, case)
    with acting_as(area.bea):
        row = Guest.objects.get(meeting_id=case.meeting)
    assert (row.organisation, row.signed_at) == ("Court service", WHEN)
    page = text_of(as_(area.fay).get(reverse("conference.attendance", kwargs={"meeting": case.meeting})))
    assert "Ilse Vantongeren, Court service: Observer" in page
    # Nothing is sent to a guest, so nothing waits to be opened by one.
    with acting_as(area.amina):
        readers = recipients_of_meeting(actor=area.amina, about=case.meeting)
        sent = circulation(actor=area.amina, meeting_id=case.meeting, today=timezone.localdate())
    assert not [one for one in readers if "Court" in one.words or "Ilse" in one.words]
    assert "Court service" not in [one.agency for one in sent.lines]
    form = text_of(as_(area.fay).get(reverse("conference.guest_add", kwargs={"meeting": case.meeting})))
    assert "Nothing is sent to them, before or after." in form


@pytest.mark.parametrize("missing", ["name", "organisation", "why", "identified"])
def test_nobody_is_let_in_unnamed_unexplained_or_unrecognised(area: Area, missing: str) -> None:
    case = sent_out(area)
    with pytest.raises(Refusal) as refused:
        guest(area, case, **{missing: " "})
    assert refused.value.field == missing


def test_representatives_let_nobody_in(area: Area) -> None:
    case = sent_out(area)
    with pytest.raises(Refusal, match="chair or the coordinator"):
        guest(area, case, actor=area.bea)


def test_before_a_case_is_named_the_chair_learns_how_many_must_leave_and_the_coordinator_who(area: Area) -> None:
    case = sent_out(area)
    for actor in (area.eve, area.bea, area.fay):
        sign(actor=actor, meeting_id=case.meeting, stated=HERE, at=WHEN)
    exclude(actor=area.amina, file=case.file, user_id=area.eve.user_id, reason="her sister", at=WHEN)
    for actor, names in ((area.fay, ()), (area.amina, ("Eve Castellan, Willowmere Homes",))):
        with acting_as(actor):
            found = announcement(actor=actor, file_id=case.file, hearing_id=case.hearing)
        assert (found.leave, found.names) == (1, names)
    page = text_of(as_(area.fay).get(hearing_address(case, "announced")))
    assert "1 person who signed must leave" in page
    for hidden in ("Eve", ">NI<", "NI ", "Nadia", "her sister"):
        assert hidden not in page
    assert "Eve Castellan" in text_of(as_(area.amina).get(hearing_address(case, "announced")))


def test_before_the_meetings_day_the_chair_is_told_to_rehearse_without_the_clock(area: Area) -> None:
    coming = sent_out(area)
    page = text_of(as_(area.fay).get(hearing_address(coming, "announced")))
    assert f"This meeting is on {day_words(working_day(15))}, not today." in page
    today = listed(area, meeting=planned(area, days=0, urgent=True), given="Ines")
    assert "not today" not in text_of(as_(area.fay).get(hearing_address(today, "announced")))


def test_who_must_leave_is_told_to_nobody_else(area: Area) -> None:
    case = sent_out(area)
    assert as_(area.bea).get(hearing_address(case, "announced")).status_code == 403
    assert as_(area.carl).get(hearing_address(case, "announced")).status_code in (403, 404)


def test_the_next_case_goes_by_its_number_until_the_room_was_asked(area: Area) -> None:
    first = sent_out(area)
    second = listed(area, meeting=first.meeting, given="Ines")
    page = text_of(as_(area.fay).get(hearing_address(first)))
    assert "II " not in page.split('class="occr-agenda')[1].split("</details>")[0]
    assert hearing_address(second, "announced") in page


def test_a_meeting_is_live_from_half_an_hour_before_it_starts_for_a_working_day() -> None:
    assert is_live(starts=NOW, now=NOW - timedelta(minutes=30)) and is_live(starts=NOW, now=NOW + timedelta(hours=8))
    assert not is_live(starts=NOW, now=NOW - timedelta(minutes=31))
    assert not is_live(starts=NOW, now=NOW + timedelta(hours=8, minutes=1))


def test_the_clock_of_a_case_runs_until_it_is_finished() -> None:
    running = case_clock(planned=10, began=NOW, ended=None, is_open=True, now=NOW + timedelta(minutes=12))
    ended = case_clock(planned=10, began=NOW, ended=NOW + timedelta(minutes=7), is_open=False, now=NOW)
    waiting = case_clock(planned=10, began=None, ended=None, is_open=True, now=NOW)
    assert (running.used, running.over, running.running) == (12, 2, True)
    assert (ended.used, ended.running, waiting.used) == (7, False, None)
    assert behind([ended, running, waiting]) == -1
