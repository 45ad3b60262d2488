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
from collections.abc import Callable, Generator, Hashable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, ParamSpec, TypeVar
from uuid import UUID

from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import EmptyResultSet
from django.db import connections, models
from django.db.models import Field, QuerySet

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
    pieces: list[str] = []
    values: list[Any] = []
    waiting: list[tuple[QuerySet[Any, Any], Any, int | None]] = []
    for rows in asked:
        # A copy: what is put in its place below must not stay with a list that somebody goes on with.
        rows = rows.all()
        compiler = rows.query.get_compiler(rows.db)
        try:
            sql, params = compiler.as_sql()
        except EmptyResultSet:
            waiting.append((rows, compiler, None))
            continue
        number = len(compiler.select) + len(compiler.extra_select if compiler.has_extra_select else ())
        columns = ", ".join(f"c{place}" for place in range(number))
        # Constants and Django's own statement put together: no value ever stands in the text.
        pieces.append(f"(SELECT json_agg(row_to_json(t)) FROM ({sql}) AS t({columns}))::text")
        values += params
        waiting.append((rows, compiler, len(pieces) - 1))
    found: Sequence[str | None] = ()
    if pieces:
        with connections[asked[0].db].cursor() as cursor:
            cursor.execute(f"SELECT {', '.join(pieces)}", values)
            found = cursor.fetchone() or ()
    return [
        _made(rows, compiler, json.loads(found[place] or "[]") if place is not None else [])
        for rows, compiler, place in waiting
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
    return list(rows)


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


def _ask(later: Iterable[Later], kept: Answers) -> None:
    running: list[tuple[Later, Steps[Any], tuple[QuerySet[Any, Any], ...]]] = []

    def go_on(one: Later, steps: Steps[Any], given: Sequence[list[Any]] | None) -> None:
        try:
            wanted = next(steps) if given is None else steps.send(given)
        except StopIteration as end:
            kept[one.key] = end.value
        else:
            running.append((one, steps, wanted))

    for one in later:
        go_on(one, one.start(), None)
    while running:
        now, running[:] = list(running), []
        found = iter(together(*(rows for _, _, wanted in now for rows in wanted)))
        for one, steps, wanted in now:
            go_on(one, steps, [next(found) for _ in wanted])
