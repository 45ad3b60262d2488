"""The coordinator's own work: the calendar, her time, and talks afterwards that stay private."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

import pytest
from django.db import DatabaseError, transaction
from hypothesis import given
from hypothesis import strategies as st

from openccr.access.acting import acting_as
from openccr.content import load
from openccr.content.schema.coordination import Duty
from openccr.governance.calendar import duties, duty_shown
from openccr.governance.models import Debrief, DutyDone, TimeSpent
from openccr.governance.operations.coordination import (
    answer_debrief,
    ask_for_debrief,
    mark_done,
    mark_not_done,
    offer_debriefs,
    remind_of_calendar,
    take_back,
    tap,
)
from openccr.governance.queries.coordination import (
    coordination_load,
    debriefs_counted,
    own_debriefs,
    own_time,
)
from openccr.governance.rules.coordination import told
from openccr.governance.rules.duties import before, ends_on, is_reminded, standing
from openccr.insight.rules.figures import HIDDEN
from openccr.insight.rules.tables import published_parts
from openccr.kernel.refusals import NotFound, Refusal
from tests.conference.conferences import planned
from tests.makers import NOW, TODAY, Area

EVERY = ("week", "four_weeks", "month", "quarter", "half_year", "year", "two_years", "three_years")
SINCE = date(2020, 1, 1)


def duty(every: str = "quarter", *, ahead: int = 21, shown_by: str = "nothing") -> Duty:
    return Duty(key="k", name="n", source="s", every=every, about="a", ahead_days=ahead, shown_by=shown_by)  # type: ignore[arg-type]


@given(day=st.dates(date(2024, 1, 1), date(2060, 1, 1)), every=st.sampled_from(EVERY))
def test_periods_follow_one_another_without_a_gap_and_hold_their_days(day: date, every: str) -> None:
    end = ends_on(every, day)  # type: ignore[arg-type]
    earlier = before(every, end)  # type: ignore[arg-type]
    assert earlier < day <= end
    assert ends_on(every, earlier + timedelta(days=1)) == end  # type: ignore[arg-type]
    assert ends_on(every, earlier) == earlier  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("today", "periods", "shown_on", "says"),
    [
        (date(2026, 2, 1), [date(2025, 12, 31)], None, "later"),
        (date(2026, 3, 12), [date(2025, 12, 31)], None, "soon"),
        (date(2026, 3, 12), [date(2026, 3, 31)], None, "done"),
        (date(2026, 3, 12), [], None, "late"),
        (date(2026, 3, 12), [], date(2026, 1, 5), "done"),
        (date(2026, 2, 1), [], date(2025, 11, 5), "later"),
    ],
)
def test_what_is_due_is_soon_done_or_late(today: date, periods: list[date], shown_on: date | None, says: str) -> None:
    found = standing(duty(), periods=periods, shown_on=shown_on, since=SINCE, today=today)
    assert found is not None
    word = "late" if found.late else "done" if found.done else "soon" if found.soon else "later"
    assert word == says


def test_nothing_is_late_that_was_due_before_the_partnership_began() -> None:
    found = standing(duty(), periods=[], shown_on=None, since=date(2026, 3, 1), today=date(2026, 3, 12))
    assert found is not None
    assert not found.late


def test_the_calendar_of_the_pack_has_every_cycle_and_names_its_source() -> None:
    told_ = load(("core", "gb-eng")).duties
    assert {"week", "month", "quarter", "half_year", "year", "two_years", "three_years", "event"} <= {
        one.every for one in told_.duties.values()
    }
    assert all(one.source for one in told_.duties.values())
    assert len(told_.duties) >= 30
    assert len(told_.duties) - len(load(("core",)).duties.duties) == 6  # what England has besides


def test_what_was_done_leaves_the_list_and_is_not_done_twice(area: Area) -> None:
    due = mark_done(actor=area.amina, duty="training_reviewed", words="All agencies asked", at=NOW)
    assert due == date(2025, 12, 31)  # the quarter before is owed first
    assert mark_done(actor=area.amina, duty="training_reviewed", at=NOW) == date(2026, 3, 31)
    with pytest.raises(Refusal, match="done for now"):
        mark_done(actor=area.amina, duty="training_reviewed", at=NOW)
    with acting_as(area.bea):
        shown = duty_shown(actor=area.bea, key="training_reviewed", today=TODAY)
        assert shown.standing is not None
        assert shown.standing.done


def test_what_was_said_to_be_done_by_mistake_is_taken_back_and_is_due_again(area: Area) -> None:
    owed, running = (mark_done(actor=area.amina, duty="training_reviewed", at=NOW) for _ in range(2))
    with acting_as(area.lena), pytest.raises(Refusal):
        mark_not_done(actor=area.lena, duty="training_reviewed", at=NOW)
    mark_not_done(actor=area.amina, duty="training_reviewed", at=NOW)
    assert mark_done(actor=area.amina, duty="training_reviewed", at=NOW) == running
    for _ in range(2):
        mark_not_done(actor=area.amina, duty="training_reviewed", at=NOW)
    assert mark_done(actor=area.amina, duty="training_reviewed", at=NOW) == owed
    mark_not_done(actor=area.amina, duty="training_reviewed", at=NOW)
    with pytest.raises(Refusal, match="Nobody has said"):
        mark_not_done(actor=area.amina, duty="training_reviewed", at=NOW)


def test_what_the_store_sees_by_itself_is_not_said_by_hand(area: Area) -> None:
    with pytest.raises(Refusal, match="sees by itself"):
        mark_done(actor=area.amina, duty="board_pack", at=NOW)
    with pytest.raises(Refusal, match="something happens"):
        mark_done(actor=area.amina, duty="contract_planned", at=NOW)
    with pytest.raises(NotFound):
        mark_done(actor=area.amina, duty="no_such_duty", at=NOW)


def test_only_the_coordinator_writes_into_the_calendar(area: Area) -> None:
    with pytest.raises(Refusal):
        mark_done(actor=area.lena, duty="training_reviewed", at=NOW)
    row = DutyDone(partnership_id=area.id, duty="x", period=TODAY, done_on=TODAY, done_by="x")
    with acting_as(area.lena), pytest.raises(DatabaseError), transaction.atomic():
        DutyDone.objects.bulk_create([row])


def test_her_time_is_hers_and_the_chair_learns_sums_of_weeks(area: Area) -> None:
    assert tap(actor=area.amina, work_kind="telephone", at=NOW) == 15
    tap(actor=area.amina, work_kind="telephone", at=NOW)
    tap(actor=area.amina, work_kind="meetings", at=NOW + timedelta(hours=2))
    take_back(actor=area.amina, at=NOW + timedelta(hours=2))
    with acting_as(area.amina):
        today, weeks = own_time(area.amina, today=TODAY)
        assert today.by_kind == weeks.by_kind == {"telephone": 30}
        assert today.by_hour == {10: 30}
    for name in ("fay", "bea", "lena", "commands"):
        with acting_as(area.actors[name]):
            assert not TimeSpent.objects.exists(), name
    with acting_as(area.fay):
        month = coordination_load(area.fay, first=TODAY - timedelta(days=30), last=TODAY)
        assert month.by_kind == {"telephone": 30}
        assert coordination_load(area.fay, first=TODAY, last=TODAY).minutes == 0
    with pytest.raises(Refusal), acting_as(area.lena):
        coordination_load(area.lena, first=TODAY - timedelta(days=30), last=TODAY)


def test_no_kind_of_work_is_made_up_and_nothing_is_taken_back_that_is_not_there(area: Area) -> None:
    with pytest.raises(NotFound):
        tap(actor=area.amina, work_kind="golf", at=NOW)
    with pytest.raises(Refusal):
        take_back(actor=area.amina, at=NOW)
    with pytest.raises(Refusal):
        tap(actor=area.fay, work_kind="telephone", at=NOW)


def offered(area: Area, *names: str) -> list[UUID]:
    people = [area.actors[name].appointment for name in names]
    offer_debriefs(actor=area.fay, occasion="hard_hearing", people=people, at=NOW)
    return people


def test_a_talk_is_answered_alone_and_nobody_else_reads_the_answer(area: Area) -> None:
    offered(area, "bea", "grace")
    with acting_as(area.bea):
        (one,) = own_debriefs(area.bea, open_only=True)
    answer_debrief(actor=area.bea, debrief=one.id, move="take", at=NOW)
    with pytest.raises(NotFound):
        answer_debrief(actor=area.grace, debrief=one.id, move="take", at=NOW)
    for name in ("fay", "amina", "lena", "carl", "commands"):
        with acting_as(area.actors[name]):
            assert not Debrief.objects.exists(), name
    with acting_as(area.bea):
        assert own_debriefs(area.bea, open_only=True) == []
        assert own_debriefs(area.bea, open_only=False)[0].answer == "taken"


def test_of_a_small_team_nobody_is_told_how_many_took_it(area: Area) -> None:
    offered(area, "bea", "grace")
    with acting_as(area.fay):
        found = debriefs_counted(area.fay, first=TODAY, last=TODAY)
        assert (found.offered, found.asked_for, found.taken) == (2, HIDDEN, HIDDEN)
    assert told(offered=20, asked_for=0, taken=9).taken == 10
    assert told(offered=9, asked_for=0, taken=0).taken == "fewer than 5"
    assert told(offered=9, asked_for=0, taken=9).taken == HIDDEN
    assert told(offered=9, asked_for=1, taken=2).asked_for == "fewer than 5"
    with pytest.raises(Refusal), acting_as(area.bea):
        debriefs_counted(area.bea, first=TODAY, last=TODAY)


def test_somebody_may_ask_for_a_talk_themselves(area: Area) -> None:
    ask_for_debrief(actor=area.bea, occasion="death", at=NOW)
    with acting_as(area.bea):
        assert own_debriefs(area.bea, open_only=False)[0].own_wish
        assert own_debriefs(area.bea, open_only=True) == []


def test_an_offer_is_made_by_who_leads_the_work_to_people_of_the_partnership(area: Area) -> None:
    with pytest.raises(Refusal):
        offer_debriefs(actor=area.bea, occasion="death", people=[area.grace.appointment], at=NOW)
    with pytest.raises(Refusal, match="no occasion"):
        offer_debriefs(actor=area.fay, occasion="x", people=[area.grace.appointment], at=NOW)
    with pytest.raises(Refusal, match="Nobody"):
        offer_debriefs(actor=area.fay, occasion="death", people=[], at=NOW)
    with pytest.raises(NotFound):
        offer_debriefs(actor=area.fay, occasion="death", people=[UUID(int=7)], at=NOW)


def test_the_calendar_is_one_question_to_the_database(area: Area, django_assert_num_queries: object) -> None:
    with acting_as(area.amina), django_assert_num_queries(1):  # type: ignore[operator]
        assert duties(area.amina, today=TODAY)


@given(counts=st.lists(st.integers(0, 40), min_size=2, max_size=6))
def test_no_line_of_one_to_four_follows_from_the_others_and_the_sum(counts: list[int]) -> None:
    named = {str(place): count for place, count in enumerate(counts)}
    shown, whole = published_parts(named)
    assert all(shown[name] not in range(1, 5) for name in named)
    if sum(counts) and whole != HIDDEN:
        zeros = sum(number == 0 for number in shown.values())
        few = [name for name, number in shown.items() if number == "fewer than 5"]
        told_ = [number for number in shown.values() if isinstance(number, int) and number]
        # With everything else told and the sum in a range, one small line alone must leave more than one number.
        if len(few) == 1 and len(few) + len(told_) + zeros == len(named):
            low = {5: 5, **{n: n - 2 for n in range(10, 300, 5)}}
            least = sum(low[number] for number in told_)
            most = sum(number + 2 for number in told_)
            below, above = (low[whole], whole + 2) if isinstance(whole, int) else (1, 4)
            assert min(4, above - least) > max(1, below - most)


def test_the_coordinators_are_told_when_something_comes_due_and_once_when_it_is_late(
    area: Area, monkeypatch: pytest.MonkeyPatch
) -> None:
    told_: list[UUID] = []
    monkeypatch.setattr(
        "openccr.governance.operations.coordination.tell_person",
        lambda *, appointment_id, **_: told_.append(appointment_id),
    )
    assert remind_of_calendar(actor=area.commands, today=date(2026, 3, 9)) == 0  # no conference meets yet
    planned(area)
    assert remind_of_calendar(actor=area.commands, today=date(2026, 3, 9)) == 1  # a week is over, and nobody chased
    assert told_ == [area.amina.appointment]
    assert remind_of_calendar(actor=area.commands, today=date(2026, 3, 10)) == 0
    with pytest.raises(Refusal):
        remind_of_calendar(actor=area.amina, today=TODAY)


@pytest.mark.parametrize(
    ("today", "told_"), [(date(2026, 3, 9), False), (date(2026, 3, 10), True), (date(2026, 3, 11), False)]
)
def test_what_comes_due_is_told_once_on_the_day_its_days_ahead_begin(today: date, told_: bool) -> None:
    found = standing(duty(), periods=[date(2025, 12, 31)], shown_on=None, since=SINCE, today=today)
    assert is_reminded(duty(), found, today=today) is told_
