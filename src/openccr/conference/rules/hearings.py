"""A case on a meeting: its states, and what two people write of it at once (domain 1.6, 1.8)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from hashlib import sha256
from uuid import UUID

from openccr.conference.rules.minutes import MinutesState
from openccr.kernel.days import day_words
from openccr.kernel.events import Event
from openccr.kernel.moves import Move, Moves
from openccr.kernel.refusals import Refusal


class HearingState(StrEnum):
    LISTED = "listed"
    HEARD = "heard"
    DEFERRED = "deferred"
    WITHDRAWN = "withdrawn"


REASON_FOR = {
    HearingState.HEARD: "Why nothing in the plan faces the person who harms",
    HearingState.DEFERRED: "Why it was put off",
    HearingState.WITHDRAWN: "Why it was withdrawn",
}
"""What the reason written of a case is the reason for, by how its hearing ended."""


@dataclass(frozen=True)
class HearingFacts:
    """What decides whether a case may be finished, deferred or withdrawn.

    Args:
        her_views: what she wants, or why it is not known.
        risk_summary: the chair's summary.
        actions: how many were agreed.
        facing_harmer: how many of them face the person who harms.
        reason: in words.
        ahead: the meeting's day while it is still to come.
        early: somebody says that the case is heard before that day.
        minutes: the furthest state of any version of the meeting's minutes; empty without any.
        file_closed: the case itself is closed.
        days_since: how long ago the meeting's day was.
        within: in how many days after it a slip is still mended.
    """

    her_views: str = ""
    risk_summary: str = ""
    actions: int = 0
    facing_harmer: int = 0
    reason: str = ""
    ahead: date | None = None
    early: bool = False
    minutes: str = ""
    file_closed: bool = False
    days_since: int = 0
    within: int = 0


def _is_heard_today(facts: HearingFacts) -> Refusal | None:
    # Whoever rehearses and presses it would take a case off the agenda that nobody has heard. A room that does meet on
    # another day is never stopped: it says so.
    if facts.ahead is None or facts.early:
        return None
    return Refusal(
        f"The meeting is on {day_words(facts.ahead)}. A case that is finished now is not called on that day.",
        remedy="To rehearse, only save. If it is really heard today, say so.",
        field="early",
    )


def _has_her_views(facts: HearingFacts) -> Refusal | None:
    if facts.her_views.strip():
        return None
    return Refusal(
        "What the victim wants is missing.", remedy="Write it down, or why it is not known.", field="her_views"
    )


def _has_risk_summary(facts: HearingFacts) -> Refusal | None:
    if facts.risk_summary.strip():
        return None
    return Refusal("The chair's summary of the risk is missing.", field="risk_summary")


def _has_plan(facts: HearingFacts) -> Refusal | None:
    if facts.actions or facts.reason.strip():
        return None
    return Refusal("No action is agreed.", remedy="Agree one, or say why none is needed.", field="reason")


def _faces_who_harms(facts: HearingFacts) -> Refusal | None:
    # Mission 7: no plan closes with nothing facing the person who abuses unless a reason is given.
    if not facts.actions or facts.facing_harmer or facts.reason.strip():
        return None
    return Refusal(
        "Nothing in the plan faces the person who harms.",
        remedy="Add an action that does, or say why there is none.",
        field="reason",
    )


def _can_still_be_mended(facts: HearingFacts) -> Refusal | None:
    if facts.minutes == MinutesState.ISSUED:
        return Refusal(
            "The minutes are issued, and say that it was heard.",
            remedy="Begin a correction of the minutes, and have the case referred again.",
        )
    if facts.minutes == MinutesState.AGREED:
        return Refusal("The chair has agreed the minutes.", remedy="Put them back to a draft first.")
    if facts.file_closed:
        return Refusal("The case is closed.", remedy="Open the case again first.")
    if facts.days_since > facts.within:
        return Refusal(f"The meeting was more than {facts.within} days ago.", remedy="Have the case referred again.")
    return None


def _needs_reason(facts: HearingFacts) -> Refusal | None:
    return None if facts.reason.strip() else Refusal("Give the reason in words.", field="reason")


HEARING = Moves(
    states={
        HearingState.LISTED: "Listed",
        HearingState.HEARD: "Heard",
        HearingState.DEFERRED: "Deferred",
        HearingState.WITHDRAWN: "Withdrawn",
    },
    first=HearingState.LISTED,
    moves=(
        Move(
            "hear",
            "Finish this case",
            (HearingState.LISTED,),
            HearingState.HEARD,
            (_is_heard_today, _has_her_views, _has_risk_summary, _has_plan, _faces_who_harms),
        ),
        Move("defer", "Defer", (HearingState.LISTED,), HearingState.DEFERRED, (_needs_reason,)),
        Move("withdraw", "Withdraw", (HearingState.LISTED,), HearingState.WITHDRAWN, (_needs_reason,)),
        # The wrong case was finished: until the minutes say so to everybody, it is heard after all.
        Move(
            "not_heard",
            "It was not heard: open it again",
            (HearingState.HEARD,),
            HearingState.LISTED,
            (_can_still_be_mended, _needs_reason),
        ),
        Move(
            "put_back",
            "Put back on the meeting",
            (HearingState.DEFERRED, HearingState.WITHDRAWN),
            HearingState.LISTED,
        ),
    ),
)


@dataclass(frozen=True)
class Notes:
    """What is written of a case at its meeting."""

    her_views: str = ""
    discussion: str = ""
    risk_summary: str = ""
    risks: str = ""


NOTES = ("her_views", "discussion", "risks", "risk_summary")


def mark(text: str) -> str:
    """A short mark of a text, sent along with a form to tell later whether it was changed; line ends do not count."""
    return sha256("\n".join(text.strip().splitlines()).encode()).hexdigest()[:16]


def combined(*, now: Notes, written: Notes, seen: Mapping[str, str]) -> tuple[Notes, tuple[str, ...]]:
    """What stands after somebody saves, when others may have saved since they opened the page.

    Each text counts by itself: the coordinator's discussion and the chair's summary never meet. A text conflicts when
    both changed it, differently.

    Args:
        now: what stands.
        written: what they send.
        seen: the mark of each text as it stood when they opened the page.

    Returns the texts to keep, and the names of those in conflict.
    """
    kept, conflicts = now, []
    for name in NOTES:
        theirs, mine = getattr(now, name), getattr(written, name)
        if mark(mine) == seen.get(name, ""):
            continue
        if mark(theirs) in (seen.get(name, ""), mark(mine)):
            kept = replace(kept, **{name: mine})
        else:
            conflicts.append(name)
    return kept, tuple(conflicts)


@dataclass(frozen=True, kw_only=True)
class Agreed:
    """An action agreed at the meeting.

    Args:
        faces: on whom the work falls: victim, harmer, child or agencies.
        agency_id: who does it.
        due_on: by when.
        risk: the risk it answers.
        noticeable: the person who harms would notice it: it is locked until the victim knows and is safe.
        one_chance_reason: why the chair agrees it although one-chance mode stops its words.
    """

    text: str
    faces: str
    agency_id: UUID
    due_on: date
    risk: str = ""
    noticeable: bool = False
    one_chance_reason: str = ""


@dataclass(frozen=True)
class CaseListed(Event):
    """A case was put on a meeting's agenda."""

    hearing_id: UUID
    meeting_id: UUID


@dataclass(frozen=True)
class CaseTakenOff(Event):
    """A case was put off to no other meeting yet, or withdrawn: no meeting lists it now."""

    referral_id: UUID
    state: str


@dataclass(frozen=True)
class CaseHeard(Event):
    """A case was heard."""

    hearing_id: UUID
