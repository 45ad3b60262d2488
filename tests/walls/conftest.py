"""The world of `world.py`, made once for each file that asks for it: it takes seconds to make."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.test import override_settings

from tests.copies import own_database
from tests.makers import make_area
from tests.walls.world import World, build_world


@pytest.fixture(scope="module")
def standing_world(django_db_setup: None, django_db_blocker: object) -> Iterator[World]:
    """Committed in a database of the file's own. What a test does to it is undone with the test."""
    with django_db_blocker.unblock(), own_database("world"):
        with override_settings(DEMONSTRATION=True):
            made = build_world(make_area())
        yield made


@pytest.fixture
def world(standing_world: World, db: None, settings: object) -> World:
    settings.DEMONSTRATION = True  # type: ignore[attr-defined]  # personas without a second factor
    return standing_world
