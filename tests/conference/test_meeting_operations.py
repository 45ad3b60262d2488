"""Meetings through operations: who is let in, who is asked, what is refused."""

from __future__ import annotations

from datetime import time, timedelta

import pytest

from openccr.access.acting import acting_as
from openccr.audit.models import AuditEvent
from openccr.casefiles.models import CaseFile, Grant
from openccr.casefiles.operations import exclude
from openccr.conference.models import Hearing, Meeting, Research
from openccr.conference.operations.listing import list_case, move_case
from openccr.conference.operations.meetings import circulate, close_meeting, name_chair, plan_meeting
from openccr.conference.queries.meetings import meeting_page
from openccr.kernel.actors import Actor
from openccr.kernel.refusals import NotFound, Refusal
from tests.conference.conferences import (
    TODAY,
    WHEN,
    accepted,
    hearing_of,
    listed,
    planned,
    research_for,
    sent_out,
    working_day,
)
from tests.makers import Area


def sees(actor: Actor, file_id: object) -> bool:
    with acting_as(actor):
        return CaseFile.objects.filter(id=file_id).exists()


def test_a_meeting_knows_when_its_agenda_and_its_research_are_due(area: Area) -> None:
    meeting = planned(area, days=15)
    with acting_as(area.bea):
        found = Meeting.objects.get(id=meeting)
    assert (found.agenda_due_on, found.research_due_on) == (working_day(7), working_day(13))
    assert found.state == "planned"


def test_only_the_coordinator_plans_and_lists(area: Area) -> None:
    _, referral = accepted(area)
    meeting = planned(area)
    with pytest.raises(Refusal, match="coordinator"):
        plan_meeting(actor=area.bea, forum_id=area.forum, on=working_day(15), starts_at=time(9), at=WHEN)
    with pytest.raises(Refusal, match="coordinator"):
        list_case(actor=area.pia, referral_id=referral, meeting_id=meeting, agency_ids=[], at=WHEN)


def test_nobody_chairs_who_is_no_chair(area: Area) -> None:
    with pytest.raises(Refusal, match="no chair"):
        name_chair(actor=area.amina, meeting_id=planned(area), chair_id=area.bea.appointment_id, at=WHEN)


def test_listing_lets_the_invited_in_the_referrer_and_the_chair_and_nobody_else(area: Area) -> None:
    case = listed(area, invited=("housing", "idva"), by="police")
    assert {name for name, actor in area.actors.items() if sees(actor, case.file)} == {
        "amina", "bea", "eve", "fay", "grace", "pia", "commands",
    }  # fmt: skip
    with acting_as(area.amina):
        grants = [grant for grant in Grant.on(case.file) if grant.arises_from_id == case.hearing]
    assert {grant.arises_from for grant in grants} == {"CaseListed"}
    assert {grant.lawful_basis for grant in grants} == {"art6_public_task"}
    assert all(grant.until_at.date() > TODAY + timedelta(days=360) for grant in grants)


def test_listing_asks_each_agency_what_it_knows_by_the_meetings_day_for_research(area: Area) -> None:
    case = listed(area, invited=("housing", "idva"), by="police")
    with acting_as(area.amina):
        asked = Research.objects.filter(hearing_id=case.hearing)
        assert {row.agency_id for row in asked} == {area.agencies[name] for name in ("housing", "idva", "police")}
        assert {row.due_on for row in asked} == {working_day(13)}
        assert {row.state for row in asked} == {"asked"}
        assert AuditEvent.objects.filter(type="hearing.listed", file_id=case.file).count() == 1
    assert hearing_of(area, case).referral.state == "listed"


def test_an_agency_shut_out_as_a_whole_is_not_asked(area: Area) -> None:
    file, referral = accepted(area)
    exclude(actor=area.amina, file=file, agency_id=area.agencies["housing"], reason="his employer", at=WHEN)
    list_case(
        actor=area.amina,
        referral_id=referral,
        meeting_id=planned(area),
        agency_ids=[area.agencies["housing"], area.agencies["idva"]],
        at=WHEN,
    )
    with acting_as(area.amina):
        assert not Research.objects.filter(file_id=file, agency_id=area.agencies["housing"]).exists()
    assert not sees(area.bea, file)


