"""Two encoded files: who is found, that nobody is found twice, and that twins stay two."""

from __future__ import annotations

import csv
from collections.abc import Callable
from datetime import date
from pathlib import Path
from random import Random

import numpy as np
import pytest

from openccr.linkage.engine.problems import Cancelled, LinkageError
from openccr.linkage.private.keys import new_key
from openccr.linkage.private.matching import one_to_one
from openccr.linkage.private.running import encode_file, match_files
from tests.linkage.people import someone, write

TODAY = date(2026, 11, 22)


def encoded(folder: Path, name: str, rows: list[dict[str, str]], *, key: str = "key") -> Path:
    if not (folder / key).exists():
        new_key(folder / key)
    source = write(folder / f"{name}.csv", rows)
    encode_file(source, key_file=folder / key, out=folder / name, today=TODAY)
    return folder / name


def matched(folder: Path, one: list[dict[str, str]], other: list[dict[str, str]]) -> list[dict[str, str]]:
    match_files(encoded(folder, "a", one), encoded(folder, "b", other), out=folder / "matches.csv")
    with (folder / "matches.csv").open() as file:
        return list(csv.DictReader(file))


def test_people_in_both_files_are_found_despite_slips_and_others_are_not(tmp_path: Path) -> None:
    rows = matched(
        tmp_path,
        [someone(number, "a") for number in range(600)],
        [someone(number, "b") for number in range(300, 900)],
    )
    right = sum(row["local_id_a"][1:] == row["local_id_b"][1:] for row in rows)
    assert right / len(rows) >= 0.98
    assert right / 300 >= 0.97
    assert all(0.75 <= float(row["probability"]) <= 1 for row in rows)


def test_nobody_is_matched_twice(tmp_path: Path) -> None:
    twice = [someone(number, "b") for number in range(100)]
    rows = matched(
        tmp_path,
        [someone(number, "a") for number in range(100)],
        [*twice, *(row | {"local_id": f"again{row['local_id']}"} for row in twice)],
    )
    for column in ("local_id_a", "local_id_b"):
        assert len({row[column] for row in rows}) == len(rows)


def test_each_others_best_come_first() -> None:
    left, right, odds = np.array([0, 0, 1, 1]), np.array([0, 1, 0, 1]), np.array([9.0, 8.0, 8.5, 0.1])
    chosen = one_to_one(left, right, odds)
    assert sorted(zip(left[chosen].tolist(), right[chosen].tolist(), strict=True)) == [(0, 0), (1, 1)]


def test_files_of_different_keys_are_refused_rather_than_compared_in_vain(tmp_path: Path) -> None:
    one = encoded(tmp_path, "a", [someone(1, "a")])
    other = encoded(tmp_path, "b", [someone(1, "b")], key="another")
    with pytest.raises(LinkageError, match="different keys"):
        match_files(one, other, out=tmp_path / "matches.csv")


def test_two_files_with_nobody_in_common_give_an_empty_table(tmp_path: Path) -> None:
    rows = matched(tmp_path, [someone(1, "a")], [someone(400, "b")])
    assert rows == []


def of_few_names(number: int, agency: str, **more: str) -> dict[str, str]:
    """Somebody in a town where two hundred people share a dozen names."""
    draw = Random(number)
    names = {"given_name": draw.choice(("Rowan", "Orla", "Tariq", "Nadia")), "family_name": draw.choice(FAMILIES)}
    return someone(number, agency) | names | {"local_id": f"{agency}{number}", "sex": ""} | more


FAMILIES = ("Marsh", "Thrale", "Peverell", "Farouk")


@pytest.mark.parametrize("of", [someone, of_few_names])
def test_of_lists_with_hardly_anybody_in_common_strangers_of_one_name_are_not_one_person(
    tmp_path: Path, of: Callable[[int, str], dict[str, str]]
) -> None:
    rows = matched(
        tmp_path, [of(number, "a") for number in range(600)], [of(number, "b") for number in range(596, 1200)]
    )
    wrong = [row for row in rows if row["local_id_a"][1:] != row["local_id_b"][1:]]
    assert len(wrong) <= 3, wrong


def test_a_name_without_a_date_of_birth_and_without_a_place_is_no_person(tmp_path: Path) -> None:
    bare = {"dob": "", "address": "", "postcode": "", "phone": "", "sex": ""}
    ours = [someone(number, "a") for number in range(200)]
    assert matched(tmp_path, [one | bare for one in ours], [one | {"local_id": f"b{one['local_id'][1:]}"} for one in
                                                            ours]) == []  # fmt: skip


def test_a_name_in_its_own_writing_is_not_encoded_and_speaks_neither_for_nor_against(tmp_path: Path) -> None:
    own = {"given_name": "نادية", "family_name": "فاروق"}
    rows = [someone(number, "a") for number in range(60)]
    found = matched(
        tmp_path, [row | own for row in rows[:1]] + rows[1:], [someone(number, "b") for number in range(60)]
    )
    assert any((row["local_id_a"], row["local_id_b"]) == ("a0", "b0") for row in found)
    source = write(tmp_path / "own.csv", [row | own for row in rows[:3]])
    notes = encode_file(source, key_file=tmp_path / "key", out=tmp_path / "own", today=TODAY).notes
    assert "Records of which the name is not encoded, being in Arabic, Chinese or another writing: 3" in notes


def test_a_cancelled_run_writes_nothing(tmp_path: Path) -> None:
    one = encoded(tmp_path, "a", [someone(1, "a")])
    other = encoded(tmp_path, "b", [someone(1, "b")])

    def stop(_: str) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        match_files(one, other, out=tmp_path / "matches.csv", told=stop)
    assert not (tmp_path / "matches.csv").exists()
