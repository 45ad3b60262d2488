"""Chains as they are committed: `openccr audit verify`, and many who commit at once."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from io import StringIO
from uuid import uuid4

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, connections

from openccr.access.acting import acting_as
from openccr.access.owning import as_walls
from openccr.audit.checking import NOBODY, chains, verify
from openccr.audit.operations import record
from openccr.kernel.actors import Actor
from tests.audit.acting import acts, event_of
from tests.makers import Area, build_area, make_area


@pytest.fixture
def area(committed: Area) -> Area:
    """Five acts, each committed."""
    acts(committed.amina, 5)
    return committed


def test_a_chain_that_nobody_touched_holds(area: Area) -> None:
    assert verify(area.id) == (5, None)
    assert chains() == [area.id]


def test_acts_of_one_transaction_are_sealed_in_their_order(area: Area) -> None:
    with acting_as(area.bea):
        for _ in range(50):
            record("access.nothing_there", subjects=[uuid4()])
    assert verify(area.id) == (55, None)


AWKWARD = ("plain", 'quote " and \\ slash', "é ü ł 漢 😀", "tab\tline\n\x01", "\u2028", "</script>&", "\x7f")


def test_what_the_database_hashes_is_what_the_check_hashes(area: Area) -> None:
    """The same texts give the same bytes in SQL and in Python, awkward characters included."""
    for purpose in AWKWARD:
        with acting_as(area.amina.for_purpose(purpose)):
            record("access.nothing_there", subjects=[uuid4()], fields=[purpose])
    assert verify(area.id) == (5 + len(AWKWARD), None)


def test_what_is_rolled_back_leaves_no_gap(area: Area) -> None:
    with pytest.raises(ZeroDivisionError), acting_as(area.bea):
        record("access.nothing_there")
        raise ZeroDivisionError
    acts(area.bea, 1)
    assert verify(area.id) == (6, None)


def test_the_command_says_which_partnership_and_that_the_check_was_made(area: Area) -> None:
    out = StringIO()
    call_command("audit", "verify", stdout=out)
    assert "exampleshire: 5 rows, the chain holds" in out.getvalue()
    with as_walls() as owner, connections[owner].cursor() as cursor:
        cursor.execute("SELECT type FROM audit_auditevent WHERE id = %s", [event_of(6, area.id)])
        assert cursor.fetchone() == ("audit.verified",)


def test_the_command_fails_and_names_the_row(area: Area) -> None:
    with as_walls() as owner, connections[owner].cursor() as cursor:
        cursor.execute("UPDATE audit_audithead SET number = 4")
    out = StringIO()
    with pytest.raises(CommandError, match="tampered"):
        call_command("audit", "verify", stdout=out)
    assert "exampleshire: row 5 (no id): the chain ends at 5, its head says 4" in out.getvalue()


def test_acts_of_nobody_in_particular_have_a_chain_too(area: Area) -> None:
    acts(area.dee, 2)
    assert NOBODY in chains()
    assert verify(NOBODY) == (2, None)
    assert verify(area.id) == (5, None)


THREADS = 20
EACH = 5


def test_many_at_once_seal_one_after_the_other(area: Area) -> None:
    """Twenty commit at the same moment, in two partnerships: nobody waits for ever, and both chains hold."""
    build_area("elsewhere")
    other = make_area("elsewhere")
    actors = [area.amina, area.bea, other.amina, other.bea] * (THREADS // 4)
    together = threading.Barrier(THREADS)

    def work(actor: Actor) -> None:
        try:
            for _ in range(EACH):
                together.wait(timeout=60)
                acts(actor, 1)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(THREADS) as pool:
        list(pool.map(work, actors))
    assert verify(area.id) == (5 + THREADS * EACH // 2, None)
    assert verify(other.id) == (THREADS * EACH // 2, None)


def test_a_check_neither_waits_for_nor_stops_those_who_work(area: Area) -> None:
    """While one transaction has sealed and not yet committed, the check reads what stands; and it locks nobody out."""
    sealed, checked = threading.Event(), threading.Event()

    def hold() -> None:
        try:
            with acting_as(area.bea), connection.cursor() as cursor:
                record("access.nothing_there")
                cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # what COMMIT does
                sealed.set()
                assert checked.wait(30)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(1) as pool:
        holding = pool.submit(hold)
        assert sealed.wait(30)
        assert verify(area.id) == (5, None)
        checked.set()
        holding.result()
    with as_walls():
        verify(area.id)
        acts(replace(area.bea, purpose="while it is checked"), 1)
    assert verify(area.id) == (7, None)
