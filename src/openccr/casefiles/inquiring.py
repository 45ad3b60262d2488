"""Searches for people, read by the data protection officer for an inquiry: who and why, then the words of one."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection

from openccr.access.acting import acting_as
from openccr.access.may import must
from openccr.access.sealing import unseal
from openccr.audit.operations import record
from openccr.casefiles.searching import PURPOSE
from openccr.kernel.actors import Actor
from openccr.kernel.refusals import NotFound, Refusal

REASON_WORDS = 3
"""How many words the reason has at least."""


@dataclass(frozen=True)
class Search:
    """A search, without its words."""

    id: UUID
    who: str
    at: datetime
    purpose: str
    found: int


def searches_of_area(*, first: int, many: int) -> tuple[list[Search], int]:
    """The area's searches, newest first, and how many there are; none for anybody but the officer. One query."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT id, who, at, purpose, found, total FROM openccr.searches_of_area(%s, %s)", [first, many])
        rows = cursor.fetchall()
    return [Search(*row[:5]) for row in rows], rows[0][5] if rows else 0


def search_named(search: UUID) -> Search:
    """One of them. Raises NotFound."""
    return _sealed(search)[0]


def open_search(*, actor: Actor, search: UUID, reason: str, at: datetime) -> dict[str, str]:
    """The words of one search, by what was asked. Raises NotFound, Refusal without a reason."""
    with acting_as(actor):
        must(actor, "casefiles.officer")
        if len(reason.split()) < REASON_WORDS:
            raise Refusal("Say in a few words which inquiry it is for.", field="reason")
        _, sealed = _sealed(search)
        record("search.opened", subjects=[search], at=at)
        return dict(json.loads(unseal(sealed, purpose=PURPOSE)))


def _sealed(search: UUID) -> tuple[Search, bytes]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT id, who, at, purpose, found, sealed FROM openccr.sealed_search(%s)", [search])
        row = cursor.fetchone()
    if row is None:
        raise NotFound
    return Search(*row[:5]), bytes(row[5])
