"""The zip in which everything leaves."""

from __future__ import annotations

from collections.abc import Iterable
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

READ_ME = """{name}: everything of this area, taken out on {on}.

area.json   every table, in the format openccr-area, version 1. "tables" names each with its columns and rows; a column
            that ends in _id holds the key of a row of another table. "left_out" says what stayed and why.
area.xlsx   the nouns people ask for, a sheet each.
cases/      a Word file for each case, named by its reference.
papers/     what was attached to cases, named by the key of its row in documents.Attachment.

Whereabouts: {places}.
Recourse to public funds, and what she told her IDVA alone, are not here: the IDVA service takes out its own part.
"""

NOT_INCLUDED = (
    "not included. What looks like an address in the words of a case is held back; the files in papers/ are as they are"
)


def parcel_of(parts: Iterable[tuple[str, bytes]]) -> bytes:
    """A zip of (name, bytes)."""
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as parcel:
        for name, data in parts:
            parcel.writestr(name, data)
    return out.getvalue()
