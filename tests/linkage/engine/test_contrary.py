"""Husband and wife, Senior and Junior, twins, and who lives in one refuge: never one person for what they share."""

from __future__ import annotations

from pathlib import Path

import pytest

from openccr.linkage.engine.columns import files_of
from openccr.linkage.engine.household import UNDECIDED
from openccr.linkage.engine.match import match
from openccr.linkage.rules.matches import ASKED_FROM
from tests.linkage.engine.test_bad_input import ANNA, write
from tests.linkage.engine.test_initials import grouped
from tests.linkage.people import someone
from tests.linkage.people import write as write_others

HOME = {**ANNA, "family_name": "Marlowe", "dob": "", "sex": "", "phone": "07700 900111"}
JOHN = {**HOME, "given_name": "John", "dob": "14/03/1975", "sex": "M"}
FATHER = {**HOME, "given_name": "Andrew", "sex": "M"}
OTHERS = 400


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (JOHN, {**HOME, "given_name": "Mrs John", "sex": "F"}),
        (JOHN, {**HOME, "given_name": "Mrs John"}),
        ({**JOHN, "given_name": "Chris"}, {**HOME, "given_name": "Christine", "sex": "F"}),
        ({**JOHN, "given_name": "Chris", "dob": "1975"}, {**HOME, "given_name": "Chris", "sex": "F", "dob": "1975"}),
        ({**FATHER, "family_name": "Marlowe Senior"}, {**FATHER, "family_name": "Marlowe Junior"}),
        ({**FATHER, "given_name": "Andrew Snr"}, {**FATHER, "given_name": "Andrew Jnr"}),
        ({**FATHER, "family_name": "Marlowe (Sr.)"}, {**FATHER, "given_name": "Andrew Jr"}),
        ({**FATHER, "family_name": "Marlowe I"}, {**FATHER, "family_name": "Marlowe II"}),
    ],
    ids=["his wife", "by her title", "short form", "a year alone", "Senior", "Snr", "either place", "numbered"],
)
def test_husband_and_wife_and_father_and_son_are_left_to_a_person(
    tmp_path: Path, one: dict[str, str], other: dict[str, str]
) -> None:
    groups, pairs, doubtful = grouped(tmp_path, one, other, others=OTHERS)
    assert groups["A"] != groups["B"]
    assert pairs["AB"] < 0.5
    assert "AB" in doubtful or pairs["AB"] < 0.3


def test_whose_record_is_held_apart_by_a_rule_alone_is_asked_about_it() -> None:
    assert ASKED_FROM <= UNDECIDED < 0.5


def test_no_third_record_brings_husband_and_wife_together(tmp_path: Path) -> None:
    wife = {**HOME, "given_name": "Chris", "sex": "F"}
    either = {**HOME, "given_name": "Chris"}
    groups, pairs, _ = grouped(tmp_path, {**JOHN, "given_name": "Chris"}, wife, either, others=OTHERS)
    assert groups["A"] != groups["B"]
    assert pairs["AB"] < 0.5


def test_a_sex_that_is_written_wrongly_beside_her_date_of_birth_is_a_slip(tmp_path: Path) -> None:
    groups, _, _ = grouped(tmp_path, {**JOHN, "given_name": "Robin"}, {**JOHN, "given_name": "Robin", "sex": "F"})
    assert groups["A"] == groups["B"]


def test_a_title_alone_is_no_name_and_keeps_him_from_her(tmp_path: Path) -> None:
    her = {**HOME, "given_name": "Iqra", "sex": "F", "dob": "04/04/1964"}
    groups, pairs, _ = grouped(tmp_path, {**HOME, "given_name": "Mr"}, her, others=OTHERS)
    assert groups["A"] != groups["B"]
    assert pairs.get("AB", 0) < 0.5


