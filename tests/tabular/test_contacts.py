"""Postcodes, telephone numbers and e-mail addresses: a wrong one tells the wrong person."""

from __future__ import annotations

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openccr.tabular import Unreadable, read_email, read_phone, read_postcode
from openccr.tabular.grid import to_cell


@pytest.mark.parametrize(
    "written",
    [
        "07700 900123", "07700900123", "(07700) 900-123", "+44 7700 900123", "+44 (0)7700 900123", "0044 7700 900123",
        "+44 07700 900123", 7700900123, "7700900123", "07700\u00a0900123", "07700–900123",
    ],
)  # fmt: skip
def test_a_uk_number_has_one_form_however_it_was_written(written: str | int) -> None:
    assert read_phone(to_cell(written)) == "07700900123"


@pytest.mark.parametrize(
    ("written", "number"), [("+353 20 910 1234", "+353209101234"), ("00353209101234", "+353209101234")]
)
def test_another_countrys_number_keeps_its_code(written: str, number: str) -> None:
    assert read_phone(to_cell(written)) == number


@pytest.mark.parametrize(
    "written",
    [
        "7.70090E+09", 770090012, 447700900123, "447700900123", 2079460123, "0770090012", "077009001234", "020794601",
        "07700 900123 (her sister)", "07700 900123 / 07700 900456", "07700 900123\n07700 900456", "do not call",
        "12345", datetime(2026, 4, 3), True, 0.5,
    ],
)  # fmt: skip
def test_a_number_that_would_have_to_be_mended_is_refused_and_not_repeated(written: str | int) -> None:
    cell = to_cell(written)
    with pytest.raises(Unreadable) as caught:
        read_phone(cell)
    assert cell.text not in str(caught.value)


@pytest.mark.parametrize(
    ("written", "postcode"),
    [("aa11aa", "AA1 1AA"), (" AA1A\u00a0 1AA", "AA1A 1AA"), ("ZZ99 3VZ", "ZZ99 3VZ"), ("n/k", None)],
)
def test_a_postcode_has_one_form(written: str, postcode: str | None) -> None:
    assert read_postcode(to_cell(written)) == postcode


@pytest.mark.parametrize(
    "written", ["AA1", "AA1 1A", "AAA 1AA", "AA1 1AC", "AA1 IAA", "AA1O 1AA", "AA1 1AA AA2 2AA", 11]
)
def test_half_a_postcode_or_a_mistyped_one_is_refused_and_not_repeated(written: str | int) -> None:
    with pytest.raises(Unreadable) as caught:
        read_postcode(to_cell(written))
    assert f" {written}." not in str(caught.value)


def test_an_address_for_mail_keeps_its_owners_part() -> None:
    assert read_email(to_cell(" Nadia.I@Refuge.EXAMPLE ")) == "Nadia.I@refuge.example"
    assert read_email(to_cell("mailto:a@b.example")) == "a@b.example"
    assert read_email(to_cell("")) is None


@pytest.mark.parametrize(
    "written", ["a@b", "a b@c.example", "A <a@c.example>", "a@c.example; b@c.example", "a@c..example"]
)
def test_anything_else_is_no_single_address(written: str) -> None:
    with pytest.raises(Unreadable, match="not one e-mail address"):
        read_email(to_cell(written))


@given(text=st.text(alphabet=st.sampled_from("0123456789+() -/aé\n\u00a0E."), max_size=20))
def test_any_text_is_a_number_in_normal_form_or_refused(text: str) -> None:
    try:
        number = read_phone(to_cell(text))
    except Unreadable:
        return
    assert number is None or number.lstrip("+").isdecimal()
    assert number is None or read_phone(to_cell(number)) == number
