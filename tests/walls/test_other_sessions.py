"""PostgreSQL shows a role what its other sessions run. A page must read no token of another there, and no name."""

from __future__ import annotations

from collections.abc import Iterator

import psycopg
import pytest
from django.core.cache import cache
from django.core.cache.backends.db import BaseDatabaseCache
from django.db import connection

from openccr.access.acting import acting_as
from openccr.people.models import PersonName
from tests.makers import Area

pytestmark = pytest.mark.django_db


@pytest.fixture
def spy(db: None) -> Iterator[psycopg.Connection]:
    """Another session of the application's role."""
    place = connection.settings_dict
    with psycopg.connect(
        host=place["HOST"], port=place["PORT"], dbname=place["NAME"], user=place["USER"], password=place["PASSWORD"],
        autocommit=True,
    ) as other:  # fmt: skip
        yield other


def running(spy: psycopg.Connection) -> str:
    return str(spy.execute("SELECT query FROM pg_stat_activity WHERE usename = current_user").fetchall())


def test_another_sessions_token_and_names_are_not_in_its_statements(area: Area, spy: psycopg.Connection) -> None:
    with acting_as(area.amina):
        shown = running(spy)
        assert "openccr.token" in shown and str(area.amina.user_id) not in shown
        list(PersonName.objects.filter(family_key="tamsin"))
        assert "people_personname" in running(spy) and "tamsin" not in running(spy)


def test_what_the_cache_holds_cannot_be_written_through_the_database(area: Area) -> None:
    assert not isinstance(cache._connections["default"], BaseDatabaseCache)  # it would unpickle what stands there
