"""The tables of sign-in, tried with SQL inside a page: a signed token of one's own opens none of them."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client

from openccr.access.acting import acting_as
from openccr.access.rights import framework_walls
from openccr.access.sign_in import at_sign_in
from openccr.access.tokens import sign, sign_for_sign_in
from openccr.access.walls import SignIn
from openccr.accounts.models import PrintedCode, Session, User
from openccr.accounts.sessions import stored
from tests.makers import Area
from tests.signing_in import sign_in
from tests.walls.trying import refused, run

pytestmark = pytest.mark.django_db

TABLES = sorted(
    {one._meta.db_table for one in (User, Session, PrintedCode)}
    | {table for table, wall in framework_walls().items() if isinstance(wall, SignIn)}
)
PASSWORDS = "SELECT count(*) FROM accounts_user WHERE password IS NOT NULL"


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("who", ["nobody", "bea", "amina", "commands"])
def test_no_actor_reads_or_changes_a_table_of_sign_in(area: Area, client: Client, table: str, who: str) -> None:
    sign_in(client, area.bea)
    column = run("SELECT column_name FROM information_schema.columns WHERE table_name = %s LIMIT 1", table)[0][0]
    tries = (f"SELECT * FROM {table}", f"DELETE FROM {table} RETURNING 1", f"UPDATE {table} SET {column} = {column}")

    def none() -> None:
        assert run(tries[0]) == []
        for statement in tries[1:]:
            rights = run("SELECT has_table_privilege(%s, %s)", table, statement.split()[0])[0][0]
            if rights:
                with connection.cursor() as cursor:
                    cursor.execute(statement)
                    assert cursor.rowcount == 0

    if who == "nobody":
        none()
    else:
        with acting_as(area.actors[who]):
            none()


def test_a_page_cannot_open_an_account_or_a_session(area: Area) -> None:
    with acting_as(area.bea):
        with refused():
            run(
                "INSERT INTO accounts_user (id, email, name, password, is_active, created_at)"
                " VALUES (gen_random_uuid(), 'mo@example.example', 'Mo', '', true, now())"
            )
        with refused():
            run(
                "INSERT INTO accounts_session (session_key, session_data, expire_date, user_id, started_at, browser)"
                " VALUES ('x', '', now() + interval '1 day', %s, now(), '')",
                area.amina.user_id,
            )


def test_the_word_is_the_applications_own(area: Area) -> None:
    """Neither an actor's token, nor a word signed with another key, nor one that is over opens them."""
    words = (
        sign(area.amina, key=settings.TOKEN_KEY, lasts=60),
        "sign-in:99999999999:00",
        sign_for_sign_in(key=b"another", lasts=60),
        "sign-in",
    )
    for word in words:
        with refused():
            run("SELECT set_config('openccr.sign_in', %s, true)", word)
            run(PASSWORDS)
    run("SELECT set_config('openccr.sign_in', %s, true)", sign_for_sign_in(key=settings.TOKEN_KEY, lasts=-1))
    assert run(PASSWORDS) == [(0,)]


def test_the_word_is_no_actors_token(area: Area) -> None:
    with refused():
        run("SELECT set_config('openccr.token', %s, true)", sign_for_sign_in(key=settings.TOKEN_KEY, lasts=60))
        run("SELECT openccr.actor_user()")


def test_the_page_around_it_does_not_keep_the_word(area: Area) -> None:
    with acting_as(area.bea):
        with at_sign_in():
            assert run(PASSWORDS) != [(0,)]
            with at_sign_in():
                pass
            assert run(PASSWORDS) != [(0,)]
        assert run(PASSWORDS) == [(0,)]
        with pytest.raises(ValueError), at_sign_in():
            raise ValueError
        assert run(PASSWORDS) == [(0,)]
    assert run(PASSWORDS) == [(0,)]


def test_what_stands_in_the_table_of_sessions_is_no_cookie(area: Area, client: Client) -> None:
    """Read by whoever owns the database, or out of a dump of it."""
    sign_in(client, area.bea)
    key = client.session.session_key
    with at_sign_in():
        kept = str(run("SELECT * FROM accounts_session"))
    assert stored(key) in kept and key not in kept
    thief = Client()
    thief.cookies[settings.SESSION_COOKIE_NAME] = stored(key)
    assert thief.get("/accounts/devices/").status_code == 302
    assert client.get("/accounts/devices/").status_code == 200


def test_a_page_is_served_without_the_word(area: Area, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a page runs, and so what somebody could smuggle into it, finds the tables empty."""
    from openccr.accounts import queries

    seen: list[object] = []
    before = queries.device_name
    monkeypatch.setattr(queries, "device_name", lambda text: seen.append(run(PASSWORDS)) or before(text))
    sign_in(client, area.bea)
    assert client.get("/accounts/devices/").status_code == 200
    assert seen == [[(0,)]]
