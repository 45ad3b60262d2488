"""What agencies really send: named, counted, survived."""

from __future__ import annotations

import csv
import random
from pathlib import Path

import pytest
from bench._linking.noise import HEADINGS

from openccr.linkage.engine.columns import _unreadable, files_of
from openccr.linkage.engine.match import Matched, match
from openccr.linkage.engine.problems import LinkageError

ANNA = {"agency": "police", "local_id": "1", "given_name": "Anna", "family_name": "Kowalska",
        "dob": "07/03/1984", "sex": "F", "address": "12 Elm Road", "postcode": "QX1 2AB"}  # fmt: skip


def write(folder: Path, name: str, rows: list[dict[str, str]], headings: tuple[str, ...] = HEADINGS) -> Path:
    path = folder / name
    with path.open("w", newline="", encoding="utf-8") as stream:
        out = csv.DictWriter(stream, headings, extrasaction="ignore", restval="")
        out.writeheader()
        out.writerows(rows)
    return path


def likely(found: Matched) -> int:
    return int((found.probability >= 0.95).sum())


def two(folder: Path, **changes: str) -> Matched:
    write(folder, "police.csv", [ANNA])
    write(folder, "health.csv", [{**ANNA, "agency": "health", **changes}])
    return match(files_of(folder))


def test_two_agencies_know_one_person(tmp_path: Path) -> None:
    assert likely(two(tmp_path)) == 1


def test_a_name_in_another_alphabet_is_compared(tmp_path: Path) -> None:
    assert likely(two(tmp_path, given_name="Анна")) == 1


OWN = "compared as it is written: under a name in Latin letters they are found by what else they say alone"


@pytest.mark.parametrize(
    ("given", "family", "again"),
    [
        ("محمد", "علي", "مُحَمَّد"),
        ("فاطمة", "حسن", "فاطمه"),
        ("小明", "王", "小明"),
        ("प्रिया", "शर्मा", "प्रिया"),
        ("민준", "김", "민준"),
        ("שרה", "כהן", "שרה"),
    ],
)
def test_a_name_in_its_own_writing_is_a_name(tmp_path: Path, given: str, family: str, again: str) -> None:
    her = {**ANNA, "given_name": given, "family_name": family}
    namesake = {**her, "local_id": "2", "dob": "20/11/1961", "address": "", "postcode": ""}
    write(tmp_path, "police.csv", [her, namesake])
    write(tmp_path, "health.csv", [{**her, "agency": "health", "given_name": again}])
    found = match(files_of(tmp_path))
    health, first, second = found.clusters.number.tolist()
    assert likely(found) == 1 and health == first != second
    notes = found.notes.sentences()
    assert f"Records with a name in Arabic, Chinese or another writing, {OWN}: 3" in notes
    assert not any("names nobody" in sentence for sentence in notes)


def test_names_in_two_writings_say_neither_that_two_are_one_nor_that_they_are_not(tmp_path: Path) -> None:
    assert likely(two(tmp_path, given_name="آنا", family_name="کوالسکا", phone="07700 900123")) == 1
    assert likely(two(tmp_path, given_name="آنا", family_name="کوالسکا", dob="01/11/1961")) == 0


def test_a_twin_in_another_writing_is_neither_of_the_two(tmp_path: Path) -> None:
    twin = {**ANNA, "family_name": "Haddad", "dob": "03/04/2019", "phone": "07700 900111"}
    others = [
        {
            **ANNA,
            "local_id": f"o{n}",
            "given_name": name,
            "dob": f"{n + 1:02d}/05/19{60 + n}",
            "address": f"{n} Ash Lane",
        }
        for n, name in enumerate(("Jane", "Omar", "Posy", "Tom", "Wendy", "Karim"))
    ]
    latin = [{**twin, "local_id": one, "given_name": one} for one in ("Maya", "Ruby")]
    own = {**twin, "family_name": "حداد"}
    written = [{**own, "local_id": one, "given_name": name} for one, name in (("p1", "مايا"), ("p2", "روبي"))]
    write(tmp_path, "health.csv", [{**one, "agency": "health"} for one in (*latin, *others)])
    write(tmp_path, "police.csv", [{**one, "agency": "police"} for one in (*written, *others)])
    found = match(files_of(tmp_path))
    assert likely(found) == len(others)
    assert len(set(found.clusters.number.tolist())) == 4 + len(others)


def test_names_in_cyrillic_letters_are_said_to_be_compared_in_latin_ones(tmp_path: Path) -> None:
    told = "Records with a name in Cyrillic or Greek letters, compared as it is in Latin ones: 1"
    assert told in two(tmp_path, given_name="Анна", family_name="Ковальска").notes.sentences()


def test_a_date_that_cannot_be_read_is_counted(tmp_path: Path) -> None:
    found = two(tmp_path, dob="sometime in 84")
    said = "health: dates of birth that cannot be read and count as not known: 1 (row 2)"
    assert said in found.notes.sentences()


