"""An initial is no given name: J may be Jane, or John who lives with her."""

from __future__ import annotations

from pathlib import Path

import pytest

from openccr.linkage.engine.columns import files_of
from openccr.linkage.engine.match import match
from tests.linkage.engine.test_bad_input import ANNA, write
from tests.linkage.people import someone
from tests.linkage.people import write as write_others

HOME = {**ANNA, "family_name": "Marlowe", "dob": "", "sex": ""}
JANE = {**HOME, "given_name": "Jane", "sex": "F"}
LETTER = {**HOME, "given_name": "J"}
BORN = {"dob": "14/03/1985"}


def grouped(folder: Path, *rows: dict[str, str], others: int = 0) -> tuple[dict[str, int], dict[str, float], set[str]]:
    """The groups, pairs and doubtful pairs of records, each of an agency of its own and called by its place."""
    for number, row in enumerate(rows):
        write(folder, f"agency{number}.csv", [{**row, "agency": f"agency{number}", "local_id": "ABC"[number]}])
    for agency in "ab" if others else "":
        write_others(folder / f"{agency}.csv", [someone(number, agency) for number in range(others)])
    found = match(files_of(folder))
    ids = [row[0] for row in found.db.execute("SELECT local_id FROM records ORDER BY rid").fetchall()]
    called = ["".join(sorted((ids[a], ids[b]))) for a, b in zip(found.low.tolist(), found.high.tolist(), strict=True)]
    groups = {one: int(found.clusters.number[at]) for at, one in enumerate(ids)}
    doubtful = {called[at] for at in found.clusters.doubtful}
    return groups, dict(zip(called, found.probability.tolist(), strict=True)), doubtful


@pytest.mark.parametrize("others", [0, 400])
@pytest.mark.parametrize(
    ("one", "other"),
    [
        (LETTER, {**JANE, **BORN}),
        ({**LETTER, **BORN}, JANE),
        ({**LETTER, "sex": "M", **BORN}, JANE),
        ({**LETTER, "phone": "07700 900111"}, {**JANE, **BORN, "phone": "07700 900111"}),
        (LETTER, JANE),
        (LETTER, LETTER),
        ({**LETTER, **BORN}, {**LETTER, "dob": "01/06/1982"}),
    ],
    ids=["a tenancy", "her date is not known", "his record", "their telephone", "no dates", "two letters", "two dates"],
)
def test_who_has_an_initial_and_no_date_in_common_is_left_to_a_person(
    tmp_path: Path, one: dict[str, str], other: dict[str, str], others: int
) -> None:
    groups, pairs, doubtful = grouped(tmp_path, one, other, others=others)
    assert groups["A"] != groups["B"]
    assert pairs["AB"] < 0.5 and "AB" in doubtful


def test_an_initial_with_the_date_of_birth_is_that_person(tmp_path: Path) -> None:
    groups, pairs, _ = grouped(tmp_path, {**LETTER, **BORN}, {**JANE, **BORN})
    assert groups["A"] == groups["B"] and pairs["AB"] >= 0.95


@pytest.mark.parametrize("born", [{}, BORN], ids=["without a date", "with theirs"])
def test_an_initial_is_no_witness_that_twins_whose_names_sound_alike_are_one(
    tmp_path: Path, born: dict[str, str]
) -> None:
    groups, pairs, doubtful = grouped(
        tmp_path, {**LETTER, **born}, {**JANE, **BORN}, {**JANE, **BORN, "given_name": "Joan"}
    )
    assert len(set(groups.values())) == 3
    assert pairs["BC"] < 0.95 and "BC" in doubtful
