"""The ways in which something leaves an agency, and what a line of the ledger must say (domain 12.2)."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID


class Way(StrEnum):
    """How it left. Each operation that lets something out names one, and a wall test carries each of them out."""

    LISTING = "listing"
    BY_HAND = "by_hand"
    PAPER = "paper"
    PACK = "pack"
    RESEARCH = "research"
    TRANSFER = "transfer"
    SAFEGUARDING = "safeguarding"
    EVIDENCE = "evidence"
    API = "api"
    EXPORT = "export"
    SUBJECT_ACCESS = "subject_access"
    HEARD = "heard"
    EMERGENCY = "emergency"

    @property
    def label(self) -> str:
        return {
            "listing": "Let into the case",
            "by_hand": "Told by other means",
            "paper": "A paper",
            "pack": "A meeting pack",
            "research": "Shown to the conference",
            "transfer": "Sent to another area",
            "safeguarding": "Referred to safeguarding",
            "evidence": "A letter of evidence",
            "api": "Read by an agency's system",
            "export": "Taken out with the area",
            "subject_access": "Given to the person it is about",
            "heard": "Heard by a guest of the meeting",
            "emergency": "Opened in an emergency",
        }[self]


NOT_ASKED = frozenset({Way.EMERGENCY, Way.EXPORT})
"""Ways of which nobody asks her: that she consented to the conference is no consent to them."""

NEEDS: dict[str, tuple[tuple[str, ...], ...]] = {
    "health": (("article_9", "part_3"),),
    "sexuality": (("article_9", "part_3"),),
    "offences": (("article_10", "part_3"),),
}
"""Kind of information → layers of the law, of each group one at least (UK GDPR, Articles 9 and 10)."""


def layers_missing(kinds: Iterable[str], *, layers: Collection[str]) -> list[str]:
    """Which layers of the law a line lacks for these kinds: a basis always, a condition for what is sensitive."""
    groups = [("article_6", "part_3"), *(group for kind in kinds for group in NEEDS.get(kind, ()))]
    return list(dict.fromkeys(group[0] for group in groups if not set(group) & set(layers)))


@dataclass(frozen=True)
class Covering:
    """An agreement as the ledger looks at it.

    Args:
        agencies: those that have signed.
        kinds: what it covers; empty for all.
    """

    id: UUID
    agencies: frozenset[UUID]
    kinds: frozenset[str]
    from_on: date
    review_on: date
    ended_on: date | None


def covered_by(
    agreements: Iterable[Covering], *, giver: UUID, recipient: UUID | None, kinds: Collection[str], today: date
) -> tuple[UUID | None, str]:
    """The agreement that covers a disclosure, or why none does, in words: ("", for somebody outside).

    One whose review is late still counts: that it is late stands on the coordinator's list.
    """
    if recipient is None or recipient == giver:
        return None, ""
    in_force = [one for one in agreements if one.from_on <= today and (one.ended_on is None or one.ended_on > today)]
    theirs = [one for one in in_force if {giver, recipient} <= one.agencies]
    found = next((one for one in theirs if not one.kinds or set(kinds) <= one.kinds), None)
    if found is not None:
        return found.id, ""
    if theirs:
        left = sorted(set(kinds) - frozenset().union(*(one.kinds for one in theirs)))
        return None, f"Outside the scope of the agreement: {', '.join(left) or 'together'}."
    return None, "No agreement in force that both have signed."
