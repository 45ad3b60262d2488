"""Everything that tells where somebody is, by its kind (security paper, A1 and rule 6)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from uuid import UUID

from openccr.kernel.addresses import address_like
from openccr.kernel.refusals import Refusal

KINDS = {
    "address": "Address",
    "refuge": "Refuge",
    "postcode": "Postcode",
    "phone": "Phone",
    "email": "E-mail",
    "school": "School or nursery",
    "school_lead": "Designated lead",
    "work": "Work or college",
    "vehicle": "Car or other vehicle",
    "device": "Phone, tablet or tracker that tells where they are",
    "new_name": "New name",
    "route": "Route or routine",
    "club": "Child's club or activity",
    "gp": "GP practice",
    "landlord": "Landlord",
    "carer": "In whose care",
    "note": "Note",
}
"""Kinds of whereabouts, each with its words."""

WRITTEN_TO = frozenset({"address", "refuge", "postcode", "phone", "email"})
"""Kinds to which something can be addressed, and which are retired once the person who harms knows them."""

ON_PAPER = frozenset(KINDS) - {"note"}
"""Kinds that may be chosen onto one paper: a patrol needs the school or her car as a locksmith needs the address.

A note is left out: what it tells is not known before it is opened.
"""


def titles(rows: Iterable[tuple[UUID, str, date]]) -> dict[UUID, str]:
    """How each of somebody's places is told from the others of its kind while all of them are sealed.

    Args:
        rows: (id, kind, since when) of all that are in use.

    Returns id → "Address" for the only one, "Address 1 of 2" for the older of two.
    """
    by_kind: dict[str, list[tuple[date, UUID]]] = defaultdict(list)
    for one, kind, from_on in rows:
        by_kind[kind].append((from_on, one))
    return {
        one: KINDS.get(kind, kind) + (f" {number} of {len(found)}" if len(found) > 1 else "")
        for kind, found in by_kind.items()
        for number, (_, one) in enumerate(sorted(found), start=1)
    }


def refuge_words(agency: str) -> str:
    """How a refuge is kept: by the agency that reaches her there, never by its address."""
    return f"Refuge, via {agency}"


def why_not_placed(*, kind: str, text: str, agency: str) -> Refusal | None:
    """Why this cannot be written down as somebody's whereabouts, or None.

    Args:
        kind: key of `KINDS`.
        text: the place; for a refuge empty.
        agency: for a refuge, who reaches her there.
    """
    if kind not in KINDS:
        return Refusal("Choose what it is.", field="kind")
    if kind != "refuge":
        return None if text.strip() else Refusal("Write it down.", field="text")
    if not agency.strip():
        return Refusal("Say which agency reaches them there.", field="agency")
    if text.strip() or address_like(agency):
        return Refusal(
            "A refuge's address is not kept here.",
            remedy="Leave it out: whoever must reach them goes through that agency.",
            field="text" if text.strip() else "agency",
        )
    return None
