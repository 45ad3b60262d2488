"""The day and the hour of a meeting: one that nobody works on is said, and the same is not planned twice."""

from __future__ import annotations

from datetime import date, time
from uuid import UUID

import pytest
from django.urls import reverse

from openccr.conference.operations.changing import change_meeting, skip_meeting
from openccr.conference.operations.meetings import plan_meeting
from openccr.content import load
from openccr.kernel.refusals import Refusal
from tests.conference.conferences import TODAY, WHEN, planned, sent_out, working_day
from tests.makers import Area
from tests.signing_in import as_

HOLIDAY = min(day for day in load().holidays if day > TODAY and day.weekday() < 5)


def at_nine(area: Area, *, on: date | None = None, hour: int = 9, urgent: bool = True) -> UUID:
    return plan_meeting(
        actor=area.amina, forum_id=area.forum, on=on or working_day(15), starts_at=time(hour), urgent=urgent, at=WHEN
    )


def page_of(area: Area, meeting: UUID, who: str = "amina") -> str:
    actor = {"amina": area.amina, "bea": area.bea}[who]
    return as_(actor).get(reverse("conference.meeting", kwargs={"meeting": meeting})).content.decode()


def test_an_urgent_meeting_on_a_bank_holiday_is_said_to_be_on_one(area: Area) -> None:
    meeting = planned(area, urgent=True)
    assert "ask each agency whether it can come" not in page_of(area, meeting)
    change_meeting(actor=area.amina, meeting_id=meeting, on=HOLIDAY, starts_at=time(9, 30), at=WHEN)
    assert "is a bank holiday: ask each agency whether it can come" in page_of(area, meeting)
    assert "is a bank holiday" in page_of(area, at_nine(area, on=HOLIDAY)), "planned there, too"


def test_an_ordinary_meeting_is_not_moved_to_a_bank_holiday_even_when_its_agenda_is_out(area: Area) -> None:
    meeting = sent_out(area).meeting
    with pytest.raises(Refusal, match="This is a bank holiday") as refused:
        change_meeting(actor=area.amina, meeting_id=meeting, on=HOLIDAY, starts_at=time(9, 30), at=WHEN)
    assert refused.value.field == "on"
    change_meeting(actor=area.amina, meeting_id=meeting, on=working_day(2), starts_at=time(9, 30), at=WHEN)


@pytest.mark.parametrize("urgent", [True, False])
def test_the_form_sent_again_from_a_page_gone_back_to_plans_no_second_meeting(area: Area, urgent: bool) -> None:
    first = at_nine(area, urgent=urgent)
    with pytest.raises(Refusal, match="is planned for this day and hour already") as refused:
        at_nine(area, urgent=urgent)
    assert refused.value.field == "starts_at"
    assert at_nine(area, urgent=urgent, hour=13) != first
    other = at_nine(area, urgent=urgent, hour=15)
    with pytest.raises(Refusal, match="for this day and hour already"):
        change_meeting(actor=area.amina, meeting_id=other, on=working_day(15), starts_at=time(9), at=WHEN)
    skip_meeting(actor=area.amina, meeting_id=first, reason="Planned by mistake", at=WHEN)
    assert at_nine(area, urgent=urgent) != first, "the hour is free again"
