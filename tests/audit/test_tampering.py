"""A real chain, tampered with by whoever owns the tables: the check names the first wrong row."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

import pytest
from django.db import connections, transaction

from openccr.access.owning import as_walls
from openccr.audit.chain import Break
from openccr.audit.checking import chains, verify
from tests.audit.acting import acts, event_of
from tests.copies import own_database
from tests.makers import make_area


@pytest.fixture(scope="module")
def area(django_db_setup: None, django_db_blocker: object) -> Iterator[UUID]:
    """A partnership with five acts, each committed. The tampering of each test is rolled back."""
    with django_db_blocker.unblock(), own_database("tampered"):
        standing = make_area()
        acts(standing.amina, 5)
        yield standing.id


def found_after(area: UUID, *statements: str) -> Break | None:
    """What the check finds after an administrator of the database has changed rows with the guards switched off."""
    with transaction.atomic(using="owner"):
        switch("DISABLE")
        with as_walls() as owner, connections[owner].cursor() as cursor:
            for statement in statements:
                cursor.execute(statement)
        switch("ENABLE")
        assert area in chains()
        found = verify(area)[1]
        transaction.set_rollback(True, using="owner")
    return found


def switch(how: str) -> None:
    with connections["owner"].cursor() as cursor:
        for table in ("audit_auditevent", "audit_auditseal"):
            cursor.execute(f"ALTER TABLE {table} {how} TRIGGER USER")


SEAL = "partnership_id = '{0}' AND number"


def _of(number: int) -> str:
    return f"(SELECT event_id FROM audit_auditseal WHERE {SEAL} = {number})"


@pytest.mark.parametrize(
    ("number", "problem", "statements"),
    [
        (3, "changed", (f"UPDATE audit_auditevent SET purpose = 'another' WHERE id = {_of(3)}",)),
        (3, "changed", (f"UPDATE audit_auditevent SET user_id = gen_random_uuid() WHERE id = {_of(3)}",)),
        (3, "changed", (f"UPDATE audit_auditevent SET at = at + interval '1 microsecond' WHERE id = {_of(3)}",)),
        (3, "changed", (f"UPDATE audit_auditevent SET fields = '[\"x\"]' WHERE id = {_of(3)}",)),
        (3, "changed", (f"UPDATE audit_auditevent SET partnership_id = gen_random_uuid() WHERE id = {_of(3)}",)),
        (3, "changed", (f"UPDATE audit_auditseal SET sealed_at = sealed_at - interval '1 day' WHERE {SEAL} = 3",)),
        (3, "changed", (f"UPDATE audit_auditseal SET hash = sha256('x') WHERE {SEAL} = 3",)),
        (3, "sealed row is gone", (f"DELETE FROM audit_auditevent WHERE id = {_of(3)}",)),
        (3, "row 3 is missing", (f"DELETE FROM audit_auditseal WHERE {SEAL} = 3",)),
        (3, "row 3 is missing", (f"UPDATE audit_auditseal SET partnership_id = gen_random_uuid() WHERE {SEAL} = 3",)),
        (
            2,
            "changed",
            (
                f"UPDATE audit_auditseal SET number = -2 WHERE {SEAL} = 2",
                f"UPDATE audit_auditseal SET number = 2 WHERE {SEAL} = 4",
                f"UPDATE audit_auditseal SET number = 4 WHERE {SEAL} = -2",
            ),
        ),
        (
            5,
            "ends at 4, its head says 5",
            (f"DELETE FROM audit_auditevent WHERE id = {_of(5)}", f"DELETE FROM audit_auditseal WHERE {SEAL} = 5"),
        ),
        (5, "ends at 5, its head says 4", ("UPDATE audit_audithead SET number = 4 WHERE partnership_id = '{0}'",)),
        (6, "ends at 5, its head says 6", ("UPDATE audit_audithead SET number = 6 WHERE partnership_id = '{0}'",)),
        (5, "another hash", ("UPDATE audit_audithead SET hash = sha256('x') WHERE partnership_id = '{0}'",)),
        (1, "ends at 5, its head says 0", ("DELETE FROM audit_audithead WHERE partnership_id = '{0}'",)),
        (
            6,
            "never sealed",
            (
                "INSERT INTO audit_auditevent (id, at, type, partnership_id, role, purpose, subjects, fields)"
                " VALUES (gen_random_uuid(), now(), 'case.read', '{0}', '', '', '[]', '[]')",
            ),
        ),
        (
            1,
            "never sealed",
            ("DELETE FROM audit_audithead", "DELETE FROM audit_auditseal"),
        ),
    ],
)
def test_tampering_is_found_and_the_first_wrong_row_named(
    area: UUID, number: int, problem: str, statements: tuple[str, ...]
) -> None:
    found = found_after(area, *(statement.format(area) for statement in statements))
    assert found is not None
    assert (found.number, problem in found.problem) == (number, True), found


def test_the_row_that_was_changed_is_named_by_its_id(area: UUID) -> None:
    event = event_of(2, area)
    found = found_after(area, f"UPDATE audit_auditevent SET role = 'chair' WHERE id = '{event}'")
    assert found is not None and found.event_id == str(event)


def test_what_nobody_touched_holds(area: UUID) -> None:
    assert found_after(area, "SELECT 1") is None
