"""A record without a given name beside two people whom it fits: it is neither's, and a person decides."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from openccr.linkage.engine.columns import files_of
from openccr.linkage.engine.match import match
from tests.linkage.engine.test_bad_input import ANNA, write

GIVEN = ("Aaron", "Bella", "Chris", "Dina", "Edgar", "Farah", "Gavin", "Hana", "Ivan", "Jodie", "Karl", "Leila", "Mona")
FAMILY = ("Ashdown", "Birkett", "Colley", "Dunmore", "Eastly", "Farrow", "Gilling", "Harcombe", "Ilkes", "Jarrold")


def test_a_baby_without_a_name_does_not_make_one_person_of_twins(tmp_path: Path) -> None:
    twin = {**ANNA, "family_name": "Thrift", "dob": "03/04/2019", "phone": "07700 900111"}
    twins = [{**twin, "local_id": name, "given_name": name} for name in ("Maya", "Ruby")]
    write(tmp_path, "health.csv", twins)
    write(tmp_path, "police.csv", [{**twin, "local_id": "Baby", "given_name": "Baby", "agency": "police"}])
    for more in (False, True):
        if more:
            write(tmp_path, "school.csv", [{**one, "agency": "school", "phone": ""} for one in twins])
        found = match(files_of(tmp_path))
        ids = [row[0] for row in found.db.execute("SELECT local_id FROM records ORDER BY rid").fetchall()]
        groups = dict(zip(ids, found.clusters.number.tolist(), strict=True))
        assert groups["Maya"] != groups["Ruby"]
        likely = found.probability >= 0.95
        for a, b in zip(found.low[likely].tolist(), found.high[likely].tolist(), strict=True):
            assert ids[a] == ids[b]
        # Nor is anybody told whose record it is: a person decides.
        assert groups["Baby"] not in (groups["Maya"], groups["Ruby"])
        assert any("Baby" in (ids[found.low[one]], ids[found.high[one]]) for one in found.clusters.doubtful)


@pytest.mark.parametrize("others", [60, 250])
def test_nor_among_others_of_whom_each_lives_alone(tmp_path: Path, others: int) -> None:
    """In a larger file a home and a telephone say more; that the twins are two must not be forgotten over it."""
    chance = random.Random(5)
    everybody = [
        {
            **ANNA, "local_id": str(n), "given_name": chance.choice(GIVEN), "family_name": chance.choice(FAMILY),
            "dob": f"{chance.randint(1, 28):02d}/{chance.randint(1, 12):02d}/{chance.randint(1950, 2004)}",
            "address": f"{n + 1} Invented Row", "postcode": f"ZZ{n % 9 + 1} {n % 9}AA", "phone": f"07700 900{n:03d}",
        }
        for n in range(others)
    ]  # fmt: skip
    home = {"address": "300 Invented Row", "postcode": "ZZ1 9ZZ", "phone": "07700 900999", "dob": "06/05/2020"}
    two = [{**ANNA, **home, "local_id": name, "given_name": name, "family_name": "Okoro"} for name in ("Maya", "Ruby")]
    baby = {**two[0], "local_id": "Baby", "given_name": "Baby"}
    write(tmp_path, "police.csv", [{**one, "agency": "police"} for one in (*everybody, *two)])
    write(tmp_path, "health.csv", [{**one, "agency": "health"} for one in (*everybody, *two, baby)])
    found = match(files_of(tmp_path))
    ids = [row[0] for row in found.db.execute("SELECT local_id FROM records ORDER BY rid").fetchall()]
    numbers = found.clusters.number.tolist()
    of = {name: {numbers[at] for at, one in enumerate(ids) if one == name} for name in ("Maya", "Ruby", "Baby")}
    assert len(of["Maya"] | of["Ruby"] | of["Baby"]) == 3 and all(len(one) == 1 for one in of.values())
    likely = found.probability >= 0.95
    pairs = zip(found.low[likely].tolist(), found.high[likely].tolist(), strict=True)
    assert all(ids[a] == ids[b] for a, b in pairs)
