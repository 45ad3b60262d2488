"""What an entry of the directory needs, when it is stale, and what may be shown to everybody."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from openccr.kernel.addresses import address_like
from openccr.kernel.refusals import Refusal

STALE_AFTER = timedelta(days=180)
"""How long an entry stands before its owner is asked whether it is still right."""

POSTCODE = re.compile(r"\b[A-Z]{1,2}[0-9][A-Z0-9]? ?[0-9][A-Z]{2}\b", re.IGNORECASE)
DISTRICT = re.compile(r"^[A-Z]{1,2}[0-9][A-Z0-9]?$")


class Status(StrEnum):
    """As the Open Referral standard words it."""

    ACTIVE = "active"
    INACTIVE = "inactive"
    DEFUNCT = "defunct"
    CLOSED_FOR_NOW = "temporarily closed"


class Capacity(StrEnum):
    UNKNOWN = "unknown"
    OPEN = "open"
    WAITING = "waiting"
    FULL = "full"


CAPACITY_WORDS = {
    Capacity.UNKNOWN: "Not said",
    Capacity.OPEN: "Takes people now",
    Capacity.WAITING: "Has a waiting list",
    Capacity.FULL: "Takes nobody now",
}

RISKS = {"standard": "Standard", "medium": "Medium", "high": "High"}


@dataclass(frozen=True)
class Entry:
    """What decides about an entry.

    Args:
        words: everything in it that anybody may read.
        places: whether it has a place with an address.
        reachable: whether it names a telephone, an e-mail address or a website.
    """

    confidential: bool
    published: bool
    words: str
    places: bool
    reachable: bool


def why_not_right(entry: Entry) -> Refusal | None:
    """Why an entry may not stand like this, or None.

    A confidential place, such as a refuge, has no address in the directory at all, so none can be given away.
    """
    if entry.confidential and entry.places:
        return Refusal(
            "A confidential service has no place in the directory.",
            remedy="Take its places out first, or say that it is not confidential.",
            field="confidential",
        )
    if entry.confidential and address_like(entry.words):
        return Refusal(
            "There is an address in the words of a confidential service.",
            remedy="Write how to reach it, and not where it is.",
            field="description",
        )
    if entry.published and not entry.reachable:
        return Refusal("Give a telephone number, an e-mail address or a website.", field="phone")
    return None


def is_stale(checked_on: date, *, today: date) -> bool:
    """Whether its owner should look at the entry again."""
    return today - checked_on > STALE_AFTER


def district_of(text: str) -> str:
    """The first half of a postcode, from a whole one or from its first half; empty for anything else.

    Only this much is asked of somebody who looks for help, and it is never kept.
    """
    found = "".join(text.upper().split())
    whole = POSTCODE.fullmatch(found)
    if whole:
        found = found[:-3]
    return found if DISTRICT.fullmatch(found) else ""


def covers(districts: list[str], district: str) -> bool:
    """Whether a service that covers these districts takes somebody from `district`; an empty list covers everywhere."""
    return not districts or not district or district in districts
