"""What the other records tell of a pair: names that are met together, and who else lives at a home."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import numpy as np

from openccr.linkage.engine.columns import files_of
from openccr.linkage.engine.compare import compare
from openccr.linkage.engine.frame import Frame
from openccr.linkage.engine.frequency import frequencies
from openccr.linkage.engine.home import HOME_FEATURES, at_home
from openccr.linkage.engine.match import records_of
from openccr.linkage.engine.variants import variants

HEADINGS = ("local_id", "given_name", "family_name", "dob", "sex", "address", "postcode")


def frame_of(folder: Path, *rows: tuple[str, ...]) -> Frame:
    with (folder / "police.csv").open("w", newline="", encoding="utf-8") as stream:
        out = csv.writer(stream)
        out.writerow(HEADINGS)
        out.writerows((str(number), *row) for number, row in enumerate(rows))
    return records_of(files_of(folder), today=date(2026, 11, 22))[0]


def met(frame: Frame, *pairs: tuple[int, int]) -> list[float]:
    low, high = (np.array(side, np.int32) for side in zip(*pairs, strict=True))
    return variants(frame, low, high, compare(frame, frequencies(frame), low, high))[0].tolist()


def test_two_names_that_are_met_together_again_and_again_are_one_persons(tmp_path: Path) -> None:
    families = ("Kowalska", "Haddad", "Mensah", "Oyelaran", "Pemberton")
    rows = [
        (given, family, f"{day + 3:02}/05/198{day}", "F", "", "")
        for day, family in enumerate(families)
        for given in ("Oluwafunmilayo", "Bisi")
    ]
    rows += [("Grace", "Stone", "01/02/1990", "F", "", ""), ("Miriam", "Stone", "01/02/1990", "F", "", "")]
    found = met(frame_of(tmp_path, *rows), *((at, at + 1) for at in range(0, 12, 2)))
    assert min(found[:5]) > found[5]
    assert found[5] <= 0


def test_four_records_of_one_woman_are_one_meeting_of_her_two_names(tmp_path: Path) -> None:
    rows = [(given, "Haddad", "03/05/1981", "F", "", "") for given in ("Rima", "Layan", "Rima", "Layan")]
    assert max(met(frame_of(tmp_path, *rows), (0, 1), (0, 3), (1, 2), (2, 3))) <= 0


def living(frame: Frame, one: int, other: int) -> dict[str, float]:
    row = at_home(frame, np.array([one], np.int32), np.array([other], np.int32))[0]
    return dict(zip(HOME_FEATURES, row.tolist(), strict=True))


def test_a_father_of_another_name_is_seen_at_the_home_of_the_boy(tmp_path: Path) -> None:
    home = ("M", "4 Elm Road", "QX1 2AB")
    frame = frame_of(
        tmp_path, ("Gary", "Stone", "01/02/2010", *home), ("Gary", "Stone", "", *home),
        ("Paul", "Stone", "09/09/1980", *home), ("Gary", "Stone", "02/03/1981", "M", "9 Ash Lane", "QX9 9AB"),
    )  # fmt: skip
    assert living(frame, 0, 1) == {"age": 16, "elder_of_other_name": 30, "elder": 30, "younger": 0}


def test_where_only_a_namesake_is_older_nobody_of_another_name_is(tmp_path: Path) -> None:
    home = ("M", "4 Elm Road", "QX1 2AB")
    frame = frame_of(tmp_path, ("Gary", "Stone", "01/02/2010", *home), ("Gary", "Stone", "", *home),
                     ("Gary", "Stone", "09/09/1980", *home))  # fmt: skip
    assert living(frame, 0, 1) == {"age": 16, "elder_of_other_name": -1, "elder": 30, "younger": 0}
