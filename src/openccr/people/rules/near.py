"""What makes two places one, and two people neighbours, as texts of which tokens are made.

A house is written down in as many ways as there are agencies. That it is the same one has to be seen: the letter to the
old shared address goes out where it is known as "41 Heron Road" and retired as "41 Heron Rd., Nowhere".
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from openccr.kernel.addresses import SHORT_FOR, STREET_WORDS, house, postcodes
from openccr.people.rules.phones import as_compared

_NUMBER = re.compile(r"^(?:(?:flat|apartment|apt\.?|unit)\s+\w+,?\s*|\d+[a-z]?\s*[-/]?\s*)+", re.IGNORECASE)
_FLAT = re.compile(r"\b(?:flat|apartment|apt\.?|unit)\s+(\w+)", re.IGNORECASE)
_SHORT = re.compile(r"\b(" + "|".join(re.escape(word) for word in SHORT_FOR if word != "st") + r")\b\.?", re.IGNORECASE)
"""What is cut short, wherever it stands; "St." may be a saint, and is a street as the last word alone."""
_NO_WORD = re.compile(r"[^\w\s]+")


def place_text(text: str) -> str:
    """One of somebody's whereabouts as it is compared.

    A house by its flat, number, street and postcode, without its town; a telephone number as it is dialled at home;
    anything else by its letters. With its postcode and without it are two texts, since two towns have a 1 High Street:
    who is on the safe side asks for `without_postcode` too.
    """
    found = house(_SHORT.sub(_in_full, text))
    if not found:
        return text if "@" in text else _NO_WORD.sub("", as_compared(text))
    flat = _FLAT.search(text)
    said = ("flat", flat[1]) if flat else ()
    return " ".join((*said, _written_out(found), *map(postcode_text, postcodes(text))))


def without_postcode(text: str) -> str:
    """The same place as it is compared when nobody wrote its postcode; "" where there is none, or nothing else."""
    found = postcodes(text)
    for one in found:
        text = text.replace(one, " ")
    return place_text(text) if found and _NO_WORD.sub("", text).strip() else ""


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
            return f"street {_written_out(' '.join(words))}"
    return ""


def _in_full(short: re.Match[str]) -> str:
    return SHORT_FOR[short[1].casefold()]


def _written_out(street: str) -> str:
    """The words of a street without their signs, the last in full: "st annes road" of "St. Anne's Rd."."""
    *words, last = _NO_WORD.sub("", street.casefold()).split()
    return " ".join((*words, SHORT_FOR.get(last, last)))


def postcode_text(postcode: str) -> str:
    """A postcode as it is compared; spaces and case do not count in a token."""
    return f"postcode {postcode}"
