"""What people write in their own words in a list of services: whom it is for in a phrase, and a place in one cell."""

from __future__ import annotations

import re
from collections.abc import MutableMapping
from typing import Any

from openccr.content.schema.directory import Directory
from openccr.directory.rules.services import POSTCODE


def audiences_within(phrase: str, words: Directory) -> list[str]:
    """The audiences that a phrase such as “women & children fleeing” names; empty where it may mean somebody else.

    A phrase with a word of doubt (“men who abuse”) is never read as people who were abused, and one that names people
    who abuse beside others is not read at all.
    """
    found = [
        key
        for key, one in words.audiences.items()
        if any(re.search(rf"\b{re.escape(word)}\b", phrase, re.IGNORECASE) for word in (one.name, *one.also))
    ]
    programmes = [key for key in found if words.audiences[key].programme]
    if programmes:
        return found if len(found) == 1 else []
    return [] if any(word in phrase.lower() for word in words.doubt_words) else found


def either_way(phrase: str, about: str, words: Directory) -> str:
    """The word of doubt in a service's own words where whom it is for may be either side: "men"; empty where clear."""
    if " ".join(phrase.lower().split()).strip(".") not in words.either_words:
        return ""
    return doubt_in(about, words)


def doubt_in(about: str, words: Directory) -> str:
    """The first word in a service's own words by which it may be for people who abuse; empty where there is none."""
    return next((word for word in words.doubt_words if word in about.lower()), "")


_MARKS = re.compile(r"[\s.,-]*[\"'“”„«»〃″][\s.,\"'“”„«»〃″-]*")
_ABOVE = re.compile(r"(?:same|as|same as|see)? ?(?:above|before|ditto|previous(?: row)?)\.?|same", re.IGNORECASE)


def points(text: str) -> bool:
    """Whether a cell only says that it is the same as another: "as above", "ditto", a ditto mark."""
    return bool(_MARKS.fullmatch(text) or _ABOVE.fullmatch(" ".join(text.split())))


def made_whole(found: MutableMapping[str, Any], county: str) -> tuple[str, ...]:
    """Fill the town, county and postcode of a place that stands in one cell; how it is read, in words.

    Args:
        found: the values of a row; changed where the address can be read so.
        county: what a list of this area leaves out.
    """
    if not found["address"] or (found["town"] and found["county"] and found["postcode"]):
        return ()
    parts = [part for one in re.split(r"[,\n]", found["address"]) if (part := one.strip())]
    within = POSTCODE.search(parts[-1]) if parts else None
    code = found["postcode"] or (within[0].upper() if within else "")
    if within:
        parts[-1] = POSTCODE.sub("", parts[-1]).strip()
    parts = [part for part in parts if part]
    if len(parts) > 1 and parts[-1].lower() == (found["county"] or county).lower():
        parts.pop()
    town = found["town"] or (parts.pop() if len(parts) > 1 else "")
    if not (code and town and parts):
        return ()
    found.update(address=", ".join(parts), town=town, county=found["county"] or county, postcode=code)
    return (f"the place is read as “{found['address']}”, town {town}, county {found['county']}, {code}",)
