"""The role that counts: it reads the closed list of columns and nothing else, and nobody can become it."""

from __future__ import annotations

import pytest
from django.db import connection

from openccr.access.build import walls
from openccr.access.counted import COUNTED

pytestmark = pytest.mark.django_db

TELLS_WHO = ("name", "given", "family", "reference", "title", "sealed", "match", "email", "text", "reason", "views")


def rows(statement: str) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return cursor.fetchall()


def test_the_counting_role_reads_exactly_the_closed_list() -> None:
    live: dict[str, set[str]] = {}
    for table, column in rows(
        "SELECT c.relname, a.attname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0"
        " WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT a.attisdropped"
        " AND has_column_privilege('openccr_insight', c.oid, a.attnum, 'SELECT')"
    ):
        live.setdefault(table, set()).add(column)
    assert live == {table: set(columns) for table, columns in COUNTED.items()}


def test_the_counting_role_writes_nothing() -> None:
    assert not rows(
        "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')"
        " AND has_any_column_privilege('openccr_insight', oid, 'INSERT, UPDATE, REFERENCES')"
    )


def test_nothing_that_tells_who_somebody_is_can_be_counted() -> None:
    for table, columns in COUNTED.items():
        assert table in walls(), f"{table} is no table: correct access/counted.py"
        named = [column for column in columns if any(word in column for word in TELLS_WHO)]
        assert not named, f"{table}.{named}: a column that says who a person is is not for counting"


def test_the_counting_function_belongs_to_the_counting_role_and_gives_numbers_alone() -> None:
    assert rows(
        "SELECT pg_get_userbyid(proowner), prosecdef, pg_get_function_result(oid) FROM pg_proc"
        " WHERE pronamespace = 'openccr'::regnamespace AND proowner = 'openccr_insight'::regrole"
    ) == [("openccr_insight", True, "TABLE(meeting_id uuid, what text, value text, cases bigint)")]


def test_the_counting_role_may_call_no_function_that_writes() -> None:
    may = rows(
        "SELECT proname FROM pg_proc WHERE pronamespace = 'openccr'::regnamespace AND prokind = 'f'"
        " AND provolatile = 'v' AND has_function_privilege('openccr_insight', oid, 'EXECUTE')"
    )
    assert not may, f"{may}: the counting role reads"
