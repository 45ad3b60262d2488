"""A coordinator who is kept out of one case works on: nothing they do leaves it out, and nothing tells them of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest

from openccr.access.acting import acting_as
from openccr.audit.models import AuditEvent
from openccr.casefiles.models import Exclusion
from openccr.casefiles.operations import call, exclude
from openccr.conference.minutes import minutes_shown
from openccr.conference.models import AgendaSent, Hearing, Meeting, MinutesOfCase, Research
from openccr.conference.operations.agenda import place_case
from openccr.conference.operations.hearings import write_hearing
from openccr.conference.operations.listing import list_case
from openccr.conference.operations.meetings import circulate, circulate_again, name_chair
from openccr.conference.operations.minutes import LEFT_OUT, agree_minutes, begin_minutes, issue_minutes
from openccr.conference.operations.research import return_research
from openccr.conference.queries.agenda import agenda_page
from openccr.conference.queries.meetings import meeting_page
from openccr.conference.rules.hearings import NOTES, Notes, mark
from openccr.kernel.actors import Actor
from tests.conference.conferences import TODAY, WHEN, Listed, accepted, hearing_of, listed, planned, research_for
from tests.makers import Area

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("folder")]


@pytest.fixture
def ines(area: Area) -> Actor:
    """A second coordinator."""
    return replace(area.amina, user_id=area.dee.user_id)


@pytest.fixture
def three(area: Area, ines: Actor) -> tuple[Listed, Listed, Listed]:
    """Three cases on one meeting; the second coordinator is kept out of the middle one."""
    meeting = planned(area)
    first = listed(area, meeting=meeting, given="Nadia")
    second = listed(area, meeting=meeting, given="Mina", invited=("children", "idva"))
    third = listed(area, meeting=meeting, given="Tove")
    exclude(actor=area.amina, file=second.file, user_id=ines.user_id, reason="her sister", at=WHEN)
    return first, second, third


def times(actor: Actor, meeting: UUID) -> list[str]:
    with acting_as(actor):
        return [f"{one.slot_at:%H:%M}" for one in meeting_page(actor=actor, meeting_id=meeting, today=TODAY).agenda]


def test_the_times_of_an_agenda_leave_no_gap_for_whoever_is_kept_out_of_a_case(
    area: Area, ines: Actor, three: tuple[Listed, ...]
) -> None:
    meeting = three[0].meeting
    circulate(actor=area.amina, meeting_id=meeting, at=WHEN)
    whole = times(area.amina, meeting)
    assert len(set(whole)) == 3 and times(ines, meeting) == whole[:2]
    with acting_as(ines):
        lines = agenda_page(actor=ines, meeting_id=meeting, today=TODAY).lines
    assert sorted(f"{one.slot_at:%H:%M}" for one in lines) == whole[:2]


def test_an_agency_that_was_not_invited_to_a_case_keeps_its_own_times(area: Area, three: tuple[Listed, ...]) -> None:
    """They are to come when their case is taken, and a gap says no more to them than that there are other cases."""
    meeting = three[0].meeting
    circulate(actor=area.amina, meeting_id=meeting, at=WHEN)
    whole = times(area.amina, meeting)
    assert times(area.bea, meeting) == [whole[0], whole[2]]


def test_the_order_and_the_times_that_they_set_reach_every_case(
    area: Area, ines: Actor, three: tuple[Listed, ...]
) -> None:
    first, _, third = three
    place_case(actor=ines, file_id=third.file, hearing_id=third.hearing, number=1, at=WHEN)
    whole = times(area.amina, first.meeting)
    assert len(set(whole)) == 3 and times(ines, first.meeting) == whole[:2]


def test_the_agenda_that_they_send_goes_to_the_agencies_of_every_case(
    area: Area, ines: Actor, three: tuple[Listed, ...]
) -> None:
    _, hidden, _ = three
    circulate(actor=ines, meeting_id=hidden.meeting, at=WHEN)
    assert hearing_of(area, hidden).sent_in == 1
    with acting_as(area.amina):
        assert AgendaSent.objects.filter(agency_id=area.agencies["children"]).exists()


def test_a_case_hidden_from_them_moves_no_time_that_they_are_told_is_new(
    area: Area, ines: Actor, three: tuple[Listed, ...]
) -> None:
    first, hidden, _ = three
    circulate(actor=area.amina, meeting_id=first.meeting, at=WHEN)
    place_case(actor=area.amina, file_id=hidden.file, hearing_id=hidden.hearing, number=1, at=WHEN)
    circulate_again(actor=area.amina, meeting_id=first.meeting, at=WHEN)
    with acting_as(area.amina):
        news = [one.news for one in meeting_page(actor=area.amina, meeting_id=first.meeting, today=TODAY).agenda]
    assert "New time" in news
    with acting_as(ines):
        page = meeting_page(actor=ines, meeting_id=first.meeting, today=TODAY)
    assert [one.news for one in page.agenda] == ["", ""]


def test_the_chair_that_they_name_sees_every_case(area: Area, ines: Actor) -> None:
    case = listed(area, meeting=planned(area, chair=False))
    exclude(actor=area.amina, file=case.file, user_id=ines.user_id, reason="her sister", at=WHEN)
    name_chair(actor=ines, meeting_id=case.meeting, chair_id=area.fay.appointment, at=WHEN)
    with acting_as(area.fay):
        assert Hearing.objects.filter(id=case.hearing).exists()
    with acting_as(ines):
        assert not Hearing.objects.filter(id=case.hearing).exists()


def heard(area: Area, case: Listed, discussion: str = "Police were called.") -> None:
    write_hearing(
        actor=area.amina, file_id=case.file, hearing_id=case.hearing, version=hearing_of(area, case).version, at=WHEN,
        notes=Notes(her_views="To stay.", discussion=discussion, risk_summary="High."),
        seen={name: mark("") for name in NOTES}, finish=True, early=True, reason="Nothing is needed.",
    )  # fmt: skip


def agreed(area: Area, actor: Actor, meeting: UUID, *, why: str = "") -> UUID:
    minutes = begin_minutes(actor=actor, meeting_id=meeting, at=WHEN, why=why)
    agree_minutes(actor=area.fay, minutes_id=minutes, at=WHEN)
    return minutes


def held(area: Area, meeting: UUID) -> None:
    with acting_as(area.amina):
        Meeting.objects.filter(id=meeting).update(state="held", held_at=WHEN)


def test_the_minutes_that_they_issue_hold_every_case_and_tell_them_of_none(
    area: Area, ines: Actor, three: tuple[Listed, ...]
) -> None:
    circulate(actor=area.amina, meeting_id=three[0].meeting, at=WHEN)
    for case in three:
        heard(area, case)
    held(area, three[0].meeting)
    minutes = agreed(area, ines, three[0].meeting)
    issue_minutes(actor=ines, minutes_id=minutes, at=WHEN)
    with acting_as(area.amina):
        whole = minutes_shown(actor=area.amina, minutes_id=minutes, today=TODAY)
        assert [one.file_id for one in whole.cases] == [case.file for case in three]
        assert MinutesOfCase.objects.filter(minutes=minutes, frozen__isnull=False, part="heard").count() == 3
        told = AuditEvent.objects.filter(type="minutes.issued", file_id=three[1].file)
        assert [one.role for one in told] == ["commands"]
    with acting_as(ines):
        shown = minutes_shown(actor=ines, minutes_id=minutes, today=TODAY)
        assert [one.file_id for one in shown.cases] == [three[0].file, three[2].file]


def test_a_correction_that_they_begin_keeps_what_was_issued_of_every_case(
    area: Area, ines: Actor, three: tuple[Listed, ...]
) -> None:
    circulate(actor=area.amina, meeting_id=three[0].meeting, at=WHEN)
    for case in three:
        heard(area, case)
    held(area, three[0].meeting)
    issue_minutes(actor=area.amina, minutes_id=agreed(area, area.amina, three[0].meeting), at=WHEN)
    again = agreed(area, ines, three[0].meeting, why="A date was wrong")
    issue_minutes(actor=ines, minutes_id=again, at=WHEN + timedelta(minutes=1))
    with acting_as(area.amina):
        assert len(minutes_shown(actor=area.amina, minutes_id=again, today=TODAY).cases) == 3


def test_what_must_not_be_minuted_stays_out_of_a_case_that_they_cannot_correct(
    area: Area, ines: Actor, three: tuple[Listed, ...]
) -> None:
    _, hidden, _ = three
    circulate(actor=area.amina, meeting_id=hidden.meeting, at=WHEN)
    row = research_for(area, hidden, "idva")
    secret = "She spoke with a solicitor about leaving"
    return_research(actor=area.grace, file_id=hidden.file, research_id=row.id, at=WHEN, not_for_minutes=secret)
    for case in three:
        heard(area, case, secret if case is hidden else "Police were called.")
    held(area, hidden.meeting)
    minutes = begin_minutes(actor=ines, meeting_id=hidden.meeting, at=WHEN)
    # The chair would be told when she agrees here; what she says by telephone passes nobody who sees the case.
    agree_minutes(actor=ines, minutes_id=minutes, how="By telephone", at=WHEN)
    issue_minutes(actor=ines, minutes_id=minutes, at=WHEN)
    with acting_as(area.amina):
        frozen = MinutesOfCase.objects.get(file_id=hidden.file, part="heard").frozen
    assert frozen["text"] == LEFT_OUT and frozen["outcome"] == "Heard"


def test_a_case_is_listed_whole_by_whoever_is_held_out_of_it_at_that_moment(area: Area, ines: Actor) -> None:
    """They were kept out of a case of the same family before cases were compared: it is found when this one is listed.

    What they began is done to its end, agencies asked too; then they see the case no more.
    """
    earlier, _ = accepted(area)
    file, referral = accepted(area)
    with acting_as(area.amina):
        call("SELECT openccr.exclude(%s, %s, %s, %s, %s, %s)", earlier, ines.user_id, None, "", "Her sister", WHEN)
    meeting = planned(area)
    invited = [area.agencies["housing"], area.agencies["children"]]
    hearing = list_case(actor=ines, referral_id=referral, meeting_id=meeting, agency_ids=invited, at=WHEN)
    with acting_as(ines):
        assert not Hearing.objects.filter(id=hearing).exists()
    with acting_as(area.amina):
        assert Exclusion.objects.filter(file_id=file, user_id=ines.user_id, held=True, until_at=None).exists()
        asked = set(Research.objects.filter(hearing_id=hearing).values_list("agency_id", flat=True))
    assert asked == {*invited, area.agencies["police"]}
