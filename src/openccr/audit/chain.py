"""Checks a chain of audit rows from the first to the last. Standard library only, so that it runs on an export."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256


@dataclass(frozen=True)
class Link:
    """One sealed row as exported: its place, the texts that are hashed (None when the row is gone) and its hash."""

    number: int
    event_id: str
    texts: tuple[str | None, ...] | None
    hash: bytes


@dataclass(frozen=True)
class Break:
    """The first wrong row of a chain."""

    number: int
    event_id: str
    problem: str


def first_break(links: Iterable[Link], *, head: tuple[int, bytes]) -> Break | None:
    """The first row at which the chain does not hold, or None.

    Args:
        links: the rows in the order of their numbers.
        head: number and hash that the chain's head names; a cut tail shows here.
    """
    before, expected = b"", 1
    for link in links:
        if link.number != expected:
            return Break(expected, link.event_id, f"row {expected} is missing: the next one is {link.number}")
        if link.texts is None:
            return Break(link.number, link.event_id, "the sealed row is gone")
        if sha256(before + canonical(link.texts)).digest() != link.hash:
            return Break(link.number, link.event_id, "the row or its seal was changed")
        before, expected = link.hash, expected + 1
    last = expected - 1
    if head[0] != last:
        return Break(min(head[0], last) + 1, "", f"the chain ends at {last}, its head says {head[0]}")
    if head[1] != before:
        return Break(last, "", "the head says another hash than the last row's seal")
    return None


def canonical(texts: tuple[str | None, ...]) -> bytes:
    """The bytes hashed: the JSON array as PostgreSQL's jsonb writes it."""
    return json.dumps(list(texts), ensure_ascii=False).encode()
