"""Several lists in one statement: a page that shows thirty things asks the database a few times, not thirty.

Each list stands in the statement as a subquery of its own and is planned and walled as if it were asked alone; what is
saved is the way to the database and back. A query is written as steps:

    @asked
    def people_of(file_id: UUID) -> Steps[list[Shown]]:
        parts, names = yield Part.objects.filter(...), PersonName.objects.filter(...)
        return [...]

It is called as an ordinary function, `people_of(file)`, and then is one statement a step. A page that will call
several says so first, `ahead(people_of.later(file), risks_of.later(file))`, and their steps are asked together.
"""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Callable, Generator, Hashable, Iterable, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field
from typing import Any, Generic, ParamSpec, TypeVar
from uuid import UUID

from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import EmptyResultSet
from django.db import DEFAULT_DB_ALIAS, connections, models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Field, QuerySet

from openccr.access.prepared import keeping_cursor, same_text
from openccr.kernel.once import Answers, answers

Given = ParamSpec("Given")
Answer = TypeVar("Answer")
Steps = Generator[tuple["QuerySet[Any, Any]", ...], Sequence[list[Any]], Answer]
"""What a query of steps is: yields the lists it needs, is given them, returns its answer."""

_READ_BACK = (models.DateField, models.TimeField)  # DateTimeField is a DateField
_AS_THEY_ARE = (models.CharField, models.TextField, models.BooleanField, models.IntegerField, models.FloatField)


def together(*asked: QuerySet[Any, Any]) -> list[list[Any]]:
    """The rows of each list, in one statement; lists that can have no rows are not asked.

    `select_related`, annotations, `values` and `values_list` work as ever; `prefetch_related` does not.
    Raises TypeError for a column of a kind that is not read back exactly (decimals, durations).
    """
    return _Statement(asked).rows()


class _Statement:
    """Several lists as one statement, sent when it is made."""

    def __init__(self, asked: Iterable[QuerySet[Any, Any]]) -> None:
        pieces: list[str] = []
        values: list[Any] = []
        self._waiting: list[tuple[QuerySet[Any, Any], Any, int | None]] = []
        for rows in asked:
            # A copy: what is put in its place below must not stay with a list that somebody goes on with.
            rows = rows.all()
            compiler = rows.query.get_compiler(rows.db)
            try:
                sql, params = compiler.as_sql()
            except EmptyResultSet:
                self._waiting.append((rows, compiler, None))
                continue
            sql, params = same_text(sql, params)
            number = len(compiler.select) + len(compiler.extra_select if compiler.has_extra_select else ())
            columns = ", ".join(f"c{place}" for place in range(number))
            # Constants and Django's own statement put together: no value ever stands in the text.
            pieces.append(f"(SELECT json_agg(row_to_json(t)) FROM ({sql}) AS t({columns}))::text")
            values += params
            self._waiting.append((rows, compiler, len(pieces) - 1))
        self._cursor = None
        if pieces:
            self._cursor = keeping_cursor(connections[self._waiting[0][0].db])
            self._cursor.execute(f"SELECT {', '.join(pieces)}", values)

    def rows(self) -> list[list[Any]]:
        """The rows of each list, waited for."""
        found: Sequence[str | None] = ()
        if self._cursor is not None:
            with self._cursor as cursor:
                found = cursor.fetchone() or ()
        return [
            _made(rows, compiler, json.loads(found[place] or "[]") if place is not None else [])
            for rows, compiler, place in self._waiting
        ]


def _made(rows: QuerySet[Any, Any], compiler: Any, found: list[dict[str, Any]]) -> list[Any]:
    """The list as Django makes it, from rows that came by another way."""
    chunk = [list(row.values()) for row in found]
    for place, (expression, _, _) in enumerate(compiler.select if found else ()):
        read = _reader(expression.output_field)
        if read is not None:
            for row in chunk:
                if row[place] is not None:
                    row[place] = read(row[place])
    compiler.execute_sql = lambda *_, **__: [chunk]
    rows.query.get_compiler = lambda *_, **__: compiler  # type: ignore[method-assign]
    made = list(rows)
    # Each would keep the other alive until Python looks for unused objects: a home page left nineteen thousand of them.
    del compiler.execute_sql, rows.query.get_compiler
    return made


