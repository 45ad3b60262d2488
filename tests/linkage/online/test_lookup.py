"""Ten of many: she is found despite slips, strangers are not called likely, and nothing lies in clear on disk."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from openccr.linkage.engine.problems import Cancelled, LinkageError
from openccr.linkage.online.described import Described, describe
from openccr.linkage.online.index import Index, Names, build
from openccr.linkage.online.lookup import look_up
from openccr.linkage.online.running import index_file, look_up_file
from tests.linkage.people import someone, write

TODAY = date(2026, 11, 22)
SECRET = b"s" * 32
MANY = 2_000


def described(row: dict[str, str]) -> Described:
    return describe(row, today=TODAY)


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Index:
    folder = tmp_path_factory.mktemp("look-up") / "index"
    rows = [someone(number, "a") for number in range(MANY)]
    build(((Names("a", row["local_id"]), described(row)) for row in rows), folder, secret=SECRET)
    return Index(folder, secret=SECRET)


def first(index: Index, **changed: str) -> tuple[str, float]:
    """The likeliest for person 7, described with changes."""
    found = look_up(described(someone(7, "a") | changed), index)[0]
    return found.names.local_id, found.probability


def test_each_is_found_at_once_though_every_third_is_described_with_a_slip(index: Index) -> None:
    found = [look_up(described(someone(number, "b")), index) for number in range(0, MANY, 5)]
    right = sum(
        bool(one) and one[0].names.local_id == f"a{number}"
        for number, one in zip(range(0, MANY, 5), found, strict=True)
    )
    assert right / len(found) >= 0.98


def test_whoever_is_not_there_is_not_called_likely(index: Index) -> None:
    strangers = [look_up(described(someone(number, "b")), index) for number in range(MANY, MANY + 300)]
    assert sum(any(one.likely for one in found) for found in strangers) / len(strangers) <= 0.05


def test_with_names_turned_round_and_no_date_of_birth_she_is_found(index: Index) -> None:
    her = someone(7, "a")
    turned = {"given_name": her["family_name"], "family_name": her["given_name"], "dob": ""}
    assert first(index, **turned)[0] == "a7"


def test_a_moved_woman_with_another_number_and_a_slip_in_her_name_is_found_without_a_date_of_birth(
    index: Index,
) -> None:
    family = someone(7, "a")["family_name"]
    elsewhere = {"dob": "", "phone": "07700 900999", "address": "99 Elsewhere Lane", "postcode": "ZZ99 3VZ"}
    assert first(index, family_name=family[:4] + family[5:], **elsewhere)[0] == "a7"


def test_a_twin_is_shown_and_never_called_likely(index: Index) -> None:
    local_id, chance = first(index, given_name="Peregrine")
    assert local_id == "a7"
    assert chance < 0.9


def test_a_parent_of_the_same_name_at_the_same_address_is_never_called_likely(index: Index) -> None:
    year = int(someone(7, "a")["dob"][:4])
    local_id, chance = first(index, dob=f"{year - 27}-03-09", phone="")
    assert local_id == "a7"
    assert chance < 0.9


def test_an_initial_without_a_date_of_birth_is_shown_and_never_called_likely(index: Index) -> None:
    her = someone(7, "a")
    local_id, chance = first(index, given_name=her["given_name"][:1], dob="", sex="")
    assert local_id == "a7"
    assert chance < 0.9
    assert first(index, given_name=her["given_name"][:1])[1] >= 0.9


def test_husband_and_wife_without_a_date_of_birth_are_never_called_likely(index: Index) -> None:
    other = "M" if someone(7, "a")["sex"] == "F" else "F"
    local_id, chance = first(index, dob="", sex=other)
    assert local_id == "a7"
    assert chance < 0.9


def test_senior_and_junior_are_never_called_likely(tmp_path: Path) -> None:
    row = someone(7, "a") | {"dob": ""}
    rows = [row | {"family_name": f"{row['family_name']} Senior"}, *(someone(number, "a") for number in range(50, 90))]
    build(((Names("a", one["local_id"]), described(one)) for one in rows), tmp_path / "index", secret=SECRET)
    kept = Index(tmp_path / "index", secret=SECRET)
    found = look_up(described(row | {"family_name": f"{row['family_name']} Jnr"}), kept)[0]
    assert found.names.local_id == "a7"
    assert found.probability < 0.9


def test_nothing_lies_in_clear_on_disk(tmp_path: Path) -> None:
    rows = [someone(number, "a") for number in range(60)]
    build(((Names("a", row["local_id"]), described(row)) for row in rows), tmp_path / "index", secret=SECRET)
    written = b"".join(path.read_bytes() for path in (tmp_path / "index").iterdir()).lower()
    for row in rows:
        assert row["family_name"].lower().encode() not in written
        assert row["postcode"].replace(" ", "").lower().encode() not in written
    assert (tmp_path / "index").stat().st_mode & 0o077 == 0


def test_an_index_of_another_key_is_not_opened(tmp_path: Path) -> None:
    build([(Names("a", "1"), described(someone(1, "a")))], tmp_path / "index", secret=SECRET)
    with pytest.raises(LinkageError, match="another key"):
        Index(tmp_path / "index", secret=b"o" * 32)


def test_a_cancelled_run_leaves_the_old_index_as_it_was(tmp_path: Path) -> None:
    build([(Names("a", "1"), described(someone(1, "a")))], tmp_path / "index", secret=SECRET)

    def people() -> Iterator[tuple[Names, Described]]:
        yield Names("a", "2"), described(someone(2, "a"))
        raise Cancelled

    with pytest.raises(Cancelled):
        build(people(), tmp_path / "index", secret=SECRET)
    assert Index(tmp_path / "index", secret=SECRET).person(0)[0].local_id == "1"
    assert [path.name for path in tmp_path.iterdir()] == ["index"]


def test_files_in_and_a_file_out(tmp_path: Path) -> None:
    kept = write(tmp_path / "kept.csv", [someone(number, "a") for number in range(100)])
    sought = write(tmp_path / "sought.csv", [someone(number, "b") for number in range(10)])
    made = index_file(kept, folder=tmp_path / "index", secret=SECRET, today=TODAY)
    done = look_up_file(sought, folder=tmp_path / "index", secret=SECRET, out=tmp_path / "out.csv", today=TODAY)
    assert (made.people, done.people) == (100, 10)
    with (tmp_path / "out.csv").open() as file:
        rows = list(csv.DictReader(file))
    best = {row["local_id_a"]: row["local_id_b"] for row in rows if row["rank"] == "1"}
    assert best == {f"b{number}": f"a{number}" for number in range(10)}
    assert all(0 <= float(row["probability"]) <= 1 for row in rows)


def test_a_thousand_called_unknown_and_a_date_that_is_none_are_survived(tmp_path: Path) -> None:
    nobody = {
        "given_name": "unknown",
        "family_name": "unknown",
        "dob": "not known",
        "postcode": "",
        "phone": "",
        "address": "",
    }
    rows = [someone(number, "a") | nobody for number in range(1_000)] + [someone(1_001, "a")]
    done = index_file(write(tmp_path / "kept.csv", rows), folder=tmp_path / "index", secret=SECRET, today=TODAY)
    assert done.people == 1_001
    assert any("cannot be read" in note for note in done.notes)
    assert "Records with a name that names nobody, such as “unknown”: 1,000" in done.notes
    index = Index(tmp_path / "index", secret=SECRET)
    assert look_up(described(someone(1_001, "a")), index)[0].names.local_id == "a1001"
    assert not any(one.likely for one in look_up(described(rows[0]), index))


def test_without_an_index_it_is_said_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(LinkageError, match="link index"):
        Index(tmp_path / "none", secret=SECRET)
