"""Being at a meeting: what each person states in the session, by their way of joining (domain 1.8)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from openccr.kernel.refusals import Refusal

JOINS = {"room": "In the room", "video": "By video", "telephone": "By telephone"}
"""How somebody takes part."""

GUESTS = {"guest": "Guest, for what they know or can do", "observer": "Observer, to learn or to inspect"}
"""Who is there without a role in the partnership."""

BEFORE, LASTS = timedelta(minutes=30), timedelta(hours=8)
"""A meeting is live from half an hour before it starts, for a working day at most."""


@dataclass(frozen=True)
class Stated:
    """What somebody states besides the confidentiality statement.

    Args:
        joins: key of `JOINS`.
        alone: nobody else can hear or see.
        unrecorded: nothing is recorded and no automatic note-taker runs.
    """

    joins: str = "room"
    alone: bool = False
    unrecorded: bool = False


def why_not_stated(stated: Stated) -> Refusal | None:
    """Why the statement of somebody who says this is not taken, or None. In the room the chair sees who is there."""
    if stated.joins not in JOINS:
        return Refusal("Say how you take part.", field="joins")
    if stated.joins != "room" and not stated.alone:
        return Refusal("Nobody signs who can be overheard.", remedy="Go where you are alone, then sign.", field="alone")
    if not stated.unrecorded:
        return Refusal(
            "Nobody signs while something records.",
            remedy="Turn recordings and automatic note-takers off, then sign.",
            field="unrecorded",
        )
    return None


def why_not_by_proxy(*, kind: str, joins: str, identified: str) -> Refusal | None:
    """Why nobody signs for somebody else like that, or None: a caller is recognised first, and it is said how."""
    if kind == "apologies" or joins == "room" or identified.strip():
        return None
    return Refusal(
        "Say how you made sure who is calling.",
        remedy="For example, called back by the number of the agency's switchboard.",
        field="identified",
    )


def is_live(*, starts: datetime, now: datetime) -> bool:
    """Whether a meeting that is not closed may be under way now."""
    return starts - BEFORE <= now <= starts + LASTS
