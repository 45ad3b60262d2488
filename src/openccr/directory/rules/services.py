"""What an entry of the directory needs, when it is stale, and what may be shown to everybody."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from openccr.kernel.addresses import address_like
from openccr.kernel.refusals import Refusal

POSTCODE = re.compile(r"\b[A-Z]{1,2}[0-9][A-Z0-9]? ?[0-9][A-Z]{2}\b", re.IGNORECASE)
_NUMBER = re.compile(r"\+?[0-9][0-9 ()-]{4,24}")
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
class Place:
    """A place of a service."""

    name: str
    address: str
    town: str
    county: str
    postcode: str
    accessibility: str = ""


@dataclass(frozen=True)
class Entry:
    """What decides about an entry.

    Args:
        words: everything in it that anybody may read.
        places: whether it has a place with an address.
        reachable: whether it names a telephone, an e-mail address or a website.
        programme: whether it is for people who abuse, and so has more to say.
        fees: what it costs.
        says_court: whether it says that it is inside or outside the courts.
    """

    confidential: bool
    published: bool
    words: str
    places: bool
    reachable: bool
    programme: bool = False
    fees: str = ""
    says_court: bool = True


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
    if entry.published and entry.programme and not entry.fees.strip():
        return Refusal("Say what the programme costs.", remedy="Write “free” if it is.", field="fees")
    if entry.published and entry.programme and not entry.says_court:
        return Refusal("Say whether the programme is inside or outside the courts, or both.", field="traits")
    return None


def is_stale(checked_on: date, *, today: date, days: int) -> bool:
    """Whether its owner should look at the entry again: nobody has for more than so many days."""
    return today - checked_on > timedelta(days=days)


def is_chased(checked_on: date, chased_on: date | None, *, today: date, days: int, again: int) -> bool:
    """Whether its owner is asked tonight: it is stale, and they were not asked within the last `again` days."""
    asked_lately = chased_on is not None and today - chased_on < timedelta(days=again)
    return is_stale(checked_on, today=today, days=days) and not asked_lately


def capacity_now(capacity: str, said_on: date | None, *, today: date, days: int) -> Capacity:
    """What is still believed of a service's capacity: what was said too long ago counts as not said.

    Somebody who is sent to a full service because of an old "yes" may not try again.
    """
    if said_on is None or today - said_on > timedelta(days=days):
        return Capacity.UNKNOWN
    return Capacity(capacity)


def district_of(text: str) -> str:
    """The first half of a postcode, from a whole one or from its first half; empty for anything else.

    Only this much is asked of somebody who looks for help, and it is never kept.
    """
    found = "".join(text.upper().split())
    whole = POSTCODE.fullmatch(found)
    if whole:
        found = found[:-3]
    return found if DISTRICT.fullmatch(found) else ""


def dialled(phone: str) -> str:
    """What a telephone dials for a number as it is written; empty where more than a number is written."""
    return "".join(one for one in phone if one in "+0123456789") if _NUMBER.fullmatch(phone) else ""


def covers(districts: list[str], district: str) -> bool:
    """Whether a service that covers these districts takes somebody from `district`; an empty list covers everywhere."""
    return not districts or not district or district in districts
