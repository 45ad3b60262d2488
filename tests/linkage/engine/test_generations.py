"""Mother and daughter of one name and home: no third record makes one person of them."""

from __future__ import annotations

from pathlib import Path
from random import Random

import numpy as np
import pytest

from openccr.linkage.engine.columns import files_of
from openccr.linkage.engine.household import dates_tell
from openccr.linkage.engine.match import match
from tests.linkage.engine.test_others import frame_of
from tests.linkage.people import someone, write

MOTHER, DAUGHTER = "1961-03-05", "1988-11-19"
HER = {"given_name": "Nadia", "family_name": "Farouk", "address": "4 Elm Road", "postcode": "ZZ1 2AB", "sex": "F",
       "middle_name": "", "aliases": "", "phone": ""}  # fmt: skip
OWN, OTHERS = "07700 900001", "07700 900002"


def grouped(folder: Path, *rows: tuple[str, str, str], others: int) -> tuple[dict[str, int], dict[str, float]]:
    """The groups and pairs of records (name, date, telephone), each of an agency of its own, among others."""
    for number, (name, born, phone) in enumerate(rows):
        write(folder / f"agency{number}.csv", [{**HER, "agency": f"agency{number}", "local_id": name, "dob": born,
                                                "phone": phone}])  # fmt: skip
    for agency in "ab" if others else "":
        write(folder / f"{agency}.csv", [someone(number, agency) for number in range(others)])
    found = match(files_of(folder))
    ids = [row[0] for row in found.db.execute("SELECT local_id FROM records ORDER BY rid").fetchall()]
    groups = {one: int(found.clusters.number[at]) for at, one in enumerate(ids)}
    pairs = zip(found.low.tolist(), found.high.tolist(), found.probability.tolist(), strict=True)
    return groups, {"".join(sorted((ids[low], ids[high]))): chance for low, high, chance in pairs}


@pytest.mark.parametrize("others", [0, 400])
@pytest.mark.parametrize(
    "third",
    [[("X", "", OTHERS)], [("X", "", OWN)], [("X", "1988-03-05", "")], [("X", "", ""), ("Y", "", "")]],
    ids=["her telephone", "the mother's telephone", "both dates mixed", "two without a date"],
)
def test_no_third_record_joins_mother_and_daughter(
    tmp_path: Path, third: list[tuple[str, str, str]], others: int
) -> None:
    groups, pairs = grouped(tmp_path, ("M", MOTHER, OWN), ("D", DAUGHTER, OTHERS), *third, others=others)
    assert groups["M"] != groups["D"]
    assert pairs.get("DM", 0) < 0.5


@pytest.mark.parametrize("others", [0, 400])
def test_a_record_without_a_date_that_fits_both_is_neithers(tmp_path: Path, others: int) -> None:
    rows = [("M", MOTHER, ""), ("N", MOTHER, ""), ("D", DAUGHTER, ""), ("E", DAUGHTER, ""), ("X", "", "")]
    groups, pairs = grouped(tmp_path, *rows, others=others)
    assert groups["M"] == groups["N"] != groups["D"] == groups["E"]
    assert groups["X"] not in (groups["M"], groups["D"])
    assert max(pairs["MX"], pairs["DX"]) < 0.95


def test_one_with_the_telephone_of_one_of_them_is_hers(tmp_path: Path) -> None:
    rows = [("M", MOTHER, OWN), ("D", DAUGHTER, OTHERS), ("X", "", OTHERS)]
    groups, _ = grouped(tmp_path, *rows, others=400)
    assert groups["X"] == groups["D"] != groups["M"]


def test_dates_that_are_another_date_altogether_tell_no_generations(tmp_path: Path) -> None:
    draw = Random(3)

    def born(since: int, until: int) -> str:
        return f"{draw.randint(2, 28):02}/{draw.randint(1, 12):02}/{draw.randint(since, until)}"

    def frame(folder: str, second: tuple[int, int]) -> bool:
        (tmp_path / folder).mkdir()
        rows = [("Ada", "Stone", born(*years), "F", f"{number} Elm Road", "QX1 2AB")
                for number in range(60) for years in ((1930, 1960), second)]  # fmt: skip
        return dates_tell(frame_of(tmp_path / folder, *rows))

    assert frame("daughters", (1975, 1979))
    assert not frame("replaced", (1930, 2020))


def test_the_figures_of_usual_files_do_not_change(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from bench._linking.generator import generate
    from bench._linking.worlds import world

    from openccr.linkage.engine import cluster, generations

    generate(world(504, people=3000, noise=1.4), tmp_path)
    now = match(files_of(tmp_path))
    for module in (cluster, generations):
        monkeypatch.setattr(module, "dates_tell", lambda frame: False)
    before = match(files_of(tmp_path))
    likely = [set(zip(*(side[one.probability >= 0.95].tolist() for side in (one.low, one.high)), strict=True))
              for one in (now, before)]  # fmt: skip
    assert len(likely[0] ^ likely[1]) <= 0.002 * len(likely[1])
    assert np.mean(now.clusters.number == before.clusters.number) > 0.998
