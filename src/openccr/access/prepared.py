"""Statements that the database keeps: read and planned once, not for each page that asks them.

A list of lists is long, and reading and planning it takes the database longer than running it. Kept, it is asked by its
name with other values. The database plans it for the values of the first five times, then compares: where a plan that
does for any values costs no more, that one stays. For it to do so, what a rule writes (a state, a kind) stands in the
text, so that an index of the late ones alone is still found; what is somebody's (a number, a day, a name) never does.
"""

from __future__ import annotations

import enum
import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from psycopg import Cursor
from psycopg.rows import TupleRow

if TYPE_CHECKING:
    from django.db.backends.base.base import BaseDatabaseWrapper
    from django.db.backends.utils import CursorWrapper

_PLACE = re.compile(r"%%|%s|IN \((?:%s, )*%s\)")


class _Keeping(Cursor[TupleRow]):
    """A cursor whose statements are kept, as long as the connection lasts or a hundred others come after."""

    def execute(self, query: Any, params: Any = None, **more: Any) -> Any:
        return super().execute(query, params, **{**more, "prepare": True})


def keeping_cursor(connection: BaseDatabaseWrapper) -> CursorWrapper:
    """A cursor of this connection, counted and wrapped like any other, whose statements are kept."""
    connection.ensure_connection()
    cursor: Any = _Keeping(connection.connection)
    return connection.make_debug_cursor(cursor) if connection.queries_logged else connection.make_cursor(cursor)


def same_text(sql: str, values: Sequence[Any]) -> tuple[str, list[Any]]:
    """The same statement in a text that does not change from page to page, and the values left beside it.

    Members of an enumeration and truth values come to stand in the text, as only code writes them. Several values after
    IN become one array, so that three people and four make one statement.
    """
    left: list[Any] = []
    given = iter(values)
    return _PLACE.sub(lambda found: _written(found.group(), given, left), sql), left


def _written(place: str, given: Iterator[Any], left: list[Any]) -> str:
    if place == "%%":
        return place
    if place == "%s":
        return _placed(next(given), left)
    several = [next(given) for _ in range(place.count("%s"))]
    if len({type(one) for one in several}) == 1 and _constant(several[0]) is None:
        left.append(several)
        return "= ANY(%s)"
    return f"IN ({', '.join(_placed(one, left) for one in several)})"


def _placed(value: Any, left: list[Any]) -> str:
    text = _constant(value)
    if text is None:
        left.append(value)
        return "%s"
    return text


def _constant(value: Any) -> str | None:
    """How a value that only code can have written stands in the text; None for any other."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, enum.Enum) and isinstance(value.value, str):
        return "'" + value.value.replace("'", "''").replace("%", "%%") + "'"
    return None
