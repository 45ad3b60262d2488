"""What makes two people neighbours: the street of an address and its postcode, as texts of which tokens are made."""

from __future__ import annotations

import re
from collections.abc import Iterator

from openccr.kernel.addresses import STREET_WORDS, postcodes

_NUMBER = re.compile(r"^(?:(?:flat|apartment|apt\.?|unit)\s+\w+,?\s*|\d+[a-z]?\s*[-/]?\s*)+", re.IGNORECASE)


def near_texts(kind: str, text: str) -> Iterator[str]:
    """The texts of one of somebody's whereabouts that neighbours share.

    Args:
        kind: key of `rules.places.KINDS`; only addresses and postcodes have neighbours.
    """
    if kind not in ("address", "postcode"):
        return
    if street := street_text(text):
        yield street
    yield from (postcode_text(one) for one in postcodes(text))


def street_text(address: str) -> str:
    """The street of an address without its house, "" when none is found: "street kingfisher parade"."""
    for part in re.split(r"[,\n]", address):
        words = _NUMBER.sub("", part.strip()).casefold().split()
        if len(words) > 1 and words[-1].strip(".") in STREET_WORDS:
            return " ".join(("street", *words)).strip(".")
    return ""


def postcode_text(postcode: str) -> str:
    """A postcode as it is compared; spaces and case do not count in a token."""
    return f"postcode {postcode}"
