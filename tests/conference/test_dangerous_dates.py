"""Days on which the danger may rise: noted, watched, told of beforehand."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

import pytest

from openccr.access.acting import acting_as
from openccr.conference.models import DangerousDate, DateTold
from openccr.conference.operations.watching import end_dangerous_date, note_dangerous_date, tell_of_dates
from openccr.conference.queries.watching import watched_of
from openccr.conference.rules.dangerous_dates import left_words, step_due, why_not_noted
from openccr.kernel.refusals import Refusal
from tests.conference.conferences import TODAY, WHEN, Listed, listed
from tests.makers import Area

DAY = date(2026, 11, 21)


def noted(area: Area, case: Listed, *, days: int = 20, owner: str = "police") -> UUID:
    return note_dangerous_date(
        actor=area.pia, file_id=case.file, kind="release", on=TODAY + timedelta(days=days), source="The prison",
        owner_agency_id=area.agencies[owner], at=WHEN,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("left", "told", "step"),
    [
        (20, (), None),
        (14, (), 14),
        (9, (), 14),
        (9, (14,), None),
        (3, (14,), 3),
        (2, (), 3),
        (0, (14, 3), None),
        (-1, (), None),
    ],
)
def test_owners_are_told_once_at_each_step_and_late_ones_at_the_nearest(
    left: int, told: tuple[int, ...], step: int | None
) -> None:
    assert step_due(on=DAY + timedelta(days=left), today=DAY, before=(14, 3), told=told) == step


def test_how_far_ahead_is_said_in_words() -> None:
    assert [left_words(on=DAY + timedelta(days=n), today=DAY) for n in (0, 1, 5)] == ["today", "tomorrow", "in 5 days"]


def test_a_day_that_is_past_or_known_from_nowhere_is_not_noted() -> None:
    assert why_not_noted(on=DAY - timedelta(days=1), source="Court", today=DAY)
    assert why_not_noted(on=DAY, source="", today=DAY)


def test_the_night_tells_fourteen_and_three_days_before_and_never_twice(area: Area) -> None:
    case = listed(area)
    noted(area, case)
    nights = [
        tell_of_dates(actor=area.commands, today=TODAY + timedelta(days=day), at=WHEN) for day in (0, 6, 6, 7, 17, 18)
    ]
    assert nights == [0, 1, 0, 0, 1, 0]
    with acting_as(area.amina):
        assert sorted(DateTold.objects.values_list("days", flat=True)) == [3, 14]


def test_a_date_that_was_taken_off_is_told_to_nobody_and_stays_on_record(area: Area) -> None:
    case = listed(area)
    found = noted(area, case, days=3)
    with pytest.raises(Refusal, match="why"):
        end_dangerous_date(actor=area.pia, file_id=case.file, date_id=found, why=" ", at=WHEN)
    end_dangerous_date(actor=area.pia, file_id=case.file, date_id=found, why="Parole refused.", at=WHEN)
    assert tell_of_dates(actor=area.commands, today=TODAY, at=WHEN) == 0
    with acting_as(area.amina):
        assert DangerousDate.objects.get(id=found).ended_why == "Parole refused."
        assert not watched_of(case.file, today=TODAY).dates


def test_an_agency_that_is_not_on_the_case_watches_no_date_of_it(area: Area) -> None:
    case = listed(area, invited=("police", "idva"))
    with pytest.raises(Refusal, match="on the case"):
        noted(area, case, owner="probation")
    with acting_as(area.carl):
        assert not DangerousDate.objects.exists()


def test_representatives_of_another_agency_do_not_take_a_date_off(area: Area) -> None:
    case = listed(area)
    found = noted(area, case)
    with acting_as(area.bea):
        assert DangerousDate.objects.filter(id=found).update(ended_at=WHEN) == 0
    with acting_as(area.grace):
        assert DangerousDate.objects.filter(id=found).update(ended_at=WHEN) == 1
