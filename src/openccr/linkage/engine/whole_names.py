"""Names that a file has in one column, "SMITH, Jane" or "Jane Smith": parted into the columns that are compared."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openccr.kernel.text import comparable
from openccr.linkage.engine.headings import WHOLE
from openccr.linkage.engine.problems import Notes
from openccr.linkage.engine.spelling import PLACEHOLDERS
from openccr.tabular.names import split_name, without_alias

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


def parted(whole: str, given: str, family: str) -> tuple[str, str, str]:
    """Given name, family name and other name of somebody whose name stands whole.

    Args:
        given, family: what the columns of their own say; that stands. Beside a column for one of the two, the whole
            name is the other ("Name", "Surname") or both.
    """
    bare, other = without_alias(whole)
    if comparable(bare) in PLACEHOLDERS:
        return given, family or bare, other
    first, last = split_name(bare)
    if family and not given:
        return (first if comparable(last) == comparable(family) else bare), family, other
    if given and not family:
        alone = first if comparable(first) != comparable(given) else ""
        return given, last or alone, other
    return given or first, family or last, other


def part_names(db: DuckDBPyConnection, notes: Notes, filename: str, before: int) -> None:
    """Part the whole names of the rows of `records` from `before` on, each spelling once.

    Args:
        notes: takes how many there were: what a person reads differently is told.
    """
    import numpy as np

    rows = f"rid >= {before} AND {WHOLE} IS NOT NULL AND (given_name IS NULL OR family_name IS NULL)"
    written = db.execute(
        f"SELECT {WHOLE}, coalesce(given_name, ''), coalesce(family_name, ''), count(*) FROM records WHERE {rows}"
        " GROUP BY ALL"
    ).fetchall()
    if not written:
        return
    notes.add(
        f"{filename}: names in one column, parted into given and family name", sum(count for *_, count in written)
    )
    found = [(*one[:3], *parted(*one[:3])) for one in written]
    names = ("whole", "given", "family", "first", "last", "other")
    view = {name: np.array(column, dtype=object) for name, column in zip(names, zip(*found, strict=True), strict=True)}
    db.register("names_parted", view)
    db.execute(
        "UPDATE records SET given_name = nullif(p.first, ''), family_name = nullif(p.last, ''),"
        " aliases = nullif(concat_ws('; ', aliases, nullif(p.other, '')), '') FROM names_parted p"
        f" WHERE {rows} AND {WHOLE} = p.whole AND coalesce(given_name, '') = p.given"
        " AND coalesce(family_name, '') = p.family"
    )
    db.unregister("names_parted")
