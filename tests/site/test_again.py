"""A command that reads while the walls are built anew goes on, and so does the start."""

from __future__ import annotations

import time
from threading import Event, Thread

import psycopg
import pytest
from django.db import OperationalError, connection, transaction

from openccr.site.again import once_more

LOCK = "SELECT pg_advisory_xact_lock(%s)"
TABLE, ANOTHER = 71_001, 71_002
LONGER_THAN_IT_LOOKS = 1.3
"""Seconds: whoever has waited for one second looks whether two wait for each other, and is the one to be ended."""


@pytest.mark.django_db
def test_what_is_ended_because_two_waited_for_each_other_is_done_once_more() -> None:
    mine, theirs, tries = Event(), Event(), []

    def another() -> None:
        given = connection.get_connection_params() | {"cursor_factory": psycopg.Cursor}
        with psycopg.connect(**given) as other:
            other.execute(LOCK, [ANOTHER])
            theirs.set()
            mine.wait(30)
            other.execute(LOCK, [TABLE])

    def both() -> str:
        tries.append(None)
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(LOCK, [TABLE])
            if len(tries) == 1:
                mine.set()
                theirs.wait(30)
                time.sleep(LONGER_THAN_IT_LOOKS)
            cursor.execute(LOCK, [ANOTHER])
            return "done"

    beside = Thread(target=another)
    beside.start()
    theirs.wait(30)
    assert once_more(both) == "done"
    beside.join(30)
    assert len(tries) == 2 and not beside.is_alive()


def test_what_fails_otherwise_is_not_tried_again() -> None:
    tries = []

    def fails() -> None:
        tries.append(None)
        raise OperationalError("no connection")

    with pytest.raises(OperationalError):
        once_more(fails)
    assert len(tries) == 1
