"""What stands in the way of agreeing minutes, what the reason in them is the reason for, and where each case stands."""

from __future__ import annotations

import pytest
from django.urls import reverse

from openccr.access.acting import acting_as
from openccr.actions.operations import agree_action
from openccr.actions.rules.locks import LOCKED_ON_PAPER
from openccr.conference.models import MinutesOfCase
from openccr.conference.operations.hearings import write_hearing
from openccr.conference.operations.meetings import circulate
from openccr.conference.operations.minutes import agree_minutes, begin_minutes, issue_minutes, write_case
from openccr.conference.operations.research import return_research
from openccr.conference.rules.hearings import NOTES, Notes, mark
from openccr.conference.rules.minutes import Said, narrative
from openccr.kernel.refusals import Refusal
from tests.conference.conferences import WHEN, hearing_of, listed, research_for, sent_out, working_day
from tests.conference.test_minutes import heard, held, seen_by
from tests.makers import Area
from tests.signing_in import as_, text_of


def test_the_chair_is_told_before_agreeing_and_not_when_they_are_issued(area: Area) -> None:
    case = sent_out(area)
    return_research(
        actor=area.bea, file_id=case.file, research_id=research_for(area, case, "housing").id, at=WHEN,
        victim_facts="Known.", not_for_minutes="The neighbour who rang is the aunt.",
    )  # fmt: skip
    heard(area, case, discussion="Told: the neighbour who rang is the aunt.")
    held(area, case.meeting)
    minutes = begin_minutes(actor=area.amina, meeting_id=case.meeting, at=WHEN)
    with pytest.raises(Refusal, match=r"M-.*must not be minuted"):
        agree_minutes(actor=area.fay, minutes_id=minutes, at=WHEN)
    write_case(actor=area.amina, file_id=case.file, minutes_id=minutes, text="Housing told what it knows.", at=WHEN)
    agree_minutes(actor=area.fay, minutes_id=minutes, at=WHEN)


def test_a_reason_says_what_it_is_the_reason_for(area: Area) -> None:
    case = sent_out(area)
    write_hearing(
        actor=area.fay, file_id=case.file, hearing_id=case.hearing, version=hearing_of(area, case).version,
        notes=Notes(her_views="To stay.", risks="He has a key.", risk_summary="High."),
        seen={name: mark("") for name in NOTES}, finish=True, early=True, reason="He is in custody.", at=WHEN,
    )  # fmt: skip
    held(area, case.meeting)
    minutes = begin_minutes(actor=area.amina, meeting_id=case.meeting, at=WHEN)
    said = "Why nothing in the plan faces the person who harms"
    assert f"{said}: He is in custody." in seen_by(area.amina, minutes).cases[0].text
    address = reverse("conference.hearing", kwargs={"file": case.file, "hearing": case.hearing})
    page = text_of(as_(area.fay).get(address))
    assert said in page and "He has a key." in page


def test_what_he_would_notice_is_locked_in_the_minutes_too(area: Area) -> None:
    case = sent_out(area)
    agree_action(
        actor=area.fay, file_id=case.file, text="Visit him", faces="harmer", agency_id=area.agencies["police"],
        due_on=working_day(5), at=WHEN, arises_from_id=case.hearing, noticeable=True,
    )  # fmt: skip
    heard(area, case)
    minutes = begin_minutes(actor=area.amina, meeting_id=case.meeting, at=WHEN)
    told = {what for what, _, _ in seen_by(area.amina, minutes).cases[0].actions}
    assert told == {f"Visit him\n{LOCKED_ON_PAPER}", "Arrest him"}


def test_a_reason_of_a_case_put_off_is_no_reason_of_a_plan() -> None:
    assert narrative(Said(reason="No time.", reason_for="Why it was put off")) == "Why it was put off: No time."


def test_an_edited_case_keeps_its_place_when_the_minutes_are_issued(area: Area) -> None:
    cases = [listed(area, given="Nadia")]
    cases += [listed(area, meeting=cases[0].meeting, given=given) for given in ("Pilar", "Ruth")]
    circulate(actor=area.amina, meeting_id=cases[0].meeting, at=WHEN)
    for case in cases:
        heard(area, case)
    held(area, cases[0].meeting)
    minutes = begin_minutes(actor=area.amina, meeting_id=cases[0].meeting, at=WHEN)
    for case in cases[:2]:
        write_case(actor=area.amina, file_id=case.file, minutes_id=minutes, text="Our own words.", at=WHEN)
    agree_minutes(actor=area.fay, minutes_id=minutes, at=WHEN)
    issue_minutes(actor=area.amina, minutes_id=minutes, at=WHEN)
    assert [one.file_id for one in seen_by(area.amina, minutes).cases] == [case.file for case in cases]
    with acting_as(area.amina):
        places = MinutesOfCase.objects.filter(minutes_id=minutes, part="heard").values_list("order", flat=True)
        assert sorted(places) == [0, 1, 2], "two in one place change places from one reading to the next"