def test_where_many_dates_cannot_be_read_the_first_rows_are_named(tmp_path: Path) -> None:
    days = ["30/02/1980", "", "07/03/1984", "unborn", *["31/04/1990"] * 9]
    write(tmp_path, "police.csv", [{**ANNA, "local_id": str(n), "dob": day} for n, day in enumerate(days)])
    write(tmp_path, "health.csv", [{**ANNA, "agency": "health", "dob": "?"}])
    told = [one for one in match(files_of(tmp_path)).notes.sentences() if "cannot be read" in one]
    assert told == [
        "health: dates of birth that cannot be read and count as not known: 1 (row 2)",
        "police: dates of birth that cannot be read and count as not known: 11 (rows 2, 5, 6, 7, 8 and others)",
    ]


def test_empty_columns_are_survived(tmp_path: Path) -> None:
    rows = [{"local_id": str(number), "given_name": "Anna", "family_name": "Kowalska"} for number in range(5)]
    write(tmp_path, "police.csv", rows, ("local_id", "given_name", "family_name", "sex", "phone"))
    found = match(files_of(tmp_path))
    assert len(found.frame) == 5
    assert "police.csv: columns without a single value (sex, phone): 2" in found.notes.sentences()


def test_no_record_at_all_is_survived(tmp_path: Path) -> None:
    write(tmp_path, "police.csv", [])
    assert len(match(files_of(tmp_path)).clusters.number) == 0


def test_people_called_unknown_are_not_one_person(tmp_path: Path) -> None:
    rows = [{**ANNA, "local_id": str(number), "given_name": "unknown", "family_name": "unknown", "dob": "01/01/1900",
             "address": "", "postcode": "", "phone": ""} for number in range(3000)]  # fmt: skip
    write(tmp_path, "police.csv", rows)
    found = match(files_of(tmp_path))
    assert likely(found) == 0
    assert len(set(found.clusters.number.tolist())) == 3000
    assert "Records with a name that names nobody, such as “unknown”: 3,000" in found.notes.sentences()


def test_one_huge_household_is_not_one_person(tmp_path: Path) -> None:
    rows = [
        {**ANNA, "local_id": str(n), "given_name": "abcdefghijklmnopqrstuvwxyz"[n % 26] * 3 + "obe"[n % 3] * 2,
         "dob": f"{n % 27 + 1:02d}/{n % 11 + 1:02d}/{1940 + n % 70}"} for n in range(2000)
    ]  # fmt: skip
    write(tmp_path, "hostel.csv", rows)
    found = match(files_of(tmp_path))
    sizes = sorted(found.clusters.number.tolist().count(one) for one in set(found.clusters.number.tolist()))
    assert sizes[-1] <= 10
    assert (
        "Records at one address that more than 100 records or 20 people share, and are not told by it: 2,000"
        in found.notes.sentences()
    )


def test_people_of_one_name_in_a_hostel_are_not_one_person(tmp_path: Path) -> None:
    chance = random.Random(4)
    born = [f"{chance.randint(1, 28):02d}/{chance.randint(1, 12):02d}/{chance.randint(1940, 2005)}" for _ in range(600)]
    names = ("Ann", "Bo", "Cy", "Di", "Ed", "Flo")
    rows = [
        {**ANNA, "local_id": str(n), "given_name": names[n % 6], "phone": "0113 496 0000", "dob": day}
        for n, day in enumerate(born)
    ]
    write(tmp_path, "hostel.csv", rows)
    found = match(files_of(tmp_path))
    assert len(set(found.clusters.number.tolist())) > 590


def test_no_fixed_abode_is_no_home(tmp_path: Path) -> None:
    nowhere = {"address": "No fixed abode", "postcode": "ZZ99 3VZ"}
    write(tmp_path, "police.csv", [{**ANNA, **nowhere}])
    frame = match(files_of(tmp_path)).frame
    assert frame.street.tolist() == frame.postcode.tolist() == [-1]


def test_a_number_that_an_agency_gives_for_everybody_is_told(tmp_path: Path) -> None:
    rows = [{"local_id": str(n), "given_name": "Anna", "phone": "07700 900123"} for n in range(101)]
    write(tmp_path, "police.csv", rows)
    told = (
        "Records with one telephone number that more than 100 records or 20 people share, and are not told by it: 101"
    )
    assert told in match(files_of(tmp_path)).notes.sentences()


def test_a_name_in_letters_of_two_alphabets_is_told(tmp_path: Path) -> None:
    found = two(tmp_path, given_name="Аnna", family_name="Ковальска")
    assert "Records with letters of two alphabets in one name: 1" in found.notes.sentences()


def test_a_local_id_that_stands_twice_is_counted_and_kept(tmp_path: Path) -> None:
    write(tmp_path, "police.csv", [ANNA, ANNA])
    found = match(files_of(tmp_path))
    assert len(found.frame) == 2
    assert "police: rows whose local id stands more than once: 2" in found.notes.sentences()


def test_a_row_without_a_local_id_is_counted(tmp_path: Path) -> None:
    write(tmp_path, "police.csv", [ANNA, {**ANNA, "local_id": ""}])
    assert "police: rows without a local id: 1" in match(files_of(tmp_path)).notes.sentences()


