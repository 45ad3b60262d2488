"""What row security costs: each query behind its walls, beside the same with its filter written out and no policy.

The filter is the wall's own, with the actor's keys given as values, so that both sides ask for the same rows in the
same form; what differs is the policy itself and the functions that read the signed token.

Goal: at most 1.3 times on queries over 20 ms, else at most 1 ms more; newest-50 lists within 25 ms.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from bench._area import actor, use_area
from bench._timing import paired, table, yes

QUERIES = {
    "one file": ("casefiles_casefile", "SELECT id, reference FROM {table} {where} AND id = %(file)s"),
    "its timeline": (
        "casefiles_timelineentry",
        "SELECT id, sentence FROM {table} {where} AND file_id = %(file)s ORDER BY at DESC LIMIT 50",
    ),
    "newest 50 files": (
        "casefiles_casefile",
        "SELECT id, reference FROM {table} {where} ORDER BY opened_at DESC LIMIT 50",
    ),
    "50 next actions": (
        "actions_action",
        "SELECT id, text FROM {table} {where} AND state = 'agreed' ORDER BY due_on LIMIT 50",
    ),
    "50 to triage": (
        "conference_referral",
        "SELECT id, received_at FROM {table} {where} AND state = 'received' ORDER BY received_at LIMIT 50",
    ),
    "count of files": ("casefiles_casefile", "SELECT count(*) FROM {table} {where}"),
    "count of actions": ("actions_action", "SELECT count(*) FROM {table} {where}"),
}
CALL = re.compile(r"\(SELECT openccr\.(\w+)\(\)\)")
PLANNING = "SELECT set_config('work_mem', '1MB', true), set_config('hash_mem_multiplier', '1', true)"
"""What `acting_as` sets for every page."""


def written_out(table_name: str) -> str:
    """The wall of a table as a WHERE clause, its calls about the actor as `%(name)s`."""
    from django.apps import apps

    model = next(one for one in apps.get_models() if one._meta.db_table == table_name)
    policies = [one for one in model.wall.own(table_name) if one.command in ("ALL", "SELECT")]  # type: ignore[attr-defined]
    any_of = " OR ".join(f"({one.using})" for one in policies if one.permissive)
    all_of = [f"({one.using})" for one in policies if not one.permissive]
    return CALL.sub(r"%(\1)s", " AND ".join([f"({any_of})", *all_of]))


def about(persona: str) -> tuple[Any, dict[str, Any]]:
    """The actor, and the values that their walls and the queries ask for."""
    from django.db import connection

    from openccr.access.acting import acting_as

    who, values = actor(persona), {}
    names = {name for table_name, _ in QUERIES.values() for name in re.findall(r"%\((\w+)\)s", written_out(table_name))}
    with acting_as(who), connection.cursor() as cursor:
        for name in names:
            cursor.execute(f"SELECT openccr.{name}()")
            values[name] = cursor.fetchone()[0]
        cursor.execute("SELECT id FROM casefiles_casefile ORDER BY opened_at DESC LIMIT 1")
        values["file"] = cursor.fetchone()[0]
    return who, values


def asking(alias: str, text: str, values: dict[str, Any]) -> Callable[[], None]:
    """The query as a call."""
    from django.db import connections

    def ask() -> None:
        with connections[alias].cursor() as cursor:
            cursor.execute(text, values)
            cursor.fetchall()

    return ask


def main() -> None:
    use_area()
    from django.db import connections

    from openccr.access.acting import acting_as
    from openccr.access.owning import as_walls

    rows = []
    for persona in ("coordinator", "on_case", "off_case", "chair"):
        who, values = about(persona)
        for name, (table_name, query) in QUERIES.items():
            walled = query.format(table=table_name, where="WHERE true")
            explicit = query.format(table=table_name, where=f"WHERE {written_out(table_name)}")
            with acting_as(who), as_walls() as owner:
                asking(owner, PLANNING, {})()
                ms, bare_ms, ratio = paired(asking("default", walled, values), asking(owner, explicit, values))
            fits = ratio <= 1.3 if bare_ms > 20 else ms - bare_ms <= 1
            fits = fits and (ms <= 25 or "50" not in name)
            rows.append((f"{persona}: {name}", ms, bare_ms, f"{ratio:.2f}", yes(fits)))
    connections.close_all()
    table(("query", "walled ms", "written out ms", "ratio", "within the goal"), rows)


main()
