"""The forum's schedule: made with a preview, planned for the year, a meeting changed or skipped."""

from __future__ import annotations

from datetime import time
from uuid import UUID

import pytest
from django.urls import reverse

from openccr.access.acting import acting_as
from openccr.conference.models import Meeting, Research, Schedule, SkippedDay
from openccr.conference.operations.changing import change_meeting, skip_meeting
from openccr.conference.operations.listing import list_case
from openccr.conference.operations.meetings import circulate
from openccr.conference.operations.schedules import end_schedule, make_schedule, plan_proposed, skip_day
from openccr.conference.rules.schedules import Rhythm
from openccr.kernel.refusals import NotFound, Refusal
from tests.conference.conferences import TODAY, WHEN, accepted, listed, planned, working_day
from tests.makers import Area
from tests.signing_in import as_


def scheduled(area: Area, *, every: int = 2, capacity: int = 12) -> UUID:
    return make_schedule(
        actor=area.amina, forum_id=area.forum, rhythm=Rhythm("weeks", 1, TODAY, every=every), starts_at=time(9, 30),
        minutes_per_case=12, capacity=capacity, chair_id=area.fay.appointment_id, by_video="The police's room", at=WHEN,
    )  # fmt: skip


def meetings_of(area: Area) -> list[Meeting]:
    with acting_as(area.amina):
        return list(Meeting.objects.order_by("on"))


def test_a_schedule_plans_nothing_until_it_is_told_to(area: Area) -> None:
    schedule = scheduled(area)
    assert meetings_of(area) == []
    assert plan_proposed(actor=area.amina, schedule_id=schedule, number=3, at=WHEN) == 3
    first = meetings_of(area)[0]
    assert first.on.weekday() in (1, 2)  # a Tuesday, or the day after a bank holiday
    assert (first.capacity, first.minutes_per_case, first.by_video) == (12, 12, "The police's room")
    assert first.chair_id == area.fay.appointment_id


def test_planning_twice_plans_each_meeting_once(area: Area) -> None:
    schedule = scheduled(area)
    plan_proposed(actor=area.amina, schedule_id=schedule, number=3, at=WHEN)
    assert plan_proposed(actor=area.amina, schedule_id=schedule, number=3, at=WHEN) == 0
    assert plan_proposed(actor=area.amina, schedule_id=schedule, number=4, at=WHEN) == 1


def test_a_meeting_that_was_moved_is_not_planned_again_on_its_old_day(area: Area) -> None:
    schedule = scheduled(area)
    plan_proposed(actor=area.amina, schedule_id=schedule, number=1, at=WHEN)
    one = meetings_of(area)[0]
    change_meeting(
        actor=area.amina, meeting_id=one.id, on=working_day(30), starts_at=time(10, 0), venue="Town hall", at=WHEN
    )
    assert plan_proposed(actor=area.amina, schedule_id=schedule, number=1, at=WHEN) == 0


def test_a_new_schedule_ends_the_one_before_and_its_meetings_stay(area: Area) -> None:
    first = scheduled(area)
    plan_proposed(actor=area.amina, schedule_id=first, number=2, at=WHEN)
    scheduled(area, every=1)
    with pytest.raises(Refusal, match="ended"):
        plan_proposed(actor=area.amina, schedule_id=first, number=4, at=WHEN)
    assert len(meetings_of(area)) == 2


def test_a_skipped_day_keeps_its_reason_and_is_not_planned(area: Area) -> None:
    schedule = scheduled(area)
    plan_proposed(actor=area.amina, schedule_id=schedule, number=1, at=WHEN)
    named = meetings_of(area)[0].named_on
    assert named is not None
    with pytest.raises(Refusal, match="planned"):
        skip_day(actor=area.amina, schedule_id=schedule, named_on=named, reason="Summer", at=WHEN)
    with acting_as(area.amina):
        SkippedDay.objects.all()
    other = working_day(40)
    skip_day(actor=area.amina, schedule_id=schedule, named_on=other, reason="Summer", at=WHEN)
    skip_day(actor=area.amina, schedule_id=schedule, named_on=other, reason="Summer", at=WHEN)
    with acting_as(area.amina):
        assert list(SkippedDay.objects.values_list("named_on", "reason")) == [(other, "Summer")]


@pytest.mark.parametrize("who", ["bea", "fay", "grace", "lena"])
def test_only_the_coordinator_plans_and_everybody_may_see_the_schedule(area: Area, who: str) -> None:
    schedule = scheduled(area)
    actor = area.actors[who]
    with pytest.raises(Refusal):
        plan_proposed(actor=actor, schedule_id=schedule, number=1, at=WHEN)
    with pytest.raises(Refusal):
        end_schedule(actor=actor, schedule_id=schedule, at=WHEN)
    with acting_as(actor):
        assert Schedule.objects.filter(id=schedule).exists()


