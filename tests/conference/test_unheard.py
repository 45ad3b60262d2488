"""Listed cases of which her adviser must still find out what she wants: on the list, and off it again."""

from __future__ import annotations

from uuid import UUID

from openccr.access.acting import acting_as
from openccr.conference.operations.deferring import put_off
from openccr.conference.operations.research import return_research
from openccr.conference.queries.meeting_choices import number_waiting_for_a_meeting, waiting_for_a_meeting
from openccr.conference.queries.meeting_lists import agenda_ahead
from openccr.conference.queries.meetings import meeting_page
from openccr.conference.queries.todo import listed_without_her
from tests.conference.conferences import TODAY, WHEN, accepted, planned, research_for, sent_out
from tests.makers import Area

UNKNOWN = "what the victim wants is not written down"


def lacking(area: Area) -> list[str]:
    with acting_as(area.grace):
        agenda_ahead(TODAY)
        return [words for one in listed_without_her(actor=area.grace, today=TODAY) for words in one.lacks]


def meeting_lacks(area: Area, meeting: UUID) -> list[str]:
    with acting_as(area.amina):
        agenda = meeting_page(actor=area.amina, meeting_id=meeting, today=TODAY).agenda
    return [one.initials for one in agenda if one.is_open and not one.has_wishes]


def test_a_case_without_her_wishes_stands_on_her_advisers_list_until_an_agency_tells_them(area: Area) -> None:
    case = sent_out(area, wishes="")
    assert UNKNOWN in lacking(area) and len(meeting_lacks(area, case.meeting)) == 1
    question = research_for(area, case, "housing")
    return_research(
        actor=area.bea, file_id=case.file, research_id=question.id, at=WHEN,
        victim_facts="Known to us.", her_wishes="To stay.",
    )  # fmt: skip
    assert UNKNOWN not in lacking(area)
    assert meeting_lacks(area, case.meeting) == []
    later = planned(area, days=25)
    put_off(actor=area.amina, file_id=case.file, hearing_id=case.hearing, why="no_time", to_meeting_id=later, at=WHEN)
    assert UNKNOWN not in lacking(area), "what was said stands where it was put off to"
    assert meeting_lacks(area, later) == []


def test_the_number_that_wait_for_a_meeting_is_that_of_the_list(area: Area) -> None:
    with acting_as(area.amina):
        before = number_waiting_for_a_meeting()
        assert before == len(waiting_for_a_meeting())
    accepted(area)
    with acting_as(area.amina):
        assert number_waiting_for_a_meeting() == before + 1 == len(waiting_for_a_meeting())
