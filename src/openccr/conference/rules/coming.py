"""Who says beforehand that they come, and how an agency counts afterwards (domain 1.2, 1.8).

An agency that answered in writing took part: nobody is marked absent who sent what they know.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import time
from enum import StrEnum

from openccr.kernel.refusals import Refusal


class How(StrEnum):
    """How an agency takes part."""

    ROOM = "room"
    VIDEO = "video"
    TELEPHONE = "telephone"
    WRITING = "writing"
    APOLOGIES = "apologies"


HOW: Mapping[str, str] = {
    How.ROOM: "In the room",
    How.VIDEO: "By video",
    How.TELEPHONE: "By telephone",
    How.WRITING: "Only in writing",
    How.APOLOGIES: "Cannot take part",
}
COMES = frozenset({How.ROOM, How.VIDEO, How.TELEPHONE})


def coming_refusal(*, how: str, name: str, first: time | None, last: time | None, over: bool) -> Refusal | None:
    """Why this is no answer to "who comes?", or None.

    Args:
        over: the meeting is held or skipped.
    """
    if over:
        return Refusal("The meeting is over.", remedy="Who was there is recorded under Attendance.")
    if how not in HOW:
        return Refusal("Say how you take part.", field="how")
    if how in COMES and not name.strip():
        return Refusal("Say who comes.", remedy="Name the person or the deputy.", field="name")
    if first and last and last <= first:
        return Refusal("You would leave before you come.", remedy="Change one of the times.", field="there_until")
    return None


def missing_core(*, core: Collection[str], coming: Mapping[str, str | None]) -> list[str]:
    """The kinds of agency without which the meeting does not decide and that nobody of comes for.

    Args:
        core: the pack's kinds (`quorum.agency_kinds`).
        coming: kind → the best answer of an agency of that kind, None where none has answered. A kind that is not
            among them is not invited.
    """
    return [kind for kind in core if coming.get(kind) not in COMES]


def took_part(*, signed: bool, apologies: bool, how: str, returned: int) -> str:
    """How an agency counts at a meeting that was held.

    Args:
        signed: somebody of it signed the confidentiality statement.
        apologies: it sent apologies.
        how: its answer beforehand, empty for none.
        returned: how many of its cases it answered in writing, nil returns among them.
    """
    if signed:
        return "Was there"
    if returned or how == How.WRITING:
        return "In writing"
    if apologies or how == How.APOLOGIES:
        return "Apologies"
    return "Not there, and nothing in writing"
