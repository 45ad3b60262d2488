"""What somebody at an agency may declare of themselves, and how it is compared with the people of a case."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from openccr.kernel.addresses import postcodes
from openccr.kernel.events import AreaEvent
from openccr.people.rules.names import name_key
from openccr.people.rules.near import postcode_text, street_text, without_postcode

KINDS = {
    "born": "Date of birth",
    "name": "Other names",
    "phone": "Phone",
    "email": "Private e-mail",
    "address": "Address",
    "postcode": "Postcode",
}

BARE_ADDRESS = "address_bare"
"""The address without its postcode, beside the whole one: in a case it may stand without."""


@dataclass(frozen=True, kw_only=True)
class Declared:
    """What was declared; an empty one was not. `names`: maiden name and others, given and family name of each."""

    born_on: date | None = None
    names: tuple[str, ...] = ()
    phone: str = field(default="", repr=False)
    email: str = field(default="", repr=False)
    address: str = field(default="", repr=False)
    postcode: str = field(default="", repr=False)


def texts(declared: Declared) -> Iterator[tuple[str, str]]:
    """Each as (kind, the text of which a token is made)."""
    if declared.born_on:
        yield "born", born_text(declared.born_on)
    for name in declared.names:
        if text := name_text(*split_name(name)):
            yield "name", text
    for kind in ("phone", "email", "postcode"):
        if text := getattr(declared, kind).strip():
            yield kind, text
    if address := _whole(declared):
        yield "address", address
        if bare := without_postcode(address):
            yield BARE_ADDRESS, bare
    # What a neighbour shares, of which a watch is made and no hold.
    if street := street_text(declared.address):
        yield "near_street", street
    if postcode := declared.postcode.strip():
        yield "near_postcode", postcode_text(postcode)


def _whole(declared: Declared) -> str:
    """The address with its postcode, which the form asks for by itself."""
    address, postcode = declared.address.strip(), declared.postcode.strip()
    return f"{address}, {postcode}" if address and postcode and not postcodes(address) else address


def born_text(born_on: date) -> str:
    return f"born {born_on.isoformat()}"


def split_name(name: str) -> tuple[str, str]:
    """The first and the last word of a name, as searches compare them."""
    words = [key for word in name.split() if (key := name_key(word))]
    return (words[0], words[-1]) if len(words) > 1 else ("", words[0] if words else "")


def name_text(given: str, family: str) -> str:
    """Two parts of a name in whichever order; "" when one is missing: half a name says too little."""
    return " ".join(("name", *sorted((given, family)))) if given and family else ""


@dataclass(frozen=True)
class StaffDeclared(AreaEvent):
    """Somebody has declared something of themselves: the cases are looked through for them.

    Args:
        names: first and last name of each name they declared, as searches compare them; kept nowhere.
    """

    names: tuple[tuple[str, str], ...] = field(default=(), repr=False)
