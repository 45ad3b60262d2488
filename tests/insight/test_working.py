"""How the conference works: each indicator, what it is worked out from, and what is not recorded."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

import pytest

from openccr.access.acting import acting_as
from openccr.actions.rules.states import ActionState
from openccr.insight.operations import sign_off
from openccr.insight.rules.working import Decided, Measured, Sat, Seat, Task, Work, measured, published
from openccr.insight.working import working_of
from openccr.kernel.refusals import Refusal
from openccr.people.models import ContactAttempt, Part
from openccr.ui.charts import Point, Trend
from tests.insight.returns import AFTER, JULY, QUARTER, SEPTEMBER, Given, held
from tests.makers import Area

TODAY = date(2026, 10, 5)
NAMES = {"no_time": "No time", "no_criterion": "No criterion"}


def sat(**changed: object) -> Sat:
    return Sat(**{"on": JULY, "state": "heard", "referred_on": JULY - timedelta(days=20)} | changed)  # type: ignore[arg-type]


def one_of(key: str, *cases: Sat, **more: object) -> Measured:
    return measured(Work(today=TODAY, sat=cases, **more), names=NAMES)[key]  # type: ignore[arg-type]


def test_days_are_the_middle_and_a_missing_or_impossible_day_is_not_recorded() -> None:
    referred = JULY - timedelta(days=20)
    cases = [sat(incident_on=referred - timedelta(days=days)) for days in (1, 3, 30)]
    found = one_of("incident_to_referral", *cases, sat(), sat(incident_on=JULY))
    assert (found.middle, found.count, found.over, found.unknown) == (3, 3, 5, 2)
    assert one_of("referral_to_meeting", *cases).middle == 20


def test_the_meetings_day_that_stands_in_where_a_log_says_none_is_no_day_of_referral() -> None:
    out_of_a_log = [sat(prepared=False, referred_on=day) for day in (JULY, JULY - timedelta(days=9))]
    same_day = sat(referred_on=JULY, incident_on=JULY - timedelta(days=2))
    found = one_of("referral_to_meeting", *out_of_a_log, same_day)
    assert (found.middle, found.count, found.unknown) == (4.5, 2, 1)
    stood_in = sat(prepared=False, referred_on=JULY, incident_on=JULY - timedelta(days=2))
    assert one_of("incident_to_referral", stood_in, same_day).unknown == 1


def test_a_nil_counts_as_returned_and_silence_does_not() -> None:
    found = one_of("research_returned", sat(asked=4, answered=3), sat(asked=2), sat(prepared=False))
    assert (found.count, found.over, found.unknown, found.percent) == (3, 6, 1, 50)


def test_attendance_is_of_those_asked_and_unknown_where_nobody_listed_who_was_there() -> None:
    seats = [Seat(JULY, "Police", True), Seat(JULY, "Housing", False), Seat(SEPTEMBER, "Police", None)]
    found = one_of("attendance", seats=seats)
    assert (found.count, found.over, found.unknown) == (1, 2, 1)
    assert found.parts == {"Police, asked at 1": 1, "Housing, asked at 1": 0}


@pytest.mark.parametrize(
    ("state", "due_on", "ended_on", "counts"),
    [
        (ActionState.DONE, JULY, JULY, (1, 1)),
        (ActionState.DONE, JULY, JULY + timedelta(days=1), (0, 1)),
        (ActionState.AGREED, JULY, None, (0, 1)),
        (ActionState.AGREED, TODAY, None, (0, 0)),
        (ActionState.IMPOSSIBLE, JULY, JULY, (0, 0)),
        (ActionState.REFUSED, JULY, JULY, (0, 0)),
    ],
)
def test_an_action_is_in_time_when_done_by_its_day(
    state: ActionState, due_on: date, ended_on: date | None, counts: tuple[int, int]
) -> None:
    found = one_of("actions_in_time", sat(tasks=(Task("agencies", state, due_on, ended_on),)))
    assert (found.count, found.over) == counts


def test_she_was_reached_only_between_referral_and_meeting_and_nothing_written_is_not_recorded() -> None:
    before, after = JULY - timedelta(days=5), JULY + timedelta(days=1)
    cases = [sat(tried=True, spoken_on=(before,)), sat(tried=True, spoken_on=(after,)), sat(tried=True), sat()]
    found = one_of("contacted_before", *cases)
    assert (found.count, found.over, found.unknown) == (1, 3, 1)


def test_a_plan_faces_the_person_who_harms_and_a_log_says_nothing_of_plans() -> None:
    task = Task("harmer", ActionState.AGREED, TODAY, None)
    found = one_of("faces_harmer", sat(tasks=(task,)), sat(), sat(prepared=False))
    assert (found.count, found.over, found.unknown) == (1, 2, 1)


def test_reasons_stand_beside_what_was_screened_out_and_deferred() -> None:
    referrals = [Decided("not_met", "no_criterion"), Decided("heard", ""), Decided("received", "")]
    found = one_of("screened_out", referrals=referrals)
    assert (found.count, found.over, found.unknown, found.parts) == (1, 2, 1, {"No criterion": 1})
    put_off = one_of("deferred", sat(), sat(state="deferred", deferred_key="no_time"), sat(state="deferred"))
    assert (put_off.count, put_off.over, put_off.parts) == (2, 3, {"No time": 1, "No reason recorded": 1})


def test_a_transfer_that_was_never_sent_does_not_count() -> None:
    found = one_of("transfers_acknowledged", transfers=["sent", "acknowledged", "listed", "proposed"])
    assert (found.count, found.over) == (2, 3)


def test_published_numbers_let_nobody_be_recognised() -> None:
    shown = published(Measured(key="x", count=3, over=18, unknown=1, middle=4.5, parts={"A reason": 2}))
    assert (shown.count, shown.over, shown.middle, shown.parts) == (
        "fewer than 5",
        20,
        None,
        {"A reason": "fewer than 5"},
    )


def test_the_line_leaves_gaps_and_says_each_value() -> None:
    points = [Point("a", 50), Point("b", None), Point("c", 100), Point("d", 0)]
    line = Trend(key="k", title="T", points=points, sentence="S.", unit="%", top=100)
    assert [len(one.split()) for one in line.lines] == [1, 2]
    assert [one.words for one in line.drawn] == ["50%", "100%", "0%"]
    assert line.drawn[1].y < line.drawn[0].y < line.drawn[2].y


@pytest.mark.django_db
def test_a_quarter_is_counted_from_what_stands_in_its_cases(area: Area) -> None:
    first, *_ = held(area, JULY, [Given(), Given()])
    held(area, SEPTEMBER, [Given()])
    _spoken_with(area, first.file)
    found = working_of(actor=area.amina, quarter=QUARTER, today=TODAY)
    assert found.exact and [day for day, _ in found.meetings] == [JULY, SEPTEMBER]
    numbers = {key: (one.count, one.over, one.unknown) for key, one in found.found.items()}
    assert numbers["her_view"] == (3, 3, 0)
    assert numbers["faces_harmer"] == (0, 3, 0)
    assert numbers["contacted_before"] == (1, 1, 2)
    assert numbers["referral_to_meeting"] == (3, 3, 0) and found.found["referral_to_meeting"].middle == 30
    assert numbers["research_returned"] == (0, 3, 0)  # the referring agency alone was asked
    assert numbers["attendance"] == (0, 0, 2)


def _spoken_with(area: Area, file: UUID) -> None:
    with acting_as(area.amina):
        victim = Part.objects.get(file_id=file, kind="victim").person_id
        ContactAttempt(
            file_id=file, person_id=victim, at=AFTER.replace(month=7, day=1), channel="phone", outcome="spoke",
            answered_by="herself", agency_name="Harbour", author_name="Grace",
        ).save(force_insert=True)  # fmt: skip


@pytest.mark.django_db
def test_others_see_it_rounded_once_it_is_signed_off(area: Area) -> None:
    held(area, JULY, [Given()] * 3)
    assert not working_of(actor=area.fay, quarter=QUARTER, today=TODAY).found
    sign_off(actor=area.amina, quarter=QUARTER, at=AFTER)
    seen = working_of(actor=area.fay, quarter=QUARTER, today=TODAY)
    assert not seen.exact and not seen.meetings
    assert seen.found["her_view"].over == "fewer than 5"
    with pytest.raises(Refusal):
        working_of(actor=area.bea, quarter=QUARTER, today=TODAY)
