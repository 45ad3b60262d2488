"""What was erased for good, as a list that is kept outside: a database restored from before it is told again.

Two kinds: a file that two people disposed of, and a person whose key was destroyed. The list holds ids, times and the
names of those who decided; nothing of the people concerned. It is written whole each time, so the newest is enough.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.core import serializers
from django.db import connections, models

from openccr.access.owning import as_walls
from openccr.documents.models import Disposal
from openccr.people.models import KeyDestroyed
from openccr.site.failure import CannotStart

FORMAT = "openccr-erased 1"

DESTROY = """
SELECT (SELECT count(*) FROM people_personkey WHERE person_id = %(person)s) + openccr.forget_sealed(%(person)s)
"""


@dataclass(frozen=True)
class Again:
    """How one kind of erasure is done again: its rows, and what removes what such a row is about."""

    rows: Callable[[str], Iterable[models.Model]]
    redo: Callable[[str, Any], int]
    """Called with the owner's alias and a row; answers how many rows it removed: 0 when nothing was left of it."""


def _disposed(owner: str) -> Iterable[Disposal]:
    return Disposal.objects.using(owner).filter(disposed_at__isnull=False).order_by("disposed_at")


def _dispose(owner: str, row: Disposal) -> int:
    with connections[owner].cursor() as cursor:
        cursor.execute("SELECT coalesce(sum(removed), 0) FROM openccr.dispose_of(%s)", [row.file_id])
        return int(cursor.fetchone()[0])


def _destroyed(owner: str) -> Iterable[KeyDestroyed]:
    return KeyDestroyed.objects.using(owner).order_by("at")


def _destroy(owner: str, row: KeyDestroyed) -> int:
    with connections[owner].cursor() as cursor:
        cursor.execute(DESTROY, {"person": row.person_id})
        return int(cursor.fetchone()[0])


KINDS: dict[type[models.Model], Again] = {
    Disposal: Again(_disposed, _dispose),
    KeyDestroyed: Again(_destroyed, _destroy),
}


def erased() -> str:
    """The list, as text: a line for each erasure."""
    with as_walls() as owner:
        rows = [row for again in KINDS.values() for row in again.rows(owner)]
        # In the database's own words, so that the very receipt is there again.
        lines = [json.dumps(one) for one in json.loads(serializers.serialize("json", rows))]
    return "\n".join([FORMAT, *lines]) + "\n"


def erase_again(told: str) -> tuple[int, int]:
    """Do again what the list tells and this database does not know of. Returns (erasures done again, rows removed).

    All of it or, when anything goes wrong, none. Raises CannotStart for what is no such list.
    """
    head, _, body = told.partition("\n")
    if head != FORMAT:
        raise CannotStart(f"This is no list of erasures: it begins with {head[:40]!r}, not {FORMAT!r}.")
    done = removed = 0
    with as_walls() as owner:
        for item in serializers.deserialize("jsonl", body, using=owner):
            row = item.object
            again = KINDS.get(type(row))
            if again is None:
                raise CannotStart(f"The list tells of a {row._meta.label}, which is nothing that is erased.")
            gone = again.redo(owner, row)
            known = type(row)._default_manager.using(owner).filter(pk=row.pk)
            if gone or not again_known(known, row):
                done, removed = done + 1, removed + gone
            item.save(using=owner)
        with connections[owner].cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    return done, removed


def again_known(known: models.QuerySet[Any], row: models.Model) -> bool:
    """Whether this database has the receipt as it stands in the list."""
    found = known.first()
    return found is not None and serializers.serialize("json", [found]) == serializers.serialize("json", [row])