def test_a_case_is_listed_once(area: Area) -> None:
    case = listed(area)
    with pytest.raises(Refusal, match="is not possible: the state is"):
        list_case(actor=area.amina, referral_id=case.referral, meeting_id=planned(area), agency_ids=[], at=WHEN)


def test_a_referral_that_is_hidden_or_not_there_is_not_found(area: Area) -> None:
    with pytest.raises(NotFound):
        list_case(actor=area.amina, referral_id=area.id, meeting_id=planned(area), agency_ids=[], at=WHEN)


def test_an_agenda_needs_a_case_and_a_chair(area: Area) -> None:
    meeting = planned(area, chair=False)
    with pytest.raises(Refusal, match="No case"):
        circulate(actor=area.amina, meeting_id=meeting, at=WHEN)
    listed(area, meeting=meeting)
    with pytest.raises(Refusal, match="No chair"):
        circulate(actor=area.amina, meeting_id=meeting, at=WHEN)
    name_chair(actor=area.amina, meeting_id=meeting, chair_id=area.fay.appointment_id, at=WHEN)
    circulate(actor=area.amina, meeting_id=meeting, at=WHEN)


def test_a_chair_named_later_is_let_into_the_cases_listed(area: Area) -> None:
    meeting = planned(area, chair=False)
    case = listed(area, meeting=meeting)
    assert not sees(area.fay, case.file)
    name_chair(actor=area.amina, meeting_id=meeting, chair_id=area.fay.appointment_id, at=WHEN)
    assert sees(area.fay, case.file)


def test_a_meeting_closes_on_its_day_when_every_case_is_dealt_with(area: Area) -> None:
    case = sent_out(area)
    with pytest.raises(Refusal, match="not been held"):
        close_meeting(actor=area.amina, meeting_id=case.meeting, at=WHEN)
    with pytest.raises(Refusal, match="1 case is still open"):
        close_meeting(actor=area.amina, meeting_id=case.meeting, at=WHEN + timedelta(days=60))


def test_a_case_moves_up_the_agenda(area: Area) -> None:
    first = listed(area)
    second = listed(area, meeting=first.meeting, given="Ines")
    third = listed(area, meeting=first.meeting, given="Olga")
    move_case(actor=area.amina, file_id=third.file, hearing_id=third.hearing, earlier=True, at=WHEN)
    move_case(actor=area.amina, file_id=first.file, hearing_id=first.hearing, earlier=True, at=WHEN)
    with acting_as(area.amina):
        agenda = list(Hearing.objects.filter(meeting_id=first.meeting).order_by("order").values_list("id", flat=True))
    assert agenda == [first.hearing, third.hearing, second.hearing]


def test_whoever_is_shut_out_of_a_case_sees_an_agenda_without_a_gap(area: Area) -> None:
    first = listed(area)
    hidden = listed(area, meeting=first.meeting, given="Ines")
    last = listed(area, meeting=first.meeting, given="Olga")
    exclude(actor=area.amina, file=hidden.file, user_id=area.eve.user_id, reason="her sister", at=WHEN)
    with acting_as(area.eve):
        seen = meeting_page(actor=area.eve, meeting_id=first.meeting, today=TODAY)
    assert [(case.number, case.file_id) for case in seen.agenda] == [(1, first.file), (2, last.file)]
    assert seen.asked == 6
    with acting_as(area.bea):
        assert len(meeting_page(actor=area.bea, meeting_id=first.meeting, today=TODAY).agenda) == 3


def test_a_late_listing_asks_for_research_by_today_and_never_in_the_past(area: Area) -> None:
    meeting = planned(area, days=1, urgent=True)
    case = listed(area, meeting=meeting)
    assert research_for(area, case, "housing").due_on == TODAY
