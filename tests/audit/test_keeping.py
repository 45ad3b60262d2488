"""Anchors by the clock: every five minutes to the folders; a line of `/healthz` says when they are late (D20)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.core import mail
from pytest_django import Settings

from openccr.audit.anchoring import NotSent, public_key
from openccr.audit.chain import anchors_in
from openccr.audit.keeping import LATE_AFTER, keep_anchored, state
from openccr.audit.tasks import OFTEN
from openccr.jobs.setup import often
from openccr.kernel.actors import Actor
from openccr.partnership.services import service_actors
from tests.audit.acting import acts
from tests.copies import own_database
from tests.makers import Area, make_area

AT = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)
TURN = timedelta(minutes=5)


@dataclass
class Place:
    area: Area
    service: Actor


@pytest.fixture(scope="module")
def place(django_db_setup: None, django_db_blocker: object) -> Iterator[Place]:
    with django_db_blocker.unblock(), own_database("kept_anchored"):
        area = make_area()
        yield Place(area, next(one for one in service_actors("often") if one.partnership_id == area.id))


@pytest.fixture(autouse=True)
def folders(settings: Settings, tmp_path: Path) -> list[Path]:
    settings.DATA, settings.KEY_RING = tmp_path / "data", tmp_path / "ring"
    there = [tmp_path / "police", tmp_path / "council"]
    for folder in (settings.DATA, settings.KEY_RING, *there):
        folder.mkdir()
    settings.ANCHORS = (*map(str, there), "mailto:keeper@police.example")
    return there


def kept(*folders: Path) -> list[int]:
    found, wrong = anchors_in(folders, key=public_key())
    assert wrong == []
    return [one.number for one in found]


def test_each_turn_anchors_what_came_since_in_every_folder_and_mails_nothing(place: Place, folders: list[Path]) -> None:
    acts(place.area.amina, 2)
    keep_anchored(actor=place.service, at=AT)
    acts(place.area.amina, 3)
    keep_anchored(actor=place.service, at=AT + TURN)
    first, second = (kept(folder) for folder in folders)
    assert first == second and first[-1] - first[-2] == 3
    assert mail.outbox == []


def test_a_quiet_hour_adds_nothing_and_anchors_nothing(place: Place, folders: list[Path]) -> None:
    """A turn that left a row of its own would anchor that row at the next, for ever."""
    acts(place.area.amina, 1)
    for number in range(12):
        keep_anchored(actor=place.service, at=AT + number * TURN)
    own = [one for one in anchors_in(folders[:1], key=None)[0] if one.chain == str(place.area.id)]
    assert len(own) == 1


def test_a_place_that_cannot_be_reached_is_said_until_it_can(place: Place, folders: list[Path]) -> None:
    assert state(at=AT) == "not yet"
    acts(place.area.amina, 1)
    keep_anchored(actor=place.service, at=AT)
    assert state(at=AT + LATE_AFTER) == "ok"
    assert state(at=AT + LATE_AFTER + TURN) == "late", "the worker stands still"
    folders[1].rename(folders[1].with_name("gone"))
    for number in range(4):
        acts(place.area.amina, 1)
        with pytest.raises(NotSent, match="council"):
            keep_anchored(actor=place.service, at=AT + number * TURN)
    assert state(at=AT + 4 * TURN) == "late", "one of two places has had nothing for twenty minutes"
    folders[1].mkdir()
    acts(place.area.amina, 1)
    keep_anchored(actor=place.service, at=AT + 4 * TURN)
    assert state(at=AT + 4 * TURN) == "ok"


def test_what_is_named_is_what_is_said(settings: Settings) -> None:
    settings.ANCHORS = ("mailto:a@police.example", "mailto:b@council.example")
    assert state(at=AT) == "by night alone"
    settings.ANCHORS = ()
    assert state(at=AT) == "no place named"


def test_the_worker_does_it_every_five_minutes(place: Place, folders: list[Path]) -> None:
    assert often()["anchor the audit"] is OFTEN["anchor the audit"]
    acts(place.area.amina, 1)
    OFTEN["anchor the audit"](place.service)
    assert kept(folders[0])
