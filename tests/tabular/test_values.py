"""Answers, numbers, lists and choices out of single cells."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openccr.tabular import Answer, Cell, Problem, Unreadable, read_choice, read_int, read_list, read_text, read_yes_no
from openccr.tabular.grid import to_cell


@pytest.mark.parametrize(
    ("written", "answer"),
    [
        *((word, Answer.YES) for word in ("Y", "yes", "YES ", "Yes.", True, "TRUE")),
        *((word, Answer.NO) for word in ("N", "no", "No", False)),
        *((word, Answer.UNKNOWN) for word in ("unknown", "Not known", "n/k", "N.K.", "dk", "don’t know", "Not sure")),
        *((word, Answer.NOT_GIVEN) for word in ("", " ", "-", "not asked", "Not recorded", "N/A")),
    ],
)
def test_answers_as_forms_hold_them(written: str | bool, answer: Answer) -> None:
    assert read_yes_no(to_cell(written)) is answer


@pytest.mark.parametrize("written", ["x", "X", "✓", "✔", "1", "0", 1, 0, "?", "maybe", "yes/no", "Yes but not after 5"])
def test_an_unclear_answer_is_refused_and_never_counted_as_yes(written: str | int) -> None:
    with pytest.raises(Unreadable):
        read_yes_no(to_cell(written))


@pytest.mark.parametrize("written", ["Y?", "yes ?", "?N", "unknown?"])
def test_an_answer_with_a_question_mark_is_none(written: str) -> None:
    with pytest.raises(Unreadable, match="else unknown"):
        read_yes_no(to_cell(written))


def test_a_yes_with_a_condition_says_where_the_condition_belongs() -> None:
    with pytest.raises(Unreadable, match="the rest in the notes"):
        read_yes_no(to_cell("Yes - text first"))


@pytest.mark.parametrize(
    ("written", "number"), [("16", 16), (16, 16), ("16.0", 16), (" 0 ", 0), ("", None), ("n/k", None)]
)
def test_a_score_is_a_whole_number_within_its_bounds(written: str | int, number: int | None) -> None:
    assert read_int(to_cell(written), low=0, high=24) == number


@pytest.mark.parametrize(
    "written", ["25", "-1", "14/24", "16+", "sixteen", "1,200", 16.5, True, datetime(2026, 4, 3), "１６"]
)
def test_anything_else_is_no_score(written: str | float) -> None:
    with pytest.raises(Unreadable, match="Write a whole number from 0 to 24"):
        read_int(to_cell(written), low=0, high=24)


def test_lists_split_on_semicolons_and_on_the_cells_own_lines_and_never_on_commas() -> None:
    cell = to_cell("Ali, the elder 3/4/2015; Bo 1/1/2018;\r\nunborn 1/2/2027\n")
    assert read_list(cell) == ("Ali, the elder 3/4/2015", "Bo 1/1/2018", "unborn 1/2/2027")
    assert read_list(to_cell(" ; ")) == ()


def test_text_is_kept_and_what_the_spreadsheet_spoiled_is_refused() -> None:
    assert read_text(to_cell("two\r\nlines ")) == "two\nlines"
    assert read_text(to_cell(1234)) == "1234"
    assert read_text(to_cell("  ")) is None
    for spoiled in (datetime(2026, 4, 3), "1.23457E+11", 1234567890123456):
        with pytest.raises(Unreadable, match="Format the cell as Text"):
            read_text(to_cell(spoiled))
    with pytest.raises(Unreadable, match="Shorten it to 5"):
        read_text(to_cell("longer"), longest=5)


CHOICES = {"police": ("Police force", "PPU"), "idva": ("IDVA service",), "not_known": ("Unknown",)}


@pytest.mark.parametrize(
    ("written", "choice"),
    [("ppu", "police"), ("I.D.V.A.", "idva"), ("unknown", "not_known"), ("n/k", None), ("", None)],
)
def test_a_choice_is_named_by_one_of_its_wordings(written: str, choice: str | None) -> None:
    assert read_choice(to_cell(written), choices=CHOICES) == choice


@pytest.mark.parametrize("written", ["polic", "police and idva", "?"])
def test_a_near_choice_is_refused_with_the_choices(written: str) -> None:
    with pytest.raises(Unreadable, match="Write one of: police, idva, not known"):
        read_choice(to_cell(written), choices=CHOICES)


def test_a_choice_with_a_question_mark_is_none() -> None:
    with pytest.raises(Unreadable, match="a question mark stands beside the answer"):
        read_choice(to_cell("PPU?"), choices=CHOICES)


def test_one_wording_for_two_choices_is_a_mistake_in_the_table() -> None:
    with pytest.raises(ValueError, match="both a and b"):
        read_choice(to_cell("x"), choices={"a": ("Same",), "b": ("same",)})


READERS: list[Callable[[Cell], object]] = [
    read_text,
    read_list,
    read_yes_no,
    lambda cell: read_int(cell, low=0, high=9),
    lambda cell: read_choice(cell, choices=CHOICES),
]


@pytest.mark.parametrize("reader", READERS)
def test_no_reader_takes_a_value_the_file_itself_calls_faulty(reader: Callable[[Cell], object]) -> None:
    with pytest.raises(Unreadable, match="never calculated"):
        reader(Cell("yes", "yes", Problem("never calculated", "Save it.")))


@given(value=st.one_of(st.text(max_size=40), st.integers(), st.floats(allow_nan=False), st.booleans(), st.datetimes()))
def test_any_cell_is_read_or_refused(value: str | int | float | bool | datetime) -> None:
    for reader in READERS:
        try:
            reader(to_cell(value))
        except Unreadable as refused:
            assert refused.remedy.endswith(".")
