"""A live start before `openccr init` says that nobody can sign in yet: its page of sign-in looks as it always does."""

from __future__ import annotations

import psycopg
import pytest
from django.db import connections

from openccr.site import start, update
from openccr.site.environment import Environment, Mode
from tests.makers import Area


def test_a_live_start_names_the_next_step_until_there_is_a_partnership(
    committed: Area, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = {key: value for key, value in connections["owner"].settings_dict.items() if key in ADDRESS and value}
    given = {ADDRESS[key]: value for key, value in found.items()}
    monkeypatch.setattr(update, "_as_owner", lambda site: psycopg.connect(**given, autocommit=False))
    site = Environment(mode=Mode.LIVE, hosts=("marac.example",))
    assert "manage init" not in start._welcome(site)
    with connections["owner"].cursor() as cursor:
        cursor.execute("TRUNCATE partnership_partnership CASCADE")
    assert "Nobody can sign in yet" in start._welcome(site) and "manage init" in start._welcome(site)


ADDRESS = {"NAME": "dbname", "HOST": "host", "PORT": "port", "USER": "user", "PASSWORD": "password"}
