"""Dates typed as day, month and year, and sums as people write them."""

from __future__ import annotations

from datetime import date, time
from decimal import Decimal

import pytest
from django import forms
from django.core.exceptions import ValidationError

from openccr.ui.fields import DayMonthYearField, PoundsField, TimeOfDayField, WholeField


class Meeting(forms.Form):
    held_on = DayMonthYearField(label="Held on")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        (("21", "11", "2026"), date(2026, 11, 21)),
        ((" 1 ", "2", "2026"), date(2026, 2, 1)),
        (("3", "nov", "2026"), date(2026, 11, 3)),
        (("3", "November", "2026"), date(2026, 11, 3)),
        (("29", "2", "2028"), date(2028, 2, 29)),
    ],
)
def test_a_date_is_read_as_it_was_typed(typed: tuple[str, str, str], meant: date) -> None:
    assert DayMonthYearField().clean(typed) == meant


@pytest.mark.parametrize(
    ("typed", "words", "boxes"),
    [
        (("", "11", "2026"), "The date must include a day", ("day",)),
        (("3", "", ""), "The date must include a month and a year", ("month", "year")),
        (("31", "2", "2026"), "31 2 2026 is not a real date: check the day and the month", ("day", "month")),
        (("29", "2", "2026"), "29 2 2026 is not a real date: check the day and the month", ("day", "month")),
        (("3", "4", "26"), "The year must have four digits, for example 2026", ("year",)),
        (("x", "4", "2026"), "The day must be a number, for example 27", ("day",)),
        (("3", "smarch", "2026"), "The month must be a number, for example 3", ("month",)),
        (("３", "4", "2026"), "The day must be a number, for example 27", ("day",)),
        (("-3", "4", "2026"), "The day must be a number, for example 27", ("day",)),
    ],
)
def test_what_is_wrong_with_a_date_is_said_with_its_box(
    typed: tuple[str, str, str], words: str, boxes: tuple[str, ...]
) -> None:
    with pytest.raises(ValidationError) as caught:
        DayMonthYearField().clean(typed)
    assert caught.value.messages == [words]
    assert caught.value.error_list[0].params["parts"] == boxes


def test_an_empty_date_is_none_when_it_may_be_left_out() -> None:
    assert DayMonthYearField(required=False).clean(("", "", "")) is None
    with pytest.raises(ValidationError):
        DayMonthYearField().clean(("", "", ""))


def test_a_form_reads_the_three_boxes_by_name() -> None:
    form = Meeting({"held_on_day": "21", "held_on_month": "11", "held_on_year": "2026"})
    assert form.is_valid()
    assert form.cleaned_data == {"held_on": date(2026, 11, 21)}


def test_a_date_left_as_it_was_has_not_changed() -> None:
    boxes = {"held_on_day": "21", "held_on_month": "11", "held_on_year": "2026"}
    assert not Meeting(boxes, initial={"held_on": date(2026, 11, 21)}).has_changed()
    assert Meeting(boxes, initial={"held_on": date(2026, 11, 22)}).has_changed()


@pytest.mark.parametrize(("written", "meant"), [("£12,500", 12500), (" 85000 ", 85000), ("1,234,567", 1234567)])
def test_a_sum_is_read_as_people_write_it(written: str, meant: int) -> None:
    assert WholeField().clean(written) == PoundsField().clean(written) == meant
    assert PoundsField().clean("£1,250.50") == Decimal("1250.50")


@pytest.mark.parametrize("written", ["12,5", "1,23,456", "12,500,00", "about 500", "£"])
def test_a_comma_that_separates_no_thousands_is_not_guessed_at(written: str) -> None:
    with pytest.raises(ValidationError):
        WholeField().clean(written)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("09:30", time(9, 30)),
        ("9.30", time(9, 30)),
        (" 0930 ", time(9, 30)),
        ("9.30am", time(9, 30)),
        ("2 pm", time(14)),
        ("2:15 p.m.", time(14, 15)),
        ("12 noon", None),
        ("12.05 pm", time(12, 5)),
        ("12:10am", time(0, 10)),
        ("14h30", time(14, 30)),
        ("9", None),
        ("14.30 pm", None),
        ("25:00", None),
        ("9.3", None),
    ],
)
def test_a_time_of_day_is_read_as_people_write_it_and_never_guessed(typed: str, meant: time | None) -> None:
    if meant is not None:
        assert TimeOfDayField().clean(typed) == meant
        return
    with pytest.raises(ValidationError):
        TimeOfDayField().clean(typed)
