"""What stands for a date of birth: mother and daughter of one name stay two; the first of January is a year."""

from __future__ import annotations

from pathlib import Path

import pytest

from openccr.linkage.private.running import match_files
from tests.linkage.people import someone
from tests.linkage.private.test_matching import encoded, matched

Rows = list[dict[str, str]]
PEOPLE = range(200)


def mother(number: int, **more: str) -> dict[str, str]:
    return someone(number, "a") | {"phone": "", "sex": "F"} | more


def daughter(number: int, **more: str) -> dict[str, str]:
    """Of her mother's name and home."""
    year, month, day = mother(number)["dob"].split("-")
    born = f"{int(year) + 26}-{month}-{int(day) % 27 + 2:02}"
    return mother(number) | {"agency": "b", "local_id": f"b{number}", "dob": born} | more


def herself(number: int, **more: str) -> dict[str, str]:
    return mother(number) | {"agency": "b", "local_id": f"b{number}"} | more


@pytest.mark.parametrize("dated", ["neither list", "one list"])
def test_lists_without_dates_do_not_make_mother_and_daughter_of_one_name_one_person(tmp_path: Path, dated: str) -> None:
    known = {} if dated == "one list" else {"dob": ""}
    ours = [mother(number, dob="") for number in PEOPLE]
    assert matched(tmp_path, ours, [daughter(number, **known) for number in PEOPLE]) == []


def test_lists_without_dates_find_by_a_telephone_that_nobody_else_has(tmp_path: Path) -> None:
    phones = {number: f"07700 900{number:03}" for number in PEOPLE}
    ours = [mother(number, dob="", phone=phones[number]) for number in PEOPLE]
    theirs = [herself(number, dob="", phone=phones[number]) for number in PEOPLE]
    # Every tenth has a daughter of her name in our list, with whom she shares the telephone.
    ours += [one | {"local_id": f"d{at}"} for at, one in enumerate(ours) if at % 10 == 0]
    found = matched(tmp_path, ours, theirs)
    assert {row["local_id_a"][1:] for row in found} == {str(number) for number in PEOPLE if number % 10}
    assert all(row["local_id_a"][1:] == row["local_id_b"][1:] for row in found)


def test_what_is_left_out_is_counted(tmp_path: Path) -> None:
    ours, theirs = (
        encoded(tmp_path, of.__name__, [of(number, dob="") for number in PEOPLE]) for of in (mother, herself)
    )
    notes = match_files(ours, theirs, out=tmp_path / "matches.csv").notes
    assert "Likely pairs left out, a home or a name alone standing for the date of birth: 200" in notes


def test_a_date_a_generation_apart_is_the_daughters(tmp_path: Path) -> None:
    rows = matched(
        tmp_path,
        [mother(number) for number in PEOPLE],
        [daughter(number) if number < 60 else herself(number) for number in PEOPLE],
    )
    found = {int(row["local_id_a"][1:]) for row in rows}
    assert not found & set(range(60))
    assert len(found) >= 138


def test_a_home_stands_for_one_missing_date_unless_a_namesake_lives_there(tmp_path: Path) -> None:
    ours = [mother(number, **({"dob": ""} if number < 20 else {})) for number in PEOPLE]
    theirs = [herself(number) for number in PEOPLE]
    theirs += [daughter(number, local_id=f"d{number}") for number in range(10)]
    found = {row["local_id_a"]: row["local_id_b"] for row in matched(tmp_path, ours, theirs)}
    assert not {f"a{number}" for number in range(10)} & set(found)
    assert all(found.get(f"a{number}") == f"b{number}" for number in range(10, 20))


def test_of_the_first_of_january_the_year_is_believed(tmp_path: Path) -> None:
    ours = [mother(number) for number in PEOPLE]
    theirs = [herself(number, dob=f"{row['dob'][:4]}-01-01") if number < 40 else herself(number)
              for number, row in enumerate(ours)]  # fmt: skip
    found = {row["local_id_a"]: row["local_id_b"] for row in matched(tmp_path, ours, theirs)}
    assert sum(found.get(f"a{number}") == f"b{number}" for number in range(40)) >= 38


def test_a_street_of_one_name_and_number_in_another_town_is_no_home(tmp_path: Path) -> None:
    ours = [mother(number, postcode=f"ZZ{number % 19 + 1} 3AB") for number in PEOPLE]
    theirs = [herself(number, dob="", postcode=f"QX{number % 7 + 20} 8WZ") if number < 30 else
              herself(number, postcode=f"ZZ{number % 19 + 1} 3AB") for number in PEOPLE]  # fmt: skip
    found = {int(row["local_id_a"][1:]) for row in matched(tmp_path, ours, theirs)}
    assert not found & set(range(30)) and len(found) > 160


def test_a_year_alone_is_no_date_where_nothing_else_is_shared(tmp_path: Path) -> None:
    ours = [mother(number, dob=f"{mother(number)['dob'][:4]}-01-01") for number in PEOPLE]
    away = {"address": "99 Elsewhere Lane", "postcode": "QX44 3VZ"}
    assert matched(tmp_path, ours, [herself(number, **away) for number in PEOPLE]) == []
