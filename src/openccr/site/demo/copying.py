"""Rows by COPY, as the walls' role on the owner's connection.

PostgreSQL refuses COPY into a table with row security, so rows go into a temporary table first, and from there in one
statement. Constraints and the audit's sealing are as for any other row: nothing is switched off.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from operator import attrgetter
from typing import Any

from django.db import connections
from django.db.models import Field, GeneratedField, Model
from psycopg import sql
from psycopg.types.json import Jsonb

from openccr.access.owning import OWNER_ALIAS, as_walls
from openccr.access.walls import WALLS


class Copier:
    """Writes batches of rows, each in a transaction of its own; its temporary tables live as long as the connection."""

    def __init__(self) -> None:
        self._made: set[type[Model]] = set()

    def write(self, rows: Mapping[type[Model], Sequence[Model]]) -> None:
        """Write all these rows, or, when one is refused, none."""
        for model in rows:
            self._prepare(model)
        with as_walls() as owner, connections[owner].cursor() as cursor:
            # Invented people are made again when the power fails: no commit waits for the disk.
            cursor.execute("SET LOCAL synchronous_commit = off")
            for model, instances in rows.items():
                _copy(cursor, model, instances)

    def _prepare(self, model: type[Model]) -> None:
        if model in self._made:
            return
        with connections[OWNER_ALIAS].cursor() as cursor:
            make = "CREATE TEMPORARY TABLE IF NOT EXISTS {} AS SELECT {} FROM {} WITH NO DATA"
            names = {"stage": _stage(model), "columns": _names(model), "table": sql.Identifier(model._meta.db_table)}
            cursor.execute(sql.SQL(make).format(names["stage"], names["columns"], names["table"]))
            cursor.execute(sql.SQL("GRANT ALL ON {} TO {}").format(names["stage"], sql.Identifier(WALLS)))
        self._made.add(model)


def _copy(cursor: Any, model: type[Model], instances: Iterable[Model]) -> None:
    stage, names = _stage(model), _names(model)
    with cursor.copy(sql.SQL("COPY {} ({}) FROM STDIN").format(stage, names)) as copy:
        for values in _values(model, instances):
            copy.write_row(values)
    table = sql.Identifier(model._meta.db_table)
    cursor.execute(sql.SQL("INSERT INTO {0} ({1}) SELECT {1} FROM {2}").format(table, names, stage))
    cursor.execute(sql.SQL("TRUNCATE {}").format(stage))


def _values(model: type[Model], instances: Iterable[Model]) -> Iterator[Sequence[Any]]:
    fields = _fields(model)
    documents = [place for place, field in enumerate(fields) if field.get_internal_type() == "JSONField"]
    of = attrgetter(*(field.attname for field in fields))
    for one in instances:
        values = list(of(one))
        for place in documents:
            values[place] = Jsonb(values[place])
        yield values


def _fields(model: type[Model]) -> list[Field[Any, Any]]:
    return [field for field in model._meta.concrete_fields if not isinstance(field, GeneratedField)]


def _names(model: type[Model]) -> sql.Composed:
    return sql.SQL(", ").join(sql.Identifier(str(field.column)) for field in _fields(model))


def _stage(model: type[Model]) -> sql.Composed:
    return sql.SQL("pg_temp.{}").format(sql.Identifier(f"incoming_{model._meta.db_table}"))