def test_numbers_that_cannot_be_are_refused_with_their_field(area: Area) -> None:
    for given, field in (({"minutes_per_case": 0}, "minutes_per_case"), ({"capacity": 99}, "capacity")):
        with pytest.raises(Refusal) as refused:
            make_schedule(
                actor=area.amina, forum_id=area.forum, rhythm=Rhythm("weeks", 1, TODAY), starts_at=time(9, 30), at=WHEN,
                **({"minutes_per_case": 10, "capacity": 15} | given),
            )  # fmt: skip
        assert refused.value.field == field
    with pytest.raises(NotFound):
        plan_proposed(actor=area.amina, schedule_id=area.id, number=1, at=WHEN)


def test_moving_a_meeting_moves_what_agencies_are_still_asked(area: Area) -> None:
    case = listed(area)
    change_meeting(actor=area.amina, meeting_id=case.meeting, on=working_day(20), starts_at=time(9, 30), at=WHEN)
    with acting_as(area.amina):
        meeting = Meeting.objects.get(id=case.meeting)
        assert meeting.research_due_on == working_day(18)
        assert set(Research.objects.values_list("due_on", flat=True)) == {working_day(18)}
        assert meeting.changed.startswith("Moved from")


def test_a_meeting_with_a_case_is_not_skipped_and_an_empty_one_needs_a_reason(area: Area) -> None:
    case = listed(area)
    with pytest.raises(Refusal, match="listed on it"):
        skip_meeting(actor=area.amina, meeting_id=case.meeting, reason="The room is flooded", at=WHEN)
    empty = planned(area, days=20)
    with pytest.raises(Refusal, match="why"):
        skip_meeting(actor=area.amina, meeting_id=empty, reason=" ", at=WHEN)
    skip_meeting(actor=area.amina, meeting_id=empty, reason="The room is flooded", at=WHEN)
    _, referral = accepted(area, given="Mina")
    with pytest.raises(Refusal, match="over"):
        list_case(actor=area.amina, referral_id=referral, meeting_id=empty, agency_ids=[], at=WHEN)
    with pytest.raises(Refusal):
        circulate(actor=area.amina, meeting_id=empty, at=WHEN)


def test_the_year_is_planned_on_a_page_that_shows_it_first(area: Area) -> None:
    client = as_(area.amina)
    page = client.get(reverse("conference.schedule_new")).content.decode()
    assert "Plan the year" in page
    given = {
        "forum_id": str(area.forum), "weekday": "1", "pattern": "weeks", "every": "4", "nth": "1",
        "from_on_day": TODAY.day, "from_on_month": TODAY.month, "from_on_year": TODAY.year, "starts_at": "09:30",
        "venue": "", "by_video": "", "chair_id": "", "minutes_per_case": "10", "capacity": "15",
    }  # fmt: skip
    made = client.post(reverse("conference.schedule_new"), given)
    assert made.status_code == 302, made.content.decode()
    preview = client.get(made["Location"]).content.decode()
    assert "Proposed" in preview and "Referrals until" in preview and "every 4 weeks on Tuesday" in preview
    assert "About 28 cases a meeting" in preview and "More than there is room for" in preview
    assert meetings_of(area) == []
    with acting_as(area.amina):
        schedule = Schedule.objects.get()
    assert client.post(reverse("conference.plan_year", kwargs={"schedule": schedule.id})).status_code == 302
    assert meetings_of(area)
    assert "Proposed" not in client.get(made["Location"]).content.decode()
    assert "every 4 weeks" in as_(area.carl).get(made["Location"]).content.decode()


def test_the_list_of_meetings_shows_those_to_come_and_past_ones_apart(area: Area) -> None:
    meeting = planned(area, days=20)
    skip_meeting(actor=area.amina, meeting_id=meeting, reason="Flooded", at=WHEN)
    planned(area, days=25)
    client = as_(area.amina)
    coming = client.get(reverse("conference.meetings")).content.decode()
    past = client.get(reverse("conference.meetings"), {"show": "past"}).content.decode()
    assert f"/meetings/{meeting}/" not in coming and f"/meetings/{meeting}/" in past


def test_triage_and_listing_say_until_when_a_referral_is_in_time(area: Area) -> None:
    planned(area, days=15)
    client = as_(area.amina)
    file, _ = accepted(area)
    assert "referrals until" in client.get(reverse("conference.triage")).content.decode()
    near = planned(area, days=9)
    page = client.get(reverse("conference.list_case", kwargs={"file": file})).content.decode()
    assert "too late (referrals closed on" in page and "urgent, or the next one" in page and str(near) in page
