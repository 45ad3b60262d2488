"""A small invented world, matched from its files to its clusters."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from bench._linking import measures
from bench._linking.generator import Truth, generate
from bench._linking.worlds import world

from openccr.linkage.engine.columns import files_of
from openccr.linkage.engine.match import Matched, match
from openccr.linkage.engine.problems import Cancelled

Run = tuple[Path, Truth, Matched]


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Run:
    folder = tmp_path_factory.mktemp("agencies")
    truth = generate(world(501, people=6000, noise=1.2), folder)
    return folder, truth, match(files_of(folder))


def test_people_are_found_and_next_to_nobody_is_mistaken(run: Run) -> None:
    _, truth, found = run
    person, likely = truth.in_file_order(), found.probability >= 0.95
    rate = measures.of_pairs(found.low[likely], found.high[likely], person)
    assert rate.precision > 0.985
    assert rate.recall > 0.90
    groups = measures.of_groups(found.clusters.number, person)
    assert groups.f1 > 0.965


def test_twins_and_partners_stay_two_people(run: Run) -> None:
    _, truth, found = run
    hard = measures.hard_pairs(truth.people, truth.in_file_order(), found.clusters.number)
    assert hard["partners"][1] <= 0.003
    assert hard["siblings"][1] <= 0.01
    assert hard["twins"][1] <= 0.15


def test_files_in_which_nobody_lives_with_anybody_are_matched_too(tmp_path: Path) -> None:
    """As those that are made for trying out: a wrong date of birth is then no father's."""
    truth = generate(world(502, people=3000, rough=True, alone=True), tmp_path)
    found = match(files_of(tmp_path))
    person, likely = truth.in_file_order(), found.probability >= 0.95
    rate = measures.of_pairs(found.low[likely], found.high[likely], person)
    assert rate.precision > 0.985
    assert rate.recall > 0.85


def test_the_same_files_give_the_same_figures(run: Run) -> None:
    folder, _, found = run
    again = match(files_of(folder))
    assert np.array_equal(again.low, found.low)
    assert np.array_equal(again.probability, found.probability)
    assert np.array_equal(again.clusters.number, found.clusters.number)


def test_the_order_of_the_columns_and_other_headings_do_not_matter(run: Run, tmp_path: Path) -> None:
    folder, _, found = run
    other = {"dob": "Date of birth", "family_name": "Surname", "given_name": "Forename", "phone": "Mobile"}
    for path in files_of(folder):
        rows = [line.split(",") for line in path.read_text().splitlines()] if '"' not in path.read_text() else None
        if rows is None:
            (tmp_path / path.name).write_text(path.read_text())
            continue
        rows[0] = [other.get(name, name) for name in rows[0]]
        (tmp_path / path.name).write_text("\n".join(",".join(reversed(row)) for row in rows))
    again = match(files_of(tmp_path))
    assert np.array_equal(again.probability, found.probability)


def test_a_run_that_is_cancelled_ends_at_the_next_step(run: Run) -> None:
    folder = run[0]

    def stop(step: str) -> None:
        if step == "normalising":
            raise Cancelled

    with pytest.raises(Cancelled):
        match(files_of(folder), tell=stop)
