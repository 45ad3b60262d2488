"""Parts of the site are killed while people and systems write: what was acknowledged is there, once and whole (C4).

Three kills; `./run bench crash` does sixty.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator

import pytest
from bench._crash import run
from bench._crash_count import Outcome
from bench._crash_service import CASES, ISSUE, SETTINGS, Service
from bench._crash_writers import Assessor, Referrer

from tests.site.conftest import folder


@pytest.fixture(scope="module")
def outcome() -> Iterator[Outcome]:
    service = Service(folder())
    try:
        service.start()
        (secret,) = service.told(ISSUE.format(clients=1))
        writers = [
            Referrer(service, secret, pause=0.5),
            Assessor(service, "coordinator", service.told(CASES), pause=0.2),
        ]
        yield run(service, writers, kills=3, targets=("database", "web worker", "job worker"), seed=7)
    finally:
        service.stop()
        shutil.rmtree(service.data)


def test_nothing_acknowledged_is_lost_doubled_or_half_written(outcome: Outcome) -> None:
    assert (outcome.lost, outcome.doubled, outcome.half_written) == ([], [], [])
    assert sum(outcome.kills.values()) == 3 and outcome.acknowledged > 3, outcome
    assert not outcome.refused, outcome.refused


def test_whatever_was_killed_is_started_again(outcome: Outcome) -> None:
    assert outcome.not_restarted == 0 and len(outcome.back) == 3


def test_the_database_waits_for_the_disk_and_checks_its_pages(outcome: Outcome) -> None:
    assert outcome.settings == SETTINGS
    assert outcome.checksum_failures == 0 and outcome.damaged == ""


def test_the_audit_holds_after_kills(outcome: Outcome) -> None:
    assert outcome.audit == "holds"
