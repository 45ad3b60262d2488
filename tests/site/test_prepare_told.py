"""What an administrator is told when roles and database cannot be made."""

from __future__ import annotations

import psycopg
import pytest

from openccr.site.failure import CannotStart
from openccr.site.postgres import Server
from openccr.site.prepare import Mark, prepare


def test_an_administrator_who_may_not_is_told_what_to_do(server: Server) -> None:
    with psycopg.connect(server.admin_url, autocommit=True) as connection:
        connection.execute("DROP ROLE IF EXISTS nobody_much")
        connection.execute("CREATE ROLE nobody_much LOGIN PASSWORD 'word'")
    with pytest.raises(CannotStart, match="CREATEROLE and CREATEDB"):
        prepare(
            admin_url=f"postgresql://nobody_much:word@{server.host}:{server.port}/postgres",
            database="openccr_elsewhere",
            owner_password="x",
            app_password="x",
            mark=Mark(mode="live", keys="abc"),
        )


def test_an_unreachable_server_is_a_sentence_without_the_password() -> None:
    with pytest.raises(CannotStart, match="could not be prepared") as refusal:
        prepare(
            admin_url="postgresql://postgres:hush@127.0.0.1:1/postgres",
            database="openccr",
            owner_password="x",
            app_password="x",
            mark=Mark(mode="live", keys="abc"),
        )
    assert "hush" not in str(refusal.value)
