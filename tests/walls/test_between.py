"""What could pass from one to another by a connection, a key, an error or an index (security paper B2, stack 2)."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

import pytest
from django.db import DataError, IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from openccr.access.acting import acting_as
from openccr.access.build import walls
from openccr.casefiles.operations import note
from openccr.conference.queries.cases import cases_of_person
from tests.makers import Area, open_case
from tests.walls.trying import run

pytestmark = pytest.mark.django_db

SETTING = "SELECT coalesce(current_setting('openccr.token', true), '')"

UNIQUE = """
SELECT c.relname, array_agg(a.attname ORDER BY a.attname), bool_or(a.atttypid = 'uuid'::regtype
        AND a.attname <> 'partnership_id')
FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid JOIN pg_attribute a ON a.attrelid = c.oid
WHERE i.indisunique AND NOT i.indisprimary AND a.attnum = ANY (i.indkey::int2[])
    AND c.relnamespace = 'public'::regnamespace
GROUP BY i.indexrelid, c.relname
"""

NOBODY_GUESSES = {
    # A secret's hash, or drawn by chance.
    ("conference_calendarfeed", "token_hash"),
    ("conference_referrallink", "token_hash"),
    ("documents_madepaper", "reference"),
    ("partnership_apiclient", "secret_hash"),
    ("partnership_invitation", "token_hash"),
    ("partnership_signinprovider", "key"),
}
"""Unique keys without somebody's id, on tables that not the whole area reads: each was looked at."""


def test_a_connection_used_again_knows_nobody(area: Area) -> None:
    """A setting of the session would outlive its transaction: whoever came next would be the one before."""

    def one_after_the_other() -> list[str]:
        left = []
        try:
            with acting_as(area.amina):
                assert run(SETTING) != [("",)]
            left += run(SETTING)
            with suppress(KeyError), acting_as(area.amina):
                raise KeyError
            left += run(SETTING)
            with suppress(DataError), acting_as(area.amina):
                run("SELECT 1 / 0")
            left += run(SETTING)
        finally:
            connection.close()
        return [token for (token,) in left]

    # A thread has a connection of its own, on which transactions are really committed.
    with ThreadPoolExecutor(1) as apart:
        assert apart.submit(one_after_the_other).result() == ["", "", ""]


def test_no_unique_key_answers_whether_a_hidden_row_is_there() -> None:
    """A key that can be guessed says "taken" of a row that is hidden. Nobody guesses an id, and the wall asks first;
    what a whole area reads is hidden from nobody who can put a row there."""
    guessed = set()
    for table, columns, has_id in run(UNIQUE):
        wall = walls()[table]
        writes = "INSERT" in wall.commands or ("UPDATE" in wall.commands and set(columns) & set(wall.changes))
        if writes and not has_id and wall.name not in ("partnership", "system", "sign_in"):
            guessed.add((table, *columns))
    assert guessed == NOBODY_GUESSES


def test_an_error_of_a_walled_table_repeats_none_of_the_row(area: Area) -> None:
    """PostgreSQL's DETAIL would hold the whole row, or the key that is taken; under row security it keeps silent."""
    case = open_case(area)
    with acting_as(area.amina), pytest.raises(IntegrityError) as failed, transaction.atomic():
        note(file_id=case, kind="x", sentence="12 Hidden Lane", at=None)  # type: ignore[arg-type]
    assert "null value" in str(failed.value) and "Hidden Lane" not in str(failed.value)


def test_people_are_found_by_an_index_behind_the_walls(area: Area) -> None:
    """`LIKE`, `%` and the like run after the policy, over every row: 0.9 to 1.5 s of 200,000 names (decision 0011)."""
    with acting_as(area.amina):
        run("SET LOCAL enable_seqscan = off")
        with CaptureQueriesContext(connection) as asked:
            cases_of_person(given="Tamsin", family="Ashgrove", born_on=None)
        statement = next(one["sql"] for one in asked if "people_personname" in one["sql"])
        plan = [line for (line,) in run(f"EXPLAIN {statement}")]
    assert any("Index Cond" in line and "_key)::text = 'tamsin'" in line for line in plan), "\n".join(plan)