def test_of_many_agencies_none_is_named(tmp_path: Path) -> None:
    write(tmp_path, "all.csv", [{**ANNA, "agency": f"agency {n}", "local_id": ""} for n in range(30)])
    assert "30 agencies: rows without a local id: 30" in match(files_of(tmp_path)).notes.sentences()


@pytest.mark.parametrize(
    ("name", "content"),
    [("a.csv", b"%PDF-1.7"), ("a.xlsx", b"PK\x03\x04rubbish"), ("a.parquet", b"PAR1rubbish"), ("a.csv", b""),
     ("a.csv", b"\x89PNG\r\n\x1a\n"), ("a.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")],
)  # fmt: skip
def test_a_file_that_is_not_what_it_says_is_refused_by_name(tmp_path: Path, name: str, content: bytes) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(LinkageError, match="a\\."):
        match(files_of(tmp_path))


def test_of_bytes_that_are_no_text_nothing_of_the_engine_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(random.Random(5).randbytes(4000))
    with pytest.raises(LinkageError) as refused:
        match(files_of(tmp_path))
    assert refused.value.problem == "a.csv is not a table of text"
    assert str(_unreadable(tmp_path / "a.csv", ValueError('Error when sniffing file "/proc/self/fd/4".'))) == (
        "a.csv cannot be read as a table: Error when sniffing file a.csv. Open it, check the rows, and save it again."
    )


def test_a_file_of_headings_alone_is_named(tmp_path: Path) -> None:
    write(tmp_path, "nobody.csv", [])
    assert "Files without a row below their headings: nobody.csv: 1" in two(tmp_path).notes.sentences()


def test_a_picture_among_the_agencies_files_is_passed_over_and_named(tmp_path: Path) -> None:
    (tmp_path / "photo.csv").write_bytes(b"\x89PNG\r\n\x1a\n0000")
    found = two(tmp_path)
    assert likely(found) == 1
    assert "Files passed over: photo.csv is not a table, whatever its name says: 1" in found.notes.sentences()


def test_a_file_without_the_agencys_own_number_is_refused_with_the_remedy(tmp_path: Path) -> None:
    write(tmp_path, "police.csv", [ANNA], headings=("given_name", "family_name"))
    with pytest.raises(LinkageError, match="local_id"):
        match(files_of(tmp_path))


def test_a_heading_of_any_length_is_told_short(tmp_path: Path) -> None:
    (tmp_path / "letter.csv").write_text("Dear colleague, " * 100)
    with pytest.raises(LinkageError) as told:
        match(files_of(tmp_path))
    assert len(told.value.problem) < 500


def test_two_headings_for_one_column_are_refused(tmp_path: Path) -> None:
    (tmp_path / "police.csv").write_text("local_id,Born,Date of birth\n1,01/02/1990,01/02/1990\n")
    with pytest.raises(LinkageError, match="both stand for dob"):
        match(files_of(tmp_path))


def test_rows_that_do_not_fit_and_marks_that_never_end_are_survived_and_told(tmp_path: Path) -> None:
    rows = "".join(f"A{n},Ann,Thrift,01/02/1990\n" for n in range(40))
    (tmp_path / "police.csv").write_text(
        f'local_id,given_name,family_name,dob\n{rows}1,Anna,Kowalska,01/02/1990,more\n2,"Be,Nowak,01/02/1991\n3,Cy\n'
        f'4,"Di\nAnn",O\'Hara,01/02/1992\n{rows.replace("A", "E")}'
    )
    found = match(files_of(tmp_path))
    told = found.db.execute("SELECT line, local_id, given_name, dob FROM records WHERE length(local_id) = 1").fetchall()
    assert told == [(42, "1", "Anna", "01/02/1990"), (43, "2", "Be", "01/02/1991"), (44, "3", "Cy", None),
                    (45, "4", "Di\nAnn", "01/02/1992")]  # fmt: skip
    assert len(found.frame) == 84
    notes = found.notes.sentences()
    assert "police.csv: rows with more cells than headings, which may stand in the wrong columns: 1" in notes
    assert "police.csv: rows with a quotation mark out of place, which is read as a letter: 1" in notes


@pytest.mark.parametrize(
    ("name", "content"),
    [("idva.parquet", b"PAR1 and no more PAR1"), ("idva.xlsx", b"PK\x03\x04 and no more"), ("idva.csv", b'{"a": [1]}')],
)
def test_a_damaged_file_among_others_is_passed_over_and_named(tmp_path: Path, name: str, content: bytes) -> None:
    write(tmp_path, "police.csv", [ANNA])
    (tmp_path / name).write_bytes(content)
    found = match(files_of(tmp_path))
    assert len(found.frame) == 1
    assert any(one.startswith(f"Files passed over: {name}") for one in found.notes.sentences())


def test_semicolons_and_letters_of_another_encoding_are_read(tmp_path: Path) -> None:
    (tmp_path / "police.csv").write_bytes("local_id;given_name;family_name\n1;Zo\xeb;Bront\xeb\n".encode("latin-1"))
    frame = match(files_of(tmp_path)).frame
    assert "zoe" in frame.names.spelt


def test_a_folder_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(LinkageError, match="There is no folder"):
        files_of(tmp_path / "nowhere")
