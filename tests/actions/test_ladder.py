"""Reminders: the owner first, then the lead, the chair and the board, each step once."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openccr.access.acting import acting_as
from openccr.actions.models import Action, Reminder
from openccr.actions.operations import agree_action, complete, reopen
from openccr.actions.operations.reminding import remind
from openccr.actions.rules.ladder import HIGHER, RUNGS, Rungs, Step, step_due
from openccr.casefiles.operations import exclude
from openccr.content import load
from openccr.kernel.periods import add_working_days
from openccr.kernel.refusals import Refusal
from tests.makers import NOW, TODAY, Area, open_case

RUNGS_HERE = Rungs(before=2, lead=3, chair=8, board=20)
DUE = date(2026, 3, 16)
"""A Monday."""


def due(today: date, *taken: Step, locked: bool = False) -> Step | None:
    return step_due(
        rungs=RUNGS_HERE, due_on=DUE, today=today, taken=taken, locked=locked, holidays=frozenset()
    )  # fmt: skip


@pytest.mark.parametrize(
    ("today", "taken", "step"),
    [
        (date(2026, 3, 11), (), None),
        (date(2026, 3, 12), (), Step.BEFORE),
        (date(2026, 3, 13), (Step.BEFORE,), None),
        (DUE, (Step.BEFORE,), Step.ON_THE_DAY),
        (date(2026, 3, 18), (Step.ON_THE_DAY,), None),
        (date(2026, 3, 19), (Step.ON_THE_DAY,), Step.LEAD),
        (date(2026, 3, 26), (Step.ON_THE_DAY, Step.LEAD), Step.CHAIR),
        (date(2026, 4, 13), (Step.ON_THE_DAY, Step.LEAD, Step.CHAIR), Step.BOARD),
        (date(2026, 9, 1), RUNGS, None),
    ],
)
def test_each_step_has_its_day_in_working_days(today: date, taken: tuple[Step, ...], step: Step | None) -> None:
    assert due(today, *taken) is step


def test_the_owner_is_told_before_anybody_else_however_late_it_is() -> None:
    assert due(date(2026, 9, 1)) is Step.ON_THE_DAY
    assert due(date(2026, 9, 1), Step.ON_THE_DAY) is Step.LEAD


def test_what_is_locked_is_not_chased_and_her_adviser_is_asked() -> None:
    assert due(date(2026, 3, 12), locked=True) is Step.ADVISER
    assert due(date(2026, 3, 13), Step.ADVISER, locked=True) is None
    assert due(DUE, Step.ADVISER, locked=True) is Step.ADVISER_ON_THE_DAY
    assert due(date(2026, 3, 19), Step.ADVISER_ON_THE_DAY, locked=True) is Step.ADVISER_AGAIN
    assert due(date(2026, 9, 1), locked=True) is Step.ADVISER_AGAIN, "what was missed is asked once"
    assert due(date(2026, 9, 1), Step.ADVISER_AGAIN, locked=True) is None


@given(days=st.integers(-30, 90), taken=st.sets(st.sampled_from(RUNGS)))
def test_no_step_is_taken_twice_and_none_above_the_owner_before_the_owner(days: int, taken: set[Step]) -> None:
    step = due(DUE + timedelta(days=days), *taken)
    assert step not in taken
    if step in HIGHER:
        assert Step.ON_THE_DAY in taken


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[UUID]:
    """The appointments and agencies that were told, in order."""
    found: list[UUID] = []
    for place in ("reminding", "owners", "advisers"):
        monkeypatch.setattr(
            f"openccr.actions.operations.{place}.tell_agency", lambda *, agency_id, **_: found.append(agency_id)
        )
        if place != "advisers":
            monkeypatch.setattr(
                f"openccr.actions.operations.{place}.tell_person",
                lambda *, appointment_id, **_: found.append(appointment_id),
            )
    return found


def agreed(area: Area, case: UUID, *, due_on: date, **more: object) -> UUID:
    return agree_action(
        actor=area.amina, file_id=case, text="Change the locks", faces="agencies",
        agency_id=area.agencies["housing"], due_on=due_on, at=NOW, **more,
    )  # fmt: skip


def after(number: int, day: date) -> date:
    return add_working_days(day, number, load().holidays)


def test_a_night_that_runs_twice_takes_what_is_long_late_one_rung_up(area: Area, told: list[UUID]) -> None:
    agreed(area, open_case(area), due_on=TODAY, owner_id=area.bea.appointment_id)
    late = after(40, TODAY)
    nights = (late, late, late + timedelta(days=1), late + timedelta(days=1))
    assert [remind(actor=area.commands, today=day, at=NOW) for day in nights] == [1, 0, 1, 0]


def test_the_ladder_goes_from_the_owner_to_the_board_each_step_once(area: Area, told: list[UUID]) -> None:
    case = open_case(area)
    due_on = TODAY + timedelta(days=14)
    action = agreed(area, case, due_on=due_on, owner_id=area.bea.appointment_id)
    bea, lena = area.bea.appointment_id, area.lena.appointment_id
    days = [after(-2, due_on), due_on, after(3, due_on), after(8, due_on), after(20, due_on)]
    told_on = []
    for day in days:
        told.clear()
        assert remind(actor=area.commands, today=day, at=NOW) == 1
        assert remind(actor=area.commands, today=day, at=NOW) == 0
        told_on.append(list(told))
    assert told_on[:3] == [[bea], [bea], [lena, bea]]
    assert told_on[4] == [area.agencies["council"], bea]
    with acting_as(area.amina):
        assert list(Reminder.objects.order_by("on").values_list("step", flat=True)) == [
            "before", "on_the_day", "lead", "chair", "board",
        ]  # fmt: skip
        assert Action.objects.get(id=action).escalated_to == "board"


def test_without_a_named_owner_the_agency_is_told(area: Area, told: list[UUID]) -> None:
    agreed(area, open_case(area), due_on=TODAY)
    assert remind(actor=area.commands, today=TODAY, at=NOW) == 1
    assert told == [area.agencies["housing"]]


def test_in_place_of_an_owner_who_is_kept_out_of_the_case_the_agency_is_told(area: Area, told: list[UUID]) -> None:
    case = open_case(area)
    agreed(area, case, due_on=TODAY, owner_id=area.eve.appointment_id)
    exclude(actor=area.amina, file=case, user_id=area.eve.user_id, reason="her sister", at=NOW)
    assert remind(actor=area.commands, today=TODAY, at=NOW) == 1
    assert told == [area.agencies["housing"]]


def test_of_a_locked_action_her_adviser_alone_is_told(area: Area, told: list[UUID]) -> None:
    agreed(area, open_case(area), due_on=TODAY, noticeable=True, owner_id=area.bea.appointment_id)
    days = (after(-2, TODAY), TODAY, after(1, TODAY), after(3, TODAY), after(4, TODAY))
    assert [remind(actor=area.commands, today=day, at=NOW) for day in days] == [1, 1, 0, 1, 0]
    assert told == [area.agencies["idva"]] * 3


def test_what_is_ended_is_not_chased_and_what_is_opened_again_starts_anew(area: Area, told: list[UUID]) -> None:
    case = open_case(area)
    action = agreed(area, case, due_on=TODAY)
    remind(actor=area.commands, today=TODAY, at=NOW)
    complete(actor=area.bea, file=case, action=action, evidence="Fitted.", ended_on=TODAY, at=NOW)
    assert remind(actor=area.commands, today=TODAY + timedelta(days=30), at=NOW) == 0
    day = TODAY + timedelta(days=30)
    reopen(actor=area.bea, file=case, action=action, reason="They broke.", due_on=day, at=NOW)
    assert remind(actor=area.commands, today=day, at=NOW) == 1


def test_only_the_nightly_work_reminds(area: Area) -> None:
    with pytest.raises(Refusal, match="nightly"):
        remind(actor=area.amina, today=TODAY, at=NOW)