def test_twins_for_whom_their_mother_is_rung_are_never_likely_to_be_one(tmp_path: Path) -> None:
    twin = {**HOME, "dob": "08/12/2019", "sex": "M"}
    rows = [{**twin, "given_name": "Callum"}, {**twin, "given_name": "Stuart"}]
    groups, pairs, _ = grouped(tmp_path, *rows, others=OTHERS)
    assert groups["A"] != groups["B"]
    assert pairs["AB"] <= 0.9


def test_a_refuge_s_address_and_telephone_make_nobody_one_person(tmp_path: Path) -> None:
    refuge = {**ANNA, "phone": "07700 900222", "given_name": "Amina", "family_name": "Warsame"}
    names = ("Amina", "Hodan", "Sahra", "Fadumo", "Ifrah", "Khadra")
    women = [
        {**refuge, "local_id": str(n), "given_name": names[n % 6], "dob": f"01/01/{1970 + n}", "agency": "refuge"}
        for n in range(30)
    ]
    write(tmp_path, "refuge.csv", women)
    for agency in "ab":
        write_others(tmp_path / f"{agency}.csv", [someone(number, agency) for number in range(OTHERS)])
    found = match(files_of(tmp_path))
    agency = found.frame.agencies.index("refuge")
    inside = (found.frame.agency[found.low] == agency) & (found.frame.agency[found.high] == agency)
    assert not (found.probability[inside] >= 0.95).any()
    assert any("one address that more than" in note for note in found.notes.sentences())


def test_one_number_and_street_in_many_towns_is_no_crowd(tmp_path: Path) -> None:
    names = ("Anna", "Piotr", "Ewa", "Marek", "Zofia", "Jan", "Olga", "Adam", "Iga")
    rows = [
        {**ANNA, "local_id": f"{n}", "given_name": names[n % 9], "dob": f"01/01/{1950 + n}", "postcode": f"ZY{n} 1AB"}
        for n in range(30)
    ]
    write(tmp_path, "police.csv", rows)
    write(tmp_path, "health.csv", [{**row, "postcode": "", "agency": "health"} for row in rows])
    found = match(files_of(tmp_path)).frame
    assert ((found.street >= 0) == (found.agency == found.agencies.index("police"))).all()


def test_a_family_of_nine_in_every_agency_s_file_is_no_crowd(tmp_path: Path) -> None:
    names = ("Anna", "Piotr", "Ewa", "Marek", "Zofia", "Jan", "Olga", "Adam", "Iga")
    for agency in ("police", "health", "housing", "children", "probation"):
        rows = [
            {**ANNA, "agency": agency, "local_id": str(n), "given_name": one, "dob": f"0{n + 1}/03/{1970 + 4 * n}"}
            for n, one in enumerate(names)
        ]
        write(tmp_path, f"{agency}.csv", rows)
    found = match(files_of(tmp_path))
    assert len(set(found.clusters.number.tolist())) == len(names)
    assert (found.frame.street >= 0).all()


@pytest.mark.parametrize("after", ["Junior", "Jnr", "Sr."])
def test_what_two_families_sons_are_called_is_no_name_they_have_in_common(tmp_path: Path, after: str) -> None:
    one = {**FATHER, "family_name": f"Marlowe {after}", "dob": "04/05/1971", "phone": "07700 900101"}
    other = {**one, "family_name": f"Saltqvist {after}", "address": "88 Harbour Lane", "postcode": "ZX9 7QL"}
    groups, pairs, _ = grouped(tmp_path, one, {**other, "phone": "07700 900777"}, others=OTHERS)
    assert groups["A"] != groups["B"]
    assert pairs.get("AB", 0) < 0.6


def test_with_or_without_junior_he_bears_his_name(tmp_path: Path) -> None:
    son = {**FATHER, "dob": "04/05/1991"}
    groups, pairs, _ = grouped(tmp_path, {**son, "family_name": "Marlowe Jnr"}, son, others=OTHERS)
    assert groups["A"] == groups["B"]
    assert pairs["AB"] >= 0.95
