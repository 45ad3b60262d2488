"""A schedule's proposals, what a meeting holds, the order of an agenda, and when agencies are reminded."""

from __future__ import annotations

from datetime import date, time, timedelta
from itertools import islice, pairwise
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openccr.conference.rules.agenda import Candidate, Window, propose, ranked, times_words
from openccr.conference.rules.capacity import Capacity, could_wait, extra_day, planning_figure
from openccr.conference.rules.chasing import Rungs, Step, step_due
from openccr.conference.rules.coming import coming_refusal, missing_core, took_part
from openccr.conference.rules.meetings import MEETING, Calendar, MeetingFacts
from openccr.conference.rules.schedules import Rhythm, cut_off_words, proposed, rhythm_refusal
from openccr.kernel.periods import is_working_day

EASTER = frozenset({date(2026, 4, 3), date(2026, 4, 6)})
CALENDAR = Calendar(
    agenda_out=8, research_due=2, holidays=EASTER, first_year=2026, last_year=2026, referral_cut_off=10, minutes=5
)
MONDAY = date(2026, 3, 2)
FORTNIGHTLY = Rhythm("weeks", 0, MONDAY, every=2)


def test_a_meeting_on_a_bank_holiday_goes_to_the_next_working_day_and_says_so() -> None:
    weekly = Rhythm("weeks", 0, MONDAY, every=1)
    by_day = {one.named_on: one for one in proposed(weekly, today=MONDAY, number=8, calendar=CALENDAR)}
    easter = by_day[date(2026, 4, 6)]
    assert easter.on == date(2026, 4, 7)
    assert easter.moved == "Monday 6 April is a bank holiday: moved to Tuesday 7 April."
    assert by_day[date(2026, 4, 13)].moved == ""


def test_the_days_around_a_meeting_skip_the_bank_holidays() -> None:
    around = next(one.around for one in proposed(FORTNIGHTLY, today=MONDAY, number=9, calendar=CALENDAR)
                  if one.on == date(2026, 4, 13))  # fmt: skip
    assert (around.referrals_by_on, around.agenda_due_on) == (date(2026, 3, 26), date(2026, 3, 30))
    assert (around.research_due_on, around.minutes_due_on) == (date(2026, 4, 9), date(2026, 4, 20))


def test_a_meeting_whose_agenda_cannot_go_out_in_time_is_not_proposed() -> None:
    first = proposed(FORTNIGHTLY, today=MONDAY, number=1, calendar=CALENDAR)[0]
    assert first.on == date(2026, 3, 16)


def test_no_meeting_is_proposed_beyond_the_known_bank_holidays() -> None:
    found = proposed(FORTNIGHTLY, today=MONDAY, number=60, calendar=CALENDAR)
    assert found[-1].on.year == 2026
    assert len(found) == 21


def test_a_skipped_day_is_left_out_and_the_rhythm_goes_on() -> None:
    days = [
        one.named_on
        for one in proposed(FORTNIGHTLY, today=MONDAY, number=3, calendar=CALENDAR, skipped=[date(2026, 3, 30)])
    ]
    assert days == [date(2026, 3, 16), date(2026, 4, 13), date(2026, 4, 27)]


@pytest.mark.parametrize(("nth", "day"), [(1, 4), (2, 11), (4, 25), (5, 25)])
def test_the_nth_weekday_of_a_month(nth: int, day: int) -> None:
    rhythm = Rhythm("month", 2, date(2026, 3, 1), nth=nth)
    assert next(rhythm.days()) == date(2026, 3, day)


@given(st.integers(0, 4), st.integers(1, 5), st.dates(date(2026, 1, 1), date(2030, 1, 1)))
def test_a_month_has_one_meeting_on_the_weekday_named(weekday: int, nth: int, start: date) -> None:
    days = list(islice(Rhythm("month", weekday, start, nth=nth).days(), 12))
    assert all(day.weekday() == weekday and day >= start for day in days)
    assert all((later.year * 12 + later.month) - (day.year * 12 + day.month) == 1 for day, later in pairwise(days))


@given(st.integers(0, 4), st.integers(1, 13), st.dates(date(2026, 1, 1), date(2026, 6, 1)))
def test_a_proposed_meeting_is_always_on_a_working_day(weekday: int, every: int, today: date) -> None:
    for one in proposed(Rhythm("weeks", weekday, today, every=every), today=today, number=30, calendar=CALENDAR):
        assert is_working_day(one.on, EASTER)
        assert one.around.agenda_due_on >= today
        assert bool(one.moved) == (one.on != one.named_on)


