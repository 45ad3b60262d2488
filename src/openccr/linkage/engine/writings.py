"""In which writings names stand, counted while the files are read: before that nothing here needs numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openccr.linkage.engine.problems import Notes

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_CARRIED, _LETTER = "[\\p{Cyrillic}\\p{Greek}]", "\\p{L}"
_READ = "[\\p{Latin}\\p{Cyrillic}\\p{Greek}]"
"""Writings whose letters `spelling.tokens` turns into a to z."""

NAMES_NOBODY = "Records with a name that names nobody, such as “unknown”"
IN_OWN_WRITING = (
    "Records with a name in Arabic, Chinese or another writing, compared as it is written: under a name in Latin"
    " letters they are found by what else they say alone"
)


def writings(db: DuckDBPyConnection, notes: Notes) -> None:
    """Note how many names of `records` are in letters other than Latin ones, and what is done with them."""

    def count(within: str, without: str = "^$") -> int:
        each = (
            # Bytes against letters: most names are of one alphabet to be seen at a glance.
            f"strlen({name}) > length({name}) AND regexp_matches({name}, '{within}')"
            f" AND NOT regexp_matches({name}, '{without}')"
            for name in ("given_name", "family_name")
        )
        return counted(db, f"SELECT count(*) FROM records WHERE {' OR '.join(each)}")

    notes.add("Records with a name in Cyrillic or Greek letters, compared as it is in Latin ones", count(_CARRIED))
    notes.add(IN_OWN_WRITING, count(_LETTER, _READ))


def counted(db: DuckDBPyConnection, query: str) -> int:
    return int(db.execute(query).fetchall()[0][0])
