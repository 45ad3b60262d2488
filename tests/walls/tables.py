"""Every table × command × standing, with SQL under a signed token and none of the application's own code.

A row of each table stands for the case, or for whatever else the table's wall asks about; as the owner we know what is
there, and then each standing tries to read, add, change and delete it.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from typing import Any
from uuid import uuid4

from django.db import DatabaseError, connection, connections, transaction

from openccr.access.acting import acting_as
from openccr.access.build import walls
from openccr.access.owning import as_walls
from openccr.access.walls import Wall
from openccr.people.models import Part
from tests.walls.standings import Standing
from tests.walls.world import World

COMMANDS = ("SELECT", "INSERT", "UPDATE", "DELETE")
REFUSED, INTEGRITY = "42501", "23"
"""PostgreSQL's states: no right or a wall in the way; a constraint, asked after the walls let it through."""


@dataclass(frozen=True)
class Subject:
    """The rows of one table that a standing tries: where they are, one of them whole, and what they are about."""

    table: str
    wall: Wall
    about: str
    where: str
    values: tuple[object, ...]
    row: dict[str, Any]
    count: int

    @property
    def owner(self) -> object:
        """The agency, account or partnership whose row it is."""
        return self.values[0] if self.values else None


def subjects(world: World) -> list[Subject]:
    """One for every walled table, found as the owner, who sees everything."""
    with acting_as(world.area.amina):
        persons = list(Part.objects.filter(file_id=world.ids["file"]).values_list("person_id", flat=True))
    with as_walls() as owner, connections[owner].cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        present = {name for (name,) in cursor.fetchall()}
        return [_subject(cursor, table, walls()[table], world, persons) for table in sorted(present & set(walls()))]


def _subject(cursor: Any, table: str, wall: Wall, world: World, persons: list[object]) -> Subject:
    column = str(getattr(wall, "column", ""))
    names = _columns(table)
    match wall.name:
        case "file" | "role_in_file":
            column = column if column in names else "file_id"
            about, where, values = "the case", f'"{column}" = %s', (world.ids["file"],)
        case "part":
            about, where, values = "the case", f'"{column or "person_id"}" = ANY (%s)', (persons,)
        case "partnership":
            column = column if column in names else "id"
            about, where, values = "the area", f'"{column}" = %s', (world.area.id,)
        case "agency" | "self":
            column = column or ("agency_id" if wall.name == "agency" else "user_id")
            bea = world.area.bea  # hers where there are any
            first = f'"{column}" = ANY (%s) DESC, "{column}"'
            ids = [bea.agency_id, bea.user_id, bea.appointment_id]
            cursor.execute(f'SELECT "{column}" FROM "{table}" ORDER BY {first} LIMIT 1', [ids])
            found = cursor.fetchone()
            about, where, values = f"one {wall.name}", f'"{column}" = %s', (found[0] if found else uuid4(),)
        case _:
            about, where, values = wall.name, "true", ()
    cursor.execute(f'SELECT to_jsonb(t) FROM "{table}" t WHERE {where} LIMIT 1', values)
    found = cursor.fetchone()
    cursor.execute(f'SELECT count(*) FROM "{table}" WHERE {where}', values)
    row = found[0] if found else _bare(column, values, persons, names)
    if isinstance(row, str):
        row = json.loads(row)
    return Subject(table, wall, about, where, values, row, cursor.fetchone()[0])


def _bare(column: str, values: tuple[object, ...], persons: list[object], names: list[str]) -> dict[str, Any]:
    """A row that says no more than what it is about."""
    about = {column: str(values[0] if values and not isinstance(values[0], list) else persons[0])} if column else {}
    return {name: value for name, value in about.items() if name in names}


@cache
def _columns(table: str) -> list[str]:
    """The columns that a statement may name, those the database computes left out."""
    with connections["default"].cursor() as cursor:
        cursor.execute(
            "SELECT attname FROM pg_attribute WHERE attrelid = %s::regclass AND attnum > 0 AND NOT attisdropped"
            " AND attgenerated = '' AND attidentity <> 'a' ORDER BY attnum",
            [f'"{table}"'],
        )
        return [name for (name,) in cursor.fetchall()]


def tried(subject: Subject, command: str) -> str:
    """What the database says to that command about the subject: "let through", "nothing" or "refused"."""
    point = transaction.savepoint()
    try:
        with connection.cursor() as cursor:
            statement, values = _statement(subject, command)
            cursor.execute(statement, values)
            reached = cursor.fetchone()[0] if command == "SELECT" else cursor.rowcount
            return "let through" if reached else "nothing"
    except DatabaseError as error:
        state = str(getattr(error.__cause__, "sqlstate", ""))
        if state == REFUSED:
            return "refused"
        if "PL/pgSQL" in str(getattr(error.__cause__, "diag", None) and error.__cause__.diag.context):  # type: ignore[union-attr]
            return "nothing"  # a trigger looked at the row before the wall did
        return "let through" if state.startswith(INTEGRITY) else f"SQL state {state}"
    finally:
        transaction.savepoint_rollback(point)


def _statement(subject: Subject, command: str) -> tuple[str, tuple[object, ...]]:
    table, where, values = subject.table, subject.where, subject.values
    match command:
        case "SELECT":
            return f'SELECT count(*) FROM "{table}" WHERE {where}', values
        case "INSERT":
            names = ", ".join(f'"{name}"' for name in _columns(table))
            row = dict(subject.row)
            if "id" in row and subject.where != '"id" = %s' and not isinstance(row["id"], int):
                row["id"] = str(uuid4())
            said = json.dumps(row, default=str)
            return f'INSERT INTO "{table}" ({names}) SELECT {names} FROM jsonb_populate_record(NULL::"{table}", %s)', (
                said,
            )
        case "UPDATE":
            column = subject.wall.changes[0] if subject.wall.changes else _columns(table)[-1]
            return f'UPDATE "{table}" SET "{column}" = "{column}" WHERE {where}', values
        case _:
            return f'DELETE FROM "{table}" WHERE {where}', values


def owns(subject: Subject, standing: Standing) -> bool:
    """Whether the rows are of the standing's own area, agency or account."""
    actor = standing.actor
    if actor is None:
        return False
    ids = (actor.partnership_id, actor.agency_id, actor.user_id, actor.appointment_id)
    return str(subject.owner) in {str(one) for one in ids if one is not None}
