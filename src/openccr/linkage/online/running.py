"""From a table of people to an index, and from a table of people who are sought to a table of ten candidates each."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from openccr.linkage.engine.problems import Notes
from openccr.linkage.engine.writings import NAMES_NOBODY
from openccr.linkage.online.described import Described, describe
from openccr.linkage.online.index import Index, Names, build
from openccr.linkage.online.lookup import look_up
from openccr.linkage.rows import rows
from openccr.linkage.tables import write_table

HEADINGS = ("agency_a", "local_id_a", "rank", "agency_b", "local_id_b", "probability")
"""`_a` is who is sought, `_b` a candidate of the index."""

_EVERY = 500
_SEPARATORS = str.maketrans("\t\n\r", "   ")


@dataclass
class Done:
    """What a run did, for the person who started it."""

    people: int = 0
    candidates: int = 0
    likely: int = 0
    notes: Sequence[str] = ()


def index_file(
    source: Path, *, folder: Path, secret: bytes, today: date, told: Callable[[str], None] = lambda _: None
) -> Done:
    """Keep the people of a CSV, XLSX or Parquet file in an index, in place of the one that stands in `folder`.

    Args:
        secret: 32 bytes with which what stands on disk is sealed.
        told: takes what is being done; may raise `Cancelled`, and the old index stands.

    Raises:
        LinkageError: the file cannot be used.
    """
    notes = Notes()
    size = build(_people(source, notes, today, told), folder, secret=secret, told=told)
    return Done(people=size, notes=notes.sentences())


def look_up_file(
    source: Path,
    *,
    folder: Path,
    secret: bytes,
    out: Path,
    today: date,
    told: Callable[[str], None] = lambda _: None,
) -> Done:
    """Write the ten likeliest people of the index for each row of a file, the most probable first.

    Raises:
        LinkageError: the file cannot be used, or there is no index.
    """
    notes, done = Notes(), Done()
    index = Index(folder, secret=secret)

    def found() -> Iterator[tuple[object, ...]]:
        for names, asked in _people(source, notes, today, told):
            candidates = look_up(asked, index)
            done.people += 1
            done.candidates += len(candidates)
            done.likely += bool(candidates) and candidates[0].likely
            for rank, one in enumerate(candidates, 1):
                yield (
                    names.agency, names.local_id, rank, one.names.agency, one.names.local_id, f"{one.probability:.6f}"
                )  # fmt: skip
            if done.people % _EVERY == 0:
                told(f"{done.people:,} people looked up")

    write_table(out, HEADINGS, found())
    done.notes = notes.sentences()
    return done


def _people(source: Path, notes: Notes, today: date, told: Callable[[str], None]) -> Iterator[tuple[Names, Described]]:
    for row in rows(source, notes, told=told):
        one = describe(row, today=today)
        if row["dob"] and not one.year:
            notes.add("Dates of birth that cannot be read and count as not known")
        if (row["given_name"] or row["family_name"]) and not (one.given or one.family):
            notes.add(NAMES_NOBODY)
        yield Names(_cell(row["agency"]), _cell(row["local_id"])), one


def _cell(text: str | None) -> str:
    """Without what separates cells and lines in an index."""
    return (text or "").translate(_SEPARATORS)
