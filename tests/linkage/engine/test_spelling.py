"""Names and dates as agencies write them."""

from __future__ import annotations

from datetime import date

import pytest

from openccr.linkage.engine.dates import read_birthday
from openccr.linkage.engine.phonetics import fold, sound
from openccr.linkage.engine.spelling import family, given, nicknames, root, tokens

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("mohammed", "muhammad"), ("chowdhury", "choudhury"), ("hussain", "hussein"), ("aisha", "ayesha"),
        ("yusuf", "youssef"), ("qureshi", "kureshi"), ("mcdonald", "macdonald"), ("lakshmi", "laxmi"),
    ],
)  # fmt: skip
def test_one_name_carried_over_in_two_ways_sounds_alike(one: str, other: str) -> None:
    assert sound(fold(one)) == sound(fold(other))


@pytest.mark.parametrize(("one", "other"), [("amina", "emily"), ("patel", "khan"), ("smith", "jones")])
def test_different_names_sound_different(one: str, other: str) -> None:
    assert sound(fold(one)) != sound(fold(other))


@pytest.mark.parametrize("text", ["unknown", "N/K", "Not Known", "baby", "Baby Girl", "xxx", "-", "U/K", "n/a", ""])
def test_a_placeholder_is_no_name(text: str) -> None:
    assert tokens(text) == []


def test_alphabets_and_accents_become_letters_a_to_z() -> None:
    assert tokens("Łukasz Żółć") == ["lukasz", "zolc"]
    assert tokens("Иван Петров") == ["ivan", "petrov"]
    assert tokens("Zoë O’Brien") == ["zoe", "obrien"]


def test_a_double_barrelled_name_has_parts_and_a_particle_belongs_to_its_name() -> None:
    assert family("Smith-Jones") == ("smithjones", "smith", "jones")
    assert family("al-Sayed") == ("alsayed", "", "")
    assert family("Van der Berg") == ("vanderberg", "", "")


def test_a_title_is_no_given_name() -> None:
    assert given("Mrs Anna Maria") == ("anna", "maria")


def test_nicknames_go_both_ways_and_between_two_short_forms() -> None:
    assert "liz" in nicknames()["elizabeth"]
    assert "elizabeth" in nicknames()["liz"]
    assert "beth" in nicknames()["liz"]


@pytest.mark.parametrize(
    ("short", "name"),
    [
        ("kay", "kayleigh"), ("shaz", "sharon"), ("gaz", "gary"), ("gaz", "gareth"), ("baz", "barry"),
        ("trace", "tracey"), ("trace", "tracy"), ("debs", "deborah"), ("tez", "terence"), ("ged", "gerard"),
        ("tash", "natasha"), ("gem", "gemma"), ("des", "desmond"), ("jase", "jason"), ("chez", "cheryl"),
        ("yas", "yasmin"), ("sukhi", "sukhwinder"), ("naz", "nasreen"),
    ],
)  # fmt: skip
def test_a_short_name_of_british_use_is_known(short: str, name: str) -> None:
    assert name in nicknames()[short]


@pytest.mark.parametrize(
    ("short", "name"), [("shaz", "sharon"), ("baz", "barry"), ("tash", "natasha"), ("ged", "gerard")]
)
def test_a_short_name_stands_mostly_for_a_full_one_and_not_for_another_short_one(short: str, name: str) -> None:
    assert (root(short), root(name)) == (name, name)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1984-03-07", (1984, 3, 7)), ("07/03/1984", (1984, 3, 7)), ("7.3.84", (1984, 3, 7)),
        ("7 March 1984", (1984, 3, 7)), ("07-Mar-1984", (1984, 3, 7)), ("19840307", (1984, 3, 7)),
        ("03/25/1984", (1984, 3, 25)), ("1984", (1984, 0, 0)), ("1984-03-07 00:00:00", (1984, 3, 7)),
        ("1984-03-07T00:00:00Z", (1984, 3, 7)), ("Wed, 7th of March 1984", (1984, 3, 7)),
        ("March 7, 1984", (1984, 3, 7)),
        ("7 / 3 / 84 (42)", (1984, 3, 7)), ("1984?", (1984, 0, 0)), ("30747", None), ("March 1984", None),
        ("31/02/1984", None), ("tomorrow", None), ("01/01/1800", None), ("01/01/2030", None), ("0", None), ("", None),
    ],
)  # fmt: skip
def test_a_date_of_birth_is_read_day_first_or_is_none(text: str, expected: tuple[int, int, int] | None) -> None:
    assert read_birthday(text, today=TODAY) == expected
