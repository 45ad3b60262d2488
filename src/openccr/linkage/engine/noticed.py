"""What looks wrong in records and is survived: told with how often, so that somebody can ask the agency about it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from openccr.linkage.engine.frame import Frame
from openccr.linkage.engine.problems import Notes
from openccr.linkage.engine.writings import NAMES_NOBODY, counted

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

NAMED = 20
"""Agencies that are named; more are counted together."""
_WORDS = "given_name IS NOT NULL OR family_name IS NOT NULL"
_LATIN, _OTHER = "[A-Za-z]", "[\\p{Cyrillic}\\p{Greek}\\p{Arabic}\\p{Hebrew}]"


def notice(frame: Frame, db: DuckDBPyConnection, notes: Notes) -> None:
    """Note missing and repeated local ids, names that say nobody, and letters of two alphabets.

    Args:
        frame: the records as numbers.
        db: the same as they stood, in the table `records`.
    """
    if not len(frame):
        return
    _ids(db, notes)
    named = db.execute(f"SELECT rid FROM records WHERE {_WORDS}").fetchnumpy()["rid"]
    nobody = (frame.given < 0) & (frame.family < 0)
    notes.add(NAMES_NOBODY, int(nobody[np.asarray(named)].sum()))
    mixed = " OR ".join(
        # Bytes against letters: most names are of one alphabet to be seen at a glance.
        f"strlen({name}) > length({name}) AND regexp_matches({name}, '{_LATIN}') AND regexp_matches({name}, '{_OTHER}')"
        for name in ("given_name", "family_name")
    )
    notes.add(
        "Records with letters of two alphabets in one name", counted(db, f"SELECT count(*) FROM records WHERE {mixed}")
    )


def _ids(db: DuckDBPyConnection, notes: Notes) -> None:
    """Records are told apart by their row: a local id that is missing or stands twice harms nothing but the answer."""
    missing = "SELECT agency, count(*) FROM records WHERE local_id IS NULL GROUP BY agency ORDER BY agency"
    _by_agency(notes, "rows without a local id", db.execute(missing).fetchall())
    twice = (
        "SELECT agency, sum(n) FROM (SELECT agency, count(*) AS n FROM records WHERE local_id IS NOT NULL"
        " GROUP BY agency, local_id HAVING count(*) > 1) GROUP BY agency ORDER BY agency"
    )
    _by_agency(notes, "rows whose local id stands more than once", db.execute(twice).fetchall())


def _by_agency(notes: Notes, what: str, found: Sequence[tuple[str, int]]) -> None:
    for agency, count in found if len(found) <= NAMED else [(f"{len(found):,} agencies", sum(n for _, n in found))]:
        notes.add(f"{agency}: {what}", int(count))
