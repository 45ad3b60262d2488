"""The authorisation matrix: a sample of it in every test run, the whole by `./run bench walls`."""

from __future__ import annotations

import json
import os
import time
from pathlib import Path

import pytest

from tests.makers import Area
from tests.walls.cells import routes
from tests.walls.filling import fill
from tests.walls.policy import LONGEST, TABLE, lines, unknown_words
from tests.walls.standings import Staff, build_staff, standings
from tests.walls.tables import COMMANDS, subjects
from tests.walls.trying_tables import tried_all
from tests.walls.walking import Report, every_cell, sample, sliced, walked
from tests.walls.world import build_world

SHARE = float(os.environ.get("WALLS_SHARE", "0.01"))
"""How much of the matrix is walked: 1 for all of it."""
PART, OF = (int(word) for word in os.environ.get("WALLS_PART", "0/1").split("/"))
"""Which standings: every OF-th one, beginning with the PART-th."""
RESULT = os.environ.get("WALLS_RESULT", "")
"""A file that gets what was found, for the measurement."""


@pytest.fixture
def staff(committed: Area, settings: object) -> Staff:
    settings.DEMONSTRATION = True  # type: ignore[attr-defined]  # the world's makers have no second factor
    world = build_world(committed)
    settings.DEMONSTRATION = False  # type: ignore[attr-defined]  # asked as the live form is asked
    return build_staff(world)


@pytest.fixture
def filled(staff: Staff) -> Staff:
    fill(staff.world)
    return staff


def test_the_table_is_short_enough_to_read() -> None:
    written = [line for line in TABLE.read_text(encoding="utf-8").splitlines() if line.strip()]
    assert len(written) <= LONGEST


def test_the_table_names_only_what_there_is() -> None:
    assert not unknown_words(), f"{sorted(unknown_words())} is no role, heading or relation"
    gone = set(lines()) - {route.name for route in routes()}
    assert not gone, f"{sorted(gone)} stands in {TABLE.name} and is no address any more: take it out"


def test_every_address_has_its_line_in_the_table() -> None:
    missing = {route.name: route for route in routes() if route.name not in lines()}.values()
    told = [f"{one.name} (/{one.path}, which asks {one.page.may if one.page else 'nobody'})" for one in missing]
    assert not missing, (
        f"No line in docs/reference/{TABLE.name} for {', '.join(told)}."
        " Write it under the heading of those who may, beside what it is about."
    )


def test_everybody_gets_what_the_table_says_and_nothing_else(staff: Staff) -> None:
    """T-EXCL and the matrix (C1): each cell in a transaction of its own, which is undone."""
    report, started = Report(), time.monotonic()
    for standing in sliced(standings(staff), part=PART, of=OF):
        report.add(walked(staff, standing, every_cell() if SHARE >= 1 else sample(standing, share=SHARE)))
    seconds = time.monotonic() - started
    kept("pages", report, seconds)
    assert report.cells and not report.faults(), "\n".join(report.faults()[:40])


def test_the_database_alone_keeps_to_the_table_too(filled: Staff) -> None:
    """Roles × tables × commands, with SQL under signed tokens and no application code."""
    started = time.monotonic()
    report = tried_all(filled, list(sliced(standings(filled), part=PART, of=OF)), share=SHARE)
    kept("tables", report, time.monotonic() - started)
    assert len(subjects(filled.world)) * len(COMMANDS) > 300
    assert not report.faults(), "\n".join(report.faults()[:40])


def kept(what: str, report: Report, seconds: float) -> None:
    if RESULT:
        found = {
            "cells": report.cells, "compared": report.compared, "leaks": report.leaks, "refusals": report.refusals,
            "differences": report.differences, "broken": report.broken, "outcomes": dict(report.outcomes),
            "seconds": seconds, "standings": len(range(PART, 1000, OF)), "routes": len(routes()),
        }  # fmt: skip
        Path(f"{RESULT}.{what}").write_text(json.dumps(found), encoding="utf-8")
