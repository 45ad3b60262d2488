"""From a table of people to an encoded file, and from two encoded files to a table of matches."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from openccr.linkage.engine.problems import LinkageError, Notes
from openccr.linkage.engine.writings import IN_OWN_WRITING
from openccr.linkage.engine.written import whole
from openccr.linkage.private import fileformat
from openccr.linkage.private.cleaning import Cleaned, clean
from openccr.linkage.private.encoded import Encoded
from openccr.linkage.private.encoding import encode_records
from openccr.linkage.private.keys import read_key
from openccr.linkage.private.matching import match
from openccr.linkage.rows import rows
from openccr.linkage.tables import fill_table, write_table

MATCH_HEADINGS = ("agency_a", "local_id_a", "agency_b", "local_id_b", "probability")
_NAMED = 5


@dataclass(frozen=True)
class Done:
    """What a run did, for the person who started it."""

    records: int
    found: int
    notes: Sequence[str] = ()


def encode_file(
    source: Path,
    *,
    key_file: Path,
    out: Path,
    today: date,
    references: Path | None = None,
    told: Callable[[str], None] = lambda _: None,
) -> Done:
    """Encode a CSV, XLSX or Parquet file of people.

    Args:
        references: where to write which number stands for which local id; the encoded file then holds numbers alone.
        told: takes what is being done; may raise `Cancelled`.

    Raises:
        LinkageError: the file or the key cannot be used, or its local ids are themselves identifying.
    """
    key = read_key(key_file)
    notes = Notes()
    records: list[Cleaned] = []
    ids: list[tuple[str, str]] = []
    for row in rows(source, notes, told=told):
        ids.append((row["agency"] or "", row["local_id"] or ""))
        records.append(clean(row, today=today))
        if row["dob"] and not records[-1].year:
            notes.add("Dates of birth that cannot be read and count as not known")
    keys = [(agency, str(row)) for row, (agency, _) in enumerate(ids, 1)] if references else ids
    if not references:
        _must_not_identify(source, ids)
    notes.add(
        "Records of which the name is not encoded, being in Arabic, Chinese or another writing",
        notes.counts.pop(IN_OWN_WRITING, 0),
    )
    notes.add(
        "Rows with nothing but a name, or less, that will find nobody",
        sum(not (one.year or one.postcode or one.phone or one.house) for one in records),
    )
    encoded = encode_records(records, keys=keys, key=key, told=lambda field: told(f"{field} encoded"))
    # Both or neither: an encoded list whose numbers nobody can read back is of no use.
    with whole(out, *([references] if references else [])) as places:
        fileformat.write(encoded, places[0])
        if references:
            fill_table(places[1], ("number", "agency", "local_id"), [(n, *one) for n, one in enumerate(ids, 1)])
    return Done(len(records), len(records), notes.sentences())


def match_files(first: Path, second: Path, *, out: Path, told: Callable[[str], None] = lambda _: None) -> Done:
    """Write who of one encoded file may be who of the other, one to one, the most probable first.

    Raises:
        LinkageError: one is no encoded file, or they were made with different keys.
    """
    one, other = fileformat.read(first), fileformat.read(second)
    told("read")
    found = match(one, other, told=lambda rows: told(f"{rows:,} of {len(one):,} records compared"))
    pairs = [
        (*_named(one, left), *_named(other, right), f"{probability:.6f}")
        for left, right, probability in zip(
            found.left.tolist(), found.right.tolist(), found.probability.tolist(), strict=True
        )
    ]
    write_table(out, MATCH_HEADINGS, pairs)
    notes = Notes()
    notes.add("Pairs compared", found.compared)
    notes.add("Likely pairs left out, a home or a name alone standing for the date of birth", found.undated)
    return Done(len(one) + len(other), len(pairs), notes.sentences())


def _named(encoded: Encoded, row: int) -> tuple[str, str]:
    return encoded.agency_names[int(encoded.agencies[row])], encoded.references[row]


def _must_not_identify(source: Path, ids: Sequence[tuple[str, str]]) -> None:
    national = list(fileformat.looks_national(tuple(local_id for _, local_id in ids)))
    # One in eleven numbers of ten digits has a right check digit by chance.
    if len(national) > max(_NAMED, len(ids) // 3):
        raise LinkageError(
            f"{source.name}: local_id looks like the NHS number, which the whole country knows people by",
            "Encode with --references FILE: the encoded file then holds numbers that only you can read back.",
        )