@pytest.mark.parametrize(
    ("rhythm", "field"),
    [
        (Rhythm("often", 0, MONDAY), "pattern"),
        (Rhythm("weeks", 5, MONDAY), "weekday"),
        (Rhythm("weeks", 0, MONDAY, every=0), "every"),
        (Rhythm("month", 0, MONDAY, nth=6), "nth"),
    ],
)
def test_what_is_no_rhythm_is_refused_with_its_field(rhythm: Rhythm, field: str) -> None:
    why = rhythm_refusal(rhythm)
    assert why is not None and why.field == field


def test_the_cut_off_says_until_when_or_that_it_is_too_late() -> None:
    on = date(2026, 3, 16)
    assert cut_off_words(on=on, today=MONDAY, calendar=CALENDAR) == "referrals until 2 March"
    late = cut_off_words(on=on, today=MONDAY + timedelta(days=1), calendar=CALENDAR)
    assert late == "too late (referrals closed on 2 March): urgent, or the next one"


def case(**more: object) -> Candidate:
    return Candidate(uuid4(), **({"referred_on": MONDAY} | more))  # type: ignore[arg-type]


def test_the_order_is_urgent_then_put_off_then_judged_then_score_then_repeat_then_children_then_age() -> None:
    order = [
        case(urgent=True),
        case(deferred=2),
        case(deferred=1),
        case(judged=True, high=True, score=3, repeat=True),
        case(judged=True, high=True, score=20),
        case(score=16, high=True),
        case(score=9, repeat=True),
        case(score=9, children=3),
        case(score=9, children=1),
        case(score=9, referred_on=MONDAY - timedelta(days=20)),
        case(score=9),
    ]
    assert ranked(order[::-1]) == order


def test_a_low_score_never_lowers_a_judgement() -> None:
    judged, scored = case(judged=True, high=True, score=2), case(score=13)
    assert ranked([scored, judged]) == [judged, scored]


def test_an_agency_that_is_there_only_later_gets_a_later_slot_and_the_reason_says_so() -> None:
    school = uuid4()
    needs, other = case(score=20, high=True, agencies=frozenset({school})), case(score=4)
    windows = {school: Window("Willow School", first=time(9, 40))}
    placed = propose([needs, other], windows=windows, starts_at=time(9, 30), minutes=10, today=MONDAY)
    assert [(one.id, one.starts_at) for one in placed] == [(other.id, time(9, 30)), (needs.id, time(9, 40))]
    assert placed[1].why == ("20 yes answers", "referred today", "Willow School is there from 09:40")


def test_a_window_that_no_slot_suits_is_said_and_the_case_keeps_its_rank() -> None:
    school = uuid4()
    only = case(agencies=frozenset({school}))
    windows = {school: Window("Willow School", first=time(14, 0), last=time(15, 0))}
    placed = propose([only], windows=windows, starts_at=time(9, 30), minutes=10, today=MONDAY)
    assert placed[0].why[-1] == "its time does not suit everybody: Willow School is there from 14:00 until 15:00"


@given(st.lists(st.tuples(st.booleans(), st.integers(0, 24), st.integers(0, 3)), max_size=20))
def test_every_case_has_one_place_and_one_slot(rows: list[tuple[bool, int, int]]) -> None:
    cases = [case(urgent=urgent, score=score, deferred=deferred) for urgent, score, deferred in rows]
    placed = propose(cases, windows={}, starts_at=time(9, 30), minutes=10, today=MONDAY)
    assert sorted(one.id for one in placed) == sorted(one.id for one in cases)
    assert [one.number for one in placed] == list(range(1, len(cases) + 1))


def test_an_agency_is_told_its_times() -> None:
    assert times_words([]) == ""
    assert times_words([time(10, 10)]) == "Your case is at 10:10."
    assert times_words([time(11, 30), time(10, 10)]) == "Your cases are at 10:10 and 11:30."
    every = [time(10, minute) for minute in range(0, 60, 10)]
    assert times_words(every) == "Your 6 cases begin at 10:00, the last of them at 10:50."


def test_a_full_meeting_says_which_cases_could_wait_and_never_an_urgent_high_or_put_off_one() -> None:
    capacity = Capacity(cases=5, most=2, minutes=10)
    assert (capacity.over, capacity.words) == (3, "5 of 2 cases, 50 of 20 minutes")
    plain = case(score=3)
    cases = [plain, case(urgent=True), case(deferred=1), case(judged=True, high=True), case(high=True, score=14)]
    assert could_wait(cases, number=capacity.over) == [plain]
    assert could_wait(cases, number=0) == []


def test_an_extra_meeting_leaves_time_for_its_agenda_and_comes_before_the_next() -> None:
    full = date(2026, 3, 16)
    assert extra_day(on=full, before=date(2026, 3, 30), today=MONDAY, calendar=CALENDAR) == date(2026, 3, 17)
    assert extra_day(on=full, before=None, today=date(2026, 3, 23), calendar=CALENDAR) == date(2026, 4, 2)
    assert extra_day(on=full, before=date(2026, 3, 30), today=date(2026, 3, 23), calendar=CALENDAR) is None


