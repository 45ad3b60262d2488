"""The dates of meetings, and the state tables of meetings, hearings and research."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openccr.conference.rules.hearings import HEARING, HearingFacts, Notes, combined, mark
from openccr.conference.rules.meetings import MEETING, Calendar, MeetingDates, MeetingFacts, meeting_dates
from openccr.conference.rules.research import RESEARCH, ResearchFacts
from openccr.kernel.periods import working_days_between
from openccr.kernel.refusals import Refusal

EASTER = frozenset({date(2026, 4, 3), date(2026, 4, 6)})
CALENDAR = Calendar(
    agenda_out=8, research_due=2, holidays=EASTER, first_year=2026, last_year=2026, referral_cut_off=10, minutes=5
)
MONDAY = date(2026, 3, 2)


def dates(on: date, *, today: date = MONDAY, urgent: bool = False, out: bool = False) -> MeetingDates:
    return meeting_dates(on=on, today=today, calendar=CALENDAR, urgent=urgent, out=out)


def test_bank_holidays_are_no_working_days_before_a_meeting() -> None:
    assert dates(date(2026, 4, 8)) == MeetingDates(agenda_due_on=date(2026, 3, 25), research_due_on=date(2026, 4, 2))


@pytest.mark.parametrize(
    ("on", "words"),
    [
        (date(2026, 3, 1), "past"),
        (date(2026, 3, 10), "8 working days"),
        (date(2026, 3, 28), "weekend"),
        (date(2026, 4, 6), "bank holiday"),
        (date(2027, 1, 12), "2027 are not known"),
    ],
)
def test_a_day_that_cannot_be_is_refused_with_its_field(on: date, words: str) -> None:
    with pytest.raises(Refusal, match=words) as refused:
        dates(on)
    assert refused.value.field == "on"
    assert refused.value.remedy


def test_an_urgent_meeting_may_be_tomorrow_and_its_periods_shrink_to_what_is_left() -> None:
    assert dates(date(2026, 3, 3), urgent=True) == MeetingDates(MONDAY, MONDAY)
    with pytest.raises(Refusal, match="past"):
        dates(date(2026, 3, 1), urgent=True)


def test_once_the_agenda_is_out_a_meeting_may_move_to_tomorrow_but_not_to_a_holiday() -> None:
    assert dates(date(2026, 3, 3), out=True) == MeetingDates(MONDAY, MONDAY)
    with pytest.raises(Refusal, match="This is a bank holiday"):
        dates(date(2026, 4, 6), out=True)


@given(st.integers(min_value=12, max_value=200))
def test_the_agenda_is_always_out_before_research_is_due_before_the_meeting(days: int) -> None:
    on = MONDAY + timedelta(days=days)
    if on.weekday() >= 5 or on in EASTER:
        return
    due = dates(on)
    assert MONDAY <= due.agenda_due_on < due.research_due_on < on
    assert working_days_between(due.agenda_due_on, on, EASTER) == 8
    assert working_days_between(due.research_due_on, on, EASTER) == 2


def closed(moves: object, state: str, facts: object) -> dict[str, bool]:
    return {name: why is not None for name, why in moves.offered(state=state, facts=facts).items()}  # type: ignore[attr-defined]


def test_the_table_of_meetings() -> None:
    ready = MeetingFacts(cases=2, unheard=0, chair=True, on=MONDAY, today=MONDAY)
    assert closed(MEETING, "planned", ready) == {"circulate": False, "skip": False}
    assert closed(MEETING, "circulated", ready) == {"close": False, "skip": False}
    assert closed(MEETING, "held", ready) == {"open_again": False}
    assert closed(MEETING, "circulated", MeetingFacts(cases=2, unheard=1, chair=True)) == {"close": True, "skip": True}


def test_the_table_of_research() -> None:
    says, nothing, over = ResearchFacts(says=True), ResearchFacts(), ResearchFacts(says=True, closed=True)
    assert closed(RESEARCH, "asked", says) == {"return_research": False, "return_nil": False}
    assert closed(RESEARCH, "asked", nothing) == {"return_research": True, "return_nil": False}
    assert closed(RESEARCH, "returned", says) == {"return_research": False}
    assert closed(RESEARCH, "nil", says) == {"return_research": False}
    assert closed(RESEARCH, "asked", over) == {"return_research": True, "return_nil": True}
    ahead = ResearchFacts(says=True, last_contact_on=MONDAY + timedelta(days=1), today=MONDAY)
    assert closed(RESEARCH, "asked", ahead)["return_research"]


WHOLE = HearingFacts(her_views="To be left alone.", risk_summary="High.", actions=2, facing_harmer=1)


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        (HearingFacts(risk_summary="High.", actions=2, facing_harmer=1), "her_views"),
        (HearingFacts(her_views="Not reached.", actions=2, facing_harmer=1), "risk_summary"),
        (HearingFacts(her_views="Not reached.", risk_summary="High."), "reason"),
        (HearingFacts(her_views="Not reached.", risk_summary="High.", actions=2), "reason"),
    ],
)
def test_a_case_is_not_finished_without_her_the_risk_and_a_plan_that_faces_who_harms(
    facts: HearingFacts, field: str
) -> None:
    why = HEARING.refusal(state="listed", move="hear", facts=facts)
    assert why is not None and why.field == field


def test_a_whole_case_is_finished_and_so_is_one_with_a_reason() -> None:
    assert HEARING.make(state="listed", move="hear", facts=WHOLE) == "heard"
    bare = HearingFacts(her_views="Not reached.", risk_summary="High.", reason="He died last week.")
    assert HEARING.make(state="listed", move="hear", facts=bare) == "heard"


@pytest.mark.parametrize("move", ["defer", "withdraw"])
def test_putting_off_and_withdrawing_need_a_reason_in_words(move: str) -> None:
    assert HEARING.refusal(state="listed", move=move, facts=HearingFacts(reason="  ")) is not None
    assert HEARING.refusal(state="listed", move=move, facts=HearingFacts(reason="She moved.")) is None
    assert HEARING.refusal(state="heard", move=move, facts=HearingFacts(reason="She moved.")) is not None


BEFORE = Notes(her_views="a", discussion="b", risk_summary="c")
SEEN = {"her_views": mark("a"), "discussion": mark("b"), "risk_summary": mark("c")}


def test_the_coordinators_discussion_and_the_chairs_summary_never_meet() -> None:
    now = Notes(her_views="a", discussion="what was said", risk_summary="c")
    kept, conflicts = combined(now=now, written=Notes("a", "b", "high"), seen=SEEN)
    assert kept == Notes("a", "what was said", "high")
    assert conflicts == ()


def test_the_same_text_changed_by_two_is_a_conflict() -> None:
    now = Notes("a", "hers", "c")
    kept, conflicts = combined(now=now, written=Notes("a", "his", "c"), seen=SEEN)
    assert conflicts == ("discussion",)
    assert kept.discussion == "hers"


def test_line_ends_that_browsers_change_are_no_change() -> None:
    assert mark("one\r\ntwo\r\n") == mark("one\ntwo")


texts = st.sampled_from(["a", "b", "c", ""])
notes = st.builds(Notes, texts, texts, texts)


@given(seen=notes, now=notes, written=notes)
def test_whatever_two_people_write_nothing_of_either_is_lost(seen: Notes, now: Notes, written: Notes) -> None:
    names = ("her_views", "discussion", "risk_summary")
    kept, conflicts = combined(now=now, written=written, seen={name: mark(getattr(seen, name)) for name in names})
    for name in names:
        old, theirs, mine, result = (getattr(one, name) for one in (seen, now, written, kept))
        changed_by_both = old not in (theirs, mine) and theirs != mine
        assert (name in conflicts) == changed_by_both
        assert result == (theirs if mine == old or changed_by_both else mine)
