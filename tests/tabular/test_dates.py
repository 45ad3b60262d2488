"""Dates as people write them; a date that can be read in two ways is refused."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openccr.tabular import Cell, Problem, Unreadable, read_date, swapped_dates
from openccr.tabular.grid import to_cell
from tests.tabular.files import TODAY


def read(value: str | int | float | bool | datetime, **options: object) -> date | None:
    return read_date(to_cell(value), today=TODAY, **options)  # type: ignore[arg-type]


def why_not(value: str | int | float | bool | datetime, **options: object) -> str:
    with pytest.raises(Unreadable) as caught:
        read(value, **options)
    assert caught.value.remedy == "Write it as day/month/year, such as 25/04/2026."
    return caught.value.problem


@pytest.mark.parametrize(
    "value",
    [
        "3/4/26", "03/04/2026", "3.4.26", "3-4-2026", "3–4–2026", "3 / 4 / 2026", "03 04 2026",
        "2026-04-03", "2026/4/3", "03-Apr-2026", "3 April 2026", "3rd of April, 2026", "03APR2026", "April 3, 2026",
        "Apr. 3 26", "2026 April 3", "Fri 3/4/26", "Friday, 3 April 2026", "03/04/2026 14:30", "03/04/2026 00:00:00",
        "2026-04-03T09:15:00.000", "3/4/26 2:30 pm", "46115", "46115.604", 46115, 46115.6,
        datetime(2026, 4, 3), datetime(2026, 4, 3, 14, 30), "\u00a03/4/26\u200b",
    ],
)  # fmt: skip
def test_the_third_of_april_in_the_ways_people_write_it(value: str) -> None:
    assert read(value) == date(2026, 4, 3)


@pytest.mark.parametrize(
    ("value", "problem"),
    [
        ("04/13/2026", "there is no month 13"),
        ("32/4/26", "there is no day 32"),
        ("0/4/26", "there is no day 0"),
        ("31/4/26", "that month has no day 31"),
        ("29/2/2025", "that month has no day 29"),
        ("04/2026", "the day is missing"),
        ("April 2026", "the day is missing"),
        ("3 April", "the day or the year is missing"),
        ("2026", "the day and the month are missing"),
        ("April", "this is a word and not a date"),
        ("Nadia", "this is a word and not a date"),
        ("3/4/226", "the year cannot be right"),
        ("3-4/26", "this is not one date"),
        ("c. 1985", "this is not one date"),
        ("aged 34", "this is not one date"),
        ("3/4/26 or 4/4/26", "this is not one date"),
        ("3/4/26?", "this is not one date"),
        ("March or April 3 26", "this is not one date"),
        ("03042026", "this number stands for no date"),
        (2026, "this number stands for no date"),
        (42, "this number stands for no date"),
        (-46115, "this number stands for no date"),
        (True, "this is not a date"),
        ("Monday 3/4/26", "that day was not a Monday"),
        ("2026-04-02T23:00:00Z", "the time has a time zone, so the day may be the one before or after"),
        ("2026-04-03 00:00+01:00", "the time has a time zone, so the day may be the one before or after"),
        ("3/4/98", "the century is not clear"),
        (datetime(1900, 1, 14), "the year 1900 is too long ago"),
        ("3/4/2226", "the year 2226 is too far ahead"),
    ],
)
def test_what_is_impossible_or_could_mean_two_days_is_refused(value: str, problem: str) -> None:
    assert why_not(value) == problem


def test_numbers_are_day_first_unless_the_pack_says_otherwise() -> None:
    assert read("3/4/26", order="mdy") == date(2026, 3, 4)
    assert read("26/4/3", order="ymd") == date(2026, 4, 3)
    assert read("2026-04-03", order="mdy") == date(2026, 4, 3)


@pytest.mark.parametrize(
    ("written", "born"),
    [
        ("20/11/26", date(2026, 11, 20)),
        ("21/11/26", date(2026, 11, 21)),
        ("22/11/26", date(1926, 11, 22)),
        ("1/1/79", date(1979, 1, 1)),
        ("3-Apr-88", date(1988, 4, 3)),
    ],
)
def test_a_birth_year_of_two_digits_is_the_latest_one_that_is_past(written: str, born: date) -> None:
    assert read(written, birth=True) == born


def test_the_age_beside_a_birthday_is_left_out_where_it_fits() -> None:
    for written in ("3/4/1991 (35)", "3 April 1991, aged 35", "03.04.91 (age: 35 yrs)", "3/4/91 (34)"):
        assert read(written, birth=True) == date(1991, 4, 3), written
    assert why_not("3/4/1991 (53)", birth=True) == "somebody born then is not 53"
    assert why_not("3/4/2026 (35)") == "this is not one date"


def test_nobody_is_born_tomorrow_or_120_years_ago() -> None:
    assert why_not("22/11/2026", birth=True) == "that day has not come yet"
    assert why_not("1/1/1905", birth=True) == "the year 1905 is too long ago"


def test_a_referral_from_the_future_is_refused_where_the_day_must_be_past() -> None:
    assert why_not("3/4/27", past=True) == "that day has not come yet"
    assert read("3/4/27") == date(2027, 4, 3)
    assert read(datetime(2026, 11, 21), past=True) == TODAY


def test_a_birthday_may_be_a_spreadsheets_number_but_another_day_not_when_its_digits_read_as_a_date() -> None:
    assert read(30426, birth=True) == date(1983, 4, 20)
    assert "without its separators" in why_not(30426)


@pytest.mark.parametrize("value", ["", " ", "-", "unknown", "Not known", "N/K", "n/a"])
def test_a_day_nobody_knows_is_none(value: str) -> None:
    assert read(value) is None


def test_a_cell_the_file_calls_faulty_is_refused_with_the_files_reason() -> None:
    with pytest.raises(Unreadable, match="never calculated"):
        read_date(Cell("", "", Problem("never calculated", "Save it.")), today=TODAY)


def test_names_of_months_come_from_the_pack() -> None:
    assert read("3 aprilie 2026", months={"aprilie": 4}) == date(2026, 4, 3)
    assert why_not("3 aprilie 2026") == "this is not one date"


FORMATS = ["%d/%m/%Y", "%d-%b-%Y", "%d %B %Y", "%Y-%m-%d", "%A %d %B %Y", "%d.%m.%Y", "%B %d, %Y", "%d/%m/%Y %H:%M"]


@given(day=st.dates(date(1907, 1, 1), TODAY), format=st.sampled_from(FORMATS))
def test_any_birthday_comes_back_from_any_of_these_formats(day: date, format: str) -> None:
    assert read(day.strftime(format), birth=True) == day


@given(day=st.dates(TODAY - timedelta(days=36_500), TODAY), format=st.sampled_from(["%d/%m/%y", "%d-%b-%y"]))
def test_a_two_digit_birthday_of_the_last_hundred_years_comes_back(day: date, format: str) -> None:
    assert read(day.strftime(format), birth=True) == day


@given(day=st.dates(date(1927, 6, 1), TODAY))
def test_a_birthday_comes_back_from_a_spreadsheets_number_in_either_system(day: date) -> None:
    assert read((day - date(1899, 12, 30)).days, birth=True) == day
    if (number := (day - date(1904, 1, 1)).days) >= 10_000:
        cell = Cell(number, str(number), date_1904=True)
        assert read_date(cell, today=TODAY, birth=True) == day


@given(day=st.dates(date(2000, 1, 1), date(2030, 1, 1)))
def test_american_order_is_never_read_as_another_day_when_it_cannot_be_day_first(day: date) -> None:
    if day.day > 12:
        with pytest.raises(Unreadable):
            read(day.strftime("%m/%d/%Y"))


@given(text=st.text(max_size=30))
def test_any_text_is_a_date_within_reason_or_refused(text: str) -> None:
    try:
        found = read(text)
    except Unreadable as refused:
        assert refused.problem and refused.remedy.endswith(".")
    else:
        assert found is None or date(1900, 3, 1) <= found < date(2127, 1, 1)


@given(text=st.from_regex(r"[0-9]{1,5}[/.\- ][0-9a-z]{1,4}[/.\- ][0-9]{1,5}", fullmatch=True))
def test_anything_shaped_like_a_date_is_the_day_it_shows_or_refused(text: str) -> None:
    try:
        found = read(text)
    except Unreadable:
        return
    assert found is not None
    assert str(found.day) in text and str(found.year)[2:] in text


def test_a_column_in_which_a_spreadsheet_exchanged_day_and_month_is_noticed() -> None:
    made = [to_cell(datetime(2026, month, 4)) for month in (3, 5, 7)]
    left = [to_cell(text) for text in ("13/04/2026", "25/4/26", "30-04-2026")]
    problem = swapped_dates([*made, *left, to_cell("")])
    assert problem is not None and "exchanged" in problem.problem
    assert swapped_dates(made) is None
    assert swapped_dates([*made, *left, to_cell("3/4/26")]) is None
    assert swapped_dates([*made, *left, to_cell(datetime(2026, 4, 25))]) is None
