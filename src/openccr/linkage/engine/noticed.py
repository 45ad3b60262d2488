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

UNREAD = "dates of birth that cannot be read and count as not known"
NAMED = 20
"""Agencies that are named; more are counted together."""
_WORDS = "given_name IS NOT NULL OR family_name IS NOT NULL"
_LATIN, _OTHER = "[A-Za-z]", "[\\p{Cyrillic}\\p{Greek}\\p{Arabic}\\p{Hebrew}]"


def notice(frame: Frame, db: DuckDBPyConnection, notes: Notes) -> None:
    """Note missing and repeated local ids, dates and names that say nothing, and letters of two alphabets.

    Args:
        frame: the records as numbers.
        db: the same as they stood, in the table `records`.
    """
    if not len(frame):
        return
    _ids(db, notes)
    _births(frame, db, notes)
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


def _births(frame: Frame, db: DuckDBPyConnection, notes: Notes) -> None:
    """By agency, and in which rows first: whoever made the file can look there."""
    written = np.asarray(db.execute("SELECT rid FROM records WHERE dob <> '' ORDER BY rid").fetchnumpy()["rid"])
    unread = written[frame.year[written] < 0]
    agencies, first = np.unique(frame.agency[unread], return_index=True)
    if len(agencies) > NAMED:
        notes.add(f"{len(agencies):,} agencies: {UNREAD}", len(unread))
        return
    for agency in agencies[np.argsort(first)]:
        theirs = unread[frame.agency[unread] == agency]
        some = "SELECT agency, line FROM records WHERE list_contains(?, rid) ORDER BY rid"
        rows = db.execute(some, [theirs[:NAMED].tolist()]).fetchall()
        notes.add(f"{rows[0][0]}: {UNREAD}", len(theirs), rows=[line for _, line in rows])


def _by_agency(notes: Notes, what: str, found: Sequence[tuple[str, int]]) -> None:
    for agency, count in found if len(found) <= NAMED else [(f"{len(found):,} agencies", sum(n for _, n in found))]:
        notes.add(f"{agency}: {what}", int(count))