def test_the_planning_figure_is_forty_cases_a_year_for_ten_thousand_women() -> None:
    figure = planning_figure(adult_women=92_000, per_10000=40, days_between=14)
    assert figure is not None and (figure.a_year, figure.a_meeting) == (368, 14)
    assert planning_figure(adult_women=None, per_10000=40, days_between=14) is None


RUNGS = Rungs(owner=-1, lead=1, coordinator=2)
DUE, HELD_ON = date(2026, 3, 11), date(2026, 3, 13)


def tonight(today: date, *taken: Step, meeting_on: date = HELD_ON) -> Step | None:
    return step_due(
        rungs=RUNGS, counted_from=DUE, meeting_on=meeting_on, today=today, taken=taken, holidays=EASTER
    )  # fmt: skip


def test_the_owner_is_told_before_the_lead_and_the_lead_before_the_coordinator() -> None:
    assert tonight(date(2026, 3, 9)) is None
    assert tonight(date(2026, 3, 10)) is Step.OWNER
    assert tonight(date(2026, 3, 10), Step.OWNER) is None
    assert tonight(date(2026, 3, 12)) is Step.OWNER  # what was missed is caught up with, a step a night
    assert tonight(date(2026, 3, 12), Step.OWNER) is Step.LEAD
    assert tonight(date(2026, 3, 13), Step.OWNER, Step.LEAD) is Step.COORDINATOR
    assert tonight(date(2026, 3, 13), *Step) is None


def test_nobody_is_reminded_at_a_weekend_on_a_bank_holiday_or_after_the_meeting() -> None:
    assert tonight(date(2026, 3, 14), meeting_on=date(2026, 3, 20)) is None
    assert tonight(date(2026, 4, 3), meeting_on=date(2026, 4, 20)) is None
    assert tonight(date(2026, 3, 16)) is None


@given(st.lists(st.dates(date(2026, 3, 1), date(2026, 5, 1)), max_size=40))
def test_however_often_the_night_runs_no_agency_hears_of_one_thing_more_than_three_times(nights: list[date]) -> None:
    taken: list[Step] = []
    for night in sorted(nights):
        step = tonight(night, *taken, meeting_on=date(2026, 5, 1))
        taken += [step] if step else []
    assert taken == list(Step)[: len(taken)]


def test_who_sent_something_in_writing_is_never_absent() -> None:
    assert took_part(signed=False, apologies=False, how="", returned=2) == "In writing"
    assert took_part(signed=False, apologies=False, how="writing", returned=0) == "In writing"
    assert took_part(signed=False, apologies=True, how="", returned=1) == "In writing"
    assert took_part(signed=True, apologies=False, how="apologies", returned=0) == "Was there"
    assert took_part(signed=False, apologies=True, how="", returned=0) == "Apologies"
    assert took_part(signed=False, apologies=False, how="room", returned=0) == "Not there, and nothing in writing"


def test_a_core_agency_that_answers_only_in_writing_is_missing_at_the_table() -> None:
    coming = {"police": "video", "idva_service": "writing"}
    assert missing_core(core=("police", "idva_service", "probation"), coming=coming) == ["idva_service", "probation"]


@pytest.mark.parametrize(
    ("given_", "field"),
    [
        ({"how": "by post", "name": "Jo"}, "how"),
        ({"how": "room", "name": " "}, "name"),
        ({"how": "room", "name": "Jo", "first": time(11), "last": time(10)}, "there_until"),
    ],
)
def test_what_is_no_answer_to_who_comes_is_refused_with_its_field(given_: dict[str, object], field: str) -> None:
    why = coming_refusal(**({"first": None, "last": None, "over": False} | given_))  # type: ignore[arg-type]
    assert why is not None and why.field == field


STATES = ("planned", "circulated", "held", "skipped")
OPEN_MOVES = {
    "planned": {"circulate", "skip"},
    "circulated": {"close", "skip"},
    "held": {"open_again"},
    "skipped": set(),
}


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("move", ["circulate", "close", "skip", "open_again"])
def test_every_state_of_a_meeting_and_every_move(state: str, move: str) -> None:
    ready = MeetingFacts(cases=2, unheard=0, chair=True, on=MONDAY, today=MONDAY)
    assert (MEETING.refusal(state=state, move=move, facts=ready) is None) == (move in OPEN_MOVES[state])
    waiting = MeetingFacts(cases=2, unheard=1, chair=True, on=MONDAY, today=MONDAY)
    if move not in ("circulate", "open_again"):
        assert MEETING.refusal(state=state, move=move, facts=waiting) is not None