def _reader(column: Field[Any, Any]) -> Callable[[Any], Any] | None:
    """What makes of a column's values in JSON those that the driver would have given; None where they are the same."""
    while isinstance(column, models.ForeignKey):
        column = column.target_field
    if isinstance(column, _AS_THEY_ARE):
        return None
    if isinstance(column, models.UUIDField):
        return UUID
    if isinstance(column, _READ_BACK):
        return column.to_python
    if isinstance(column, models.BinaryField):
        return lambda value: bytes.fromhex(value.removeprefix("\\x"))
    if isinstance(column, models.JSONField):
        return json.dumps
    if isinstance(column, ArrayField):
        read = _reader(column.base_field)
        return None if read is None else lambda value: [None if one is None else read(one) for one in value]
    raise TypeError(f"{type(column).__name__} is not read back exactly from JSON; ask this list on its own.")


@dataclass(frozen=True)
class Later:
    """A call of an `asked` query that has not been made yet."""

    key: Hashable
    start: Callable[[], Steps[Any]] = field(compare=False)


class asked(Generic[Given, Answer]):
    """Mark a query of steps. While a page is shown its answer is kept, as `kernel.once` keeps it.

    Its arguments must be hashable and its answer must not be changed by who gets it.
    """

    def __init__(self, steps: Callable[Given, Steps[Answer]]) -> None:
        self.steps = steps
        self.__doc__, self.__name__ = steps.__doc__, steps.__name__

    def __call__(self, *args: Given.args, **kwargs: Given.kwargs) -> Answer:
        later = self.later(*args, **kwargs)
        kept = answers()
        if kept is None:
            kept = {}
        if later.key not in kept:
            _ask([later], kept)
        answer: Answer = kept[later.key]
        return answer

    def later(self, *args: Given.args, **kwargs: Given.kwargs) -> Later:
        """The same call, to be asked together with others."""
        return Later((self.steps, args, tuple(sorted(kwargs.items()))), lambda: self.steps(*args, **kwargs))


def answer(steps: Steps[Answer]) -> Answer:
    """The answer of steps that are not a query of their own, asked now."""
    kept: Answers = {}
    _ask([Later("", lambda: steps)], kept)
    found: Answer = kept[""]
    return found


def ahead(later: Iterable[Later]) -> None:
    """Ask all of them, in as many statements as the longest has steps; their answers are kept for this page.

    Outside a page that shows, where nothing is kept, nothing is asked. Earlier ones are answered first, so that a later
    one may call them. Raises what they raise.
    """
    kept = answers()
    if kept is not None:
        _ask([one for one in dict.fromkeys(later) if one.key not in kept], kept)


AT_ONCE, FIRST, MORE = 12, 6, 1.6
"""Of more lists than `AT_ONCE` the `FIRST` are sent before the others are written, and so on with so many times as
many: the database works on some while Python writes the next, and a home page of eighty lists waits for one of the two.
"""


def _ask(later: Iterable[Later], kept: Answers) -> None:
    waiting = list(later)
    sent: deque[tuple[list[_Running], _Statement]] = deque()
    many = len(waiting) > AT_ONCE
    with _open(DEFAULT_DB_ALIAS).connection.pipeline() if many else nullcontext():
        number = FIRST if many else AT_ONCE
        while waiting:
            begun = [one for later in waiting[:number] if (one := _begun(later, kept))]
            sent.append((begun, _Statement(rows for one in begun for rows in one.wanted)))
            waiting, number = waiting[number:], int(number * MORE)
        while sent:
            begun, statement = sent.popleft()
            if more := _gone_on(begun, statement.rows(), kept):
                sent.append((more, _Statement(rows for one in more for rows in one.wanted)))


@dataclass
class _Running:
    """A call that waits for the lists it wants."""

    later: Later
    steps: Steps[Any]
    wanted: tuple[QuerySet[Any, Any], ...] = ()

    def go_on(self, given: Sequence[list[Any]] | None, kept: Answers) -> bool:
        """Whether it wants more; otherwise its answer is kept."""
        try:
            self.wanted = next(self.steps) if given is None else self.steps.send(given)
        except StopIteration as end:
            kept[self.later.key] = end.value
            return False
        return True


def _begun(later: Later, kept: Answers) -> _Running | None:
    one = _Running(later, later.start())
    return one if one.go_on(None, kept) else None


def _gone_on(begun: Iterable[_Running], found: Iterable[list[Any]], kept: Answers) -> list[_Running]:
    """Those that want more after what was found."""
    rows = iter(found)
    return [one for one in begun if one.go_on([next(rows) for _ in one.wanted], kept)]


def _open(alias: str) -> BaseDatabaseWrapper:
    """The connection, opened where it was not."""
    connection = connections[alias]
    connection.ensure_connection()
    return connection
