"""A doubtful pair beside the other records of the two people: what they say, and what they may not say."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import numpy as np
import pytest
from bench._linking import measures
from bench._linking.generator import generate
from bench._linking.worlds import world

from openccr.linkage.engine import match as engine
from openccr.linkage.engine.columns import files_of
from openccr.linkage.engine.compare import BIRTHDAY_SAME, compare
from openccr.linkage.engine.context import context
from openccr.linkage.engine.frame import Frame
from openccr.linkage.engine.frequency import frequencies
from openccr.linkage.engine.household import unlike_births
from openccr.linkage.engine.people import LEAST, MOST, PEOPLE_FEATURES, asked_again, people
from tests.linkage.engine.test_others import frame_of

HOME = ("F", "4 Elm Road", "QX1 2AB")
Row = tuple[str, ...]


def asked(frame: Frame, odds: dict[tuple[int, int], float]) -> tuple[dict[tuple[int, int], float], dict[str, float]]:
    """The log-odds after asking again, and the row of the first doubtful pair."""
    low, high = (np.array([one[side] for one in odds], np.int32) for side in (0, 1))
    first = np.array(list(odds.values()), float)
    vector = compare(frame, frequencies(frame), low, high)
    rows = context(low, high, first, vector, frame)
    found = asked_again(low, high, first, rows, vector, frame)
    features = people(low, high, first, rows, vector, frame)[1]
    told = dict(zip(PEOPLE_FEATURES, features[0].tolist(), strict=True)) if len(features) else {}
    return dict(zip(odds, found.tolist(), strict=True)), told


def test_the_other_records_of_a_person_say_what_the_pair_does_not(tmp_path: Path) -> None:
    born = "09/09/1980"
    her = ("Ada", "Stone", born, *HOME)
    frame = frame_of(tmp_path, ("Ada", "Stone", "", *HOME), her, her, (*her[:3], "F", "9 Ash Lane", "QX9 9AB"))
    odds = {(0, 1): 8.0, (0, 2): 8.0, (0, 3): 1.0, (1, 2): 9.0, (1, 3): 8.0, (2, 3): 8.0}
    _, told = asked(frame, odds)
    assert told["first"] == 1.0 and told["one_person"] == 1
    # Two records of hers are asked from each side.
    assert told["witnesses"] == 4 and told["best"] == 8.0 and told["worst"] == 8.0
    assert told["witness_birthday_most"] == told["witness_birthday_least"] == BIRTHDAY_SAME


def test_where_nobody_else_is_on_record_nobody_is_asked(tmp_path: Path) -> None:
    frame = frame_of(tmp_path, ("Ada", "Stone", "", *HOME), ("Ada", "Stone", "09/09/1980", *HOME))
    _, told = asked(frame, {(0, 1): 1.0})
    assert told["witnesses"] == 0 and told["best"] < LEAST and told["worst"] > MOST
    assert told["witness_birthday_most"] == -1


def test_a_pair_that_is_settled_stays_as_it_is(tmp_path: Path) -> None:
    rows: list[Row] = [("Ada", "Stone", "09/09/1980", *HOME)] * 3
    odds = {(0, 1): MOST, (0, 2): LEAST, (1, 2): 0.0}
    found, _ = asked(frame_of(tmp_path, *rows), odds)
    assert found[0, 1] == MOST and found[0, 2] == LEAST and found[1, 2] != 0


@pytest.mark.parametrize("third", ["", "Baby", "Grace"])
def test_no_third_record_makes_twins_likelier_to_be_one(tmp_path: Path, third: str) -> None:
    born = ("01/02/2020", *HOME)
    frame = frame_of(tmp_path, ("Grace", "Stone", *born), ("Miriam", "Stone", *born), (third, "Stone", *born))
    for odds in (-3.0, -1.0, 1.0, 3.0):
        found, _ = asked(frame, {(0, 1): odds, (0, 2): 5.0, (1, 2): 5.0})
        assert found[0, 1] <= odds


def test_where_nothing_but_names_and_a_slip_agree_nothing_is_made_likelier(tmp_path: Path) -> None:
    frame = frame_of(tmp_path, *(("Ada", "Stone", born, "F", "", "") for born in ("09/09/1980", "09/09/1983")))
    for odds in (-3.0, -1.0, 0.0, 0.4):
        assert asked(frame, {(0, 1): odds})[0][0, 1] <= odds


def test_how_often_two_of_one_name_and_home_are_two_people(tmp_path: Path) -> None:
    born = [("03/05/1980", "09/11/2006"), ("03/05/1980", "03/06/1980"), ("03/05/1980", "03/05/1980")]
    rows = [
        ("Ada", "Stone", day, "F", f"{number} Elm Road", "QX1 2AB") for number in range(30) for day in born[number % 3]
    ]
    (tmp_path / "all").mkdir()
    assert 10 ** unlike_births(frame_of(tmp_path / "all", *rows)) == pytest.approx(10 / 30, abs=0.1)
    (tmp_path / "some").mkdir()
    slips = [row for number, row in enumerate(rows) if number // 2 % 3]
    assert 10 ** unlike_births(frame_of(tmp_path / "some", *slips)) < 0.05


def test_more_is_found_and_nothing_more_is_mistaken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    truth = generate(world(503, people=9000, noise=1.4), tmp_path)
    person = truth.in_file_order()
    rates = []
    for once in (False, True):
        if once:
            monkeypatch.setattr(engine, "asked_again", lambda low, high, odds, *rest: odds)
        found = engine.match(files_of(tmp_path), today=date(2026, 11, 22))
        likely = found.probability >= 0.95
        rates.append(measures.of_pairs(found.low[likely], found.high[likely], person))
    again, before = rates
    assert again.f1 > before.f1 + 0.002
    assert again.precision > 0.995
