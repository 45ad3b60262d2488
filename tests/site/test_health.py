"""`/healthz`: whether database, worker and disk are well, for whoever watches over the machine."""

from __future__ import annotations

from collections import namedtuple
from pathlib import Path

import pytest
from django.db import connection, connections
from django.test import Client

from openccr.site import room
from tests.makers import Area

WELL = {"status": "ok", "database": "ok", "worker": "ok", "disk": "ok", "anchors": "no place named"}


def a_worker(seconds_ago: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now() - %s * interval '1 second')",
            [seconds_ago],
        )


def asked() -> tuple[int, dict[str, str]]:
    answer = Client().get("/healthz")
    return answer.status_code, answer.json()


@pytest.mark.django_db
def test_all_is_well(area: Area) -> None:
    a_worker(5)
    assert asked() == (200, WELL)


@pytest.mark.django_db
@pytest.mark.parametrize("seconds_ago", [None, 61])
def test_a_worker_that_is_not_there_or_has_fallen_silent(area: Area, seconds_ago: int | None) -> None:
    if seconds_ago:
        a_worker(seconds_ago)
    assert asked() == (503, {**WELL, "status": "not ok", "worker": "not running"})


def test_a_database_that_cannot_be_reached(committed: Area, monkeypatch: pytest.MonkeyPatch) -> None:
    connections.close_all()
    with monkeypatch.context() as patch:
        patch.setitem(connections["default"].settings_dict, "PORT", 1)
        assert asked() == (503, {**WELL, "status": "not ok", "database": "cannot be reached", "worker": "unknown"})
    a_worker(5)
    assert asked() == (200, WELL), "once it is back, so are we"


@pytest.mark.django_db
def test_a_disk_that_is_nearly_full(area: Area, monkeypatch: pytest.MonkeyPatch) -> None:
    a_worker(5)
    usage = namedtuple("usage", "free")
    monkeypatch.setattr(room.shutil, "disk_usage", lambda folder: usage(room.TO_START))
    assert asked() == (503, {**WELL, "status": "not ok", "disk": "nearly full"})
    monkeypatch.setattr(room.shutil, "disk_usage", lambda folder: usage(room.TO_WRITE - 1))
    assert asked() == (503, {**WELL, "status": "not ok", "disk": "full: nothing is taken"})


@pytest.mark.django_db
def test_a_disk_that_has_gone(area: Area, settings: object, tmp_path: Path) -> None:
    a_worker(5)
    settings.DATA = tmp_path / "gone"  # type: ignore[attr-defined]
    assert asked() == (503, {**WELL, "status": "not ok", "disk": "cannot be read"})


@pytest.mark.django_db
def test_the_answer_is_not_kept_by_anything_on_the_way(area: Area) -> None:
    answer = Client().get("/healthz")
    assert answer.headers["Cache-Control"] == "no-store" and not answer.cookies
