"""A page's statements: counted, and asked again without Python around them, behind the same walls."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable
from typing import Any

from bench._area import actor
from bench._pages import LISTS, signed_in
from bench._timing import machine, once, table, timed, yes

QUERIES, PAGE_MS, LIST_MS = 12, 60, 25
NOT_COUNTED = re.compile(
    r"accounts_session|accounts_user|mfa_authenticator|my_appointments|openccr\.(?:token|sign_in)|audit_auditevent"
    r"|account_emailaddress|SAVEPOINT|^BEGIN|^COMMIT|django_cache",
)
SEVERAL_LISTS = re.compile(r"SELECT \(SELECT json_agg")
Sent = list[tuple[str, Any]]


def measured(pages: Iterable[tuple[str, str, str]], *, most: dict[str, int] | None = None) -> None:
    """Print queries, server time and its ratio to the bare SQL of each page, given as persona, page and address.

    Args:
        most: the goal in milliseconds of pages that have one of their own.

    With `BENCH_SHOW=conference.case` only that page, with its statements, the slowest first.
    """
    machine()
    wanted, rows = os.environ.get("BENCH_SHOW", ""), []
    for persona, name, address in pages:
        if wanted and name != wanted:
            continue
        client = signed_in(persona)

        def ask(client: Any = client, address: str = address) -> int:
            return int(client.get(address).status_code)

        status, counted = ask(), recorded(ask)
        ask_bare = bare(persona, counted)
        if wanted:
            print(f"  {persona} {address}")
            show(persona, counted)
        median, slow = timed(ask)
        sql, _ = timed(ask_bare)
        goal = (most or {}).get(name, PAGE_MS)
        well = status == 200 and len(counted) <= QUERIES and median <= goal and (name not in LISTS or sql <= LIST_MS)
        rows.append((f"{persona}: {name}", status, len(counted), median, slow, sql, f"{median / sql:.1f}", yes(well)))
    table(("page", "status", "queries", "median ms", "p95 ms", "bare SQL ms", "ratio", "within the goal"), rows)


def recorded(ask: Callable[[], object]) -> Sent:
    """Every statement that `ask` sends and that counts, with its values."""
    from django.db import connection

    sent: Sent = []

    def keep(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        sent.append((sql, params))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(keep):
        ask()
    return [one for one in sent if not NOT_COUNTED.search(one[0])]


def bare(persona: str, reads: Sent) -> Callable[[], None]:
    """The same reading statements behind the same walls, without Python around them.

    What a page writes down (a search, and for whom) is counted, and not written twice.
    """
    from django.db import connection

    from openccr.access.acting import acting_as
    from openccr.access.prepared import keeping_cursor

    who = actor(persona)
    reads = [one for one in reads if not re.search(r"\b(INSERT|UPDATE|DELETE)\b", one[0])]

    def ask() -> None:
        with acting_as(who), connection.cursor() as once_only, keeping_cursor(connection) as kept:
            for text, values in reads:
                # As the page asked it: several lists together are kept, a query of its own is planned each time.
                cursor = kept if SEVERAL_LISTS.match(text) else once_only
                cursor.execute(text, values)
                cursor.fetchall()

    return ask


def show(persona: str, sent: Sent) -> None:
    """Print each statement with its time, the slowest first."""
    slowest = sorted(((once(bare(persona, [one])), one) for one in sent), key=lambda one: -one[0])
    for milliseconds, (text, values) in slowest:
        print(f"    {milliseconds:6.1f} ms  {_written(text, values)}"[:1200])


def _written(text: str, values: Any) -> str:
    """A statement with its values in their places."""
    if isinstance(values, dict):
        return text % {name: repr(value) for name, value in values.items()}
    return text % tuple(map(repr, values)) if values else text
