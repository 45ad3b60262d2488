"""A request: who asks as whom, what makes it hostile, its clock, and how it stands."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from openccr.kernel.periods import is_working_day
from openccr.kernel.refusals import Refusal

DUE_SOON = timedelta(days=7)


class Capacity(StrEnum):
    """As whom somebody asks."""

    SELF = "self"
    ON_BEHALF = "on_behalf"
    PARENT = "parent"

    @property
    def label(self) -> str:
        return {
            "self": "For their own data",
            "on_behalf": "On behalf of somebody, with written authority",
            "parent": "A parent, for their child",
        }[self]


class RequestState(StrEnum):
    """How a request stands; worked out from what was done, never set by hand."""

    RECEIVED = "received"
    IDENTIFIED = "identified"
    SEARCHED = "searched"
    BUILT = "built"
    APPROVED = "approved"
    ANSWERED = "answered"
    WITHDRAWN = "withdrawn"

    @property
    def label(self) -> str:
        return {
            "received": "Received: who asks is not checked yet",
            "identified": "Identity checked",
            "searched": "Searched: being decided",
            "built": "Built: waits for approval",
            "approved": "Approved: ready to be collected",
            "answered": "Answered",
            "withdrawn": "Withdrawn",
        }[self]


@dataclass(frozen=True, kw_only=True)
class Facts:
    """What is known of a request when something is to be done with it.

    Args:
        identity_checked: who asks has been checked, and the authority when it is for somebody else.
        searched: the record was searched.
        undecided: how many sentences nobody has decided.
        built: there is a bundle, or an answer, made from what is decided now.
        approvals: different people who approved it, none of them its author.
        outside: how many of those stand outside the case.
        hostile: the one who asks is said to be the one who harms.
        answered: it was handed over, or answered.
        withdrawn: whoever asked does not ask any longer.
    """

    identity_checked: bool = False
    searched: bool = False
    undecided: int = 0
    built: bool = False
    approvals: int = 0
    outside: int = 0
    hostile: bool = False
    answered: bool = False
    withdrawn: bool = False

    @property
    def approved(self) -> bool:
        """One other person; for a hostile request two, of whom one stands outside the case (security paper, D31)."""
        return self.built and (self.approvals >= 2 and self.outside >= 1 if self.hostile else self.approvals >= 1)

    @property
    def state(self) -> RequestState:
        if self.withdrawn:
            return RequestState.WITHDRAWN
        if self.answered:
            return RequestState.ANSWERED
        if self.approved:
            return RequestState.APPROVED
        if self.built:
            return RequestState.BUILT
        if self.searched:
            return RequestState.SEARCHED
        return RequestState.IDENTIFIED if self.identity_checked else RequestState.RECEIVED


def why_not(move: str, facts: Facts) -> Refusal | None:
    """Why this cannot be done with the request now, or None.

    Args:
        move: identify, search, decide, build, approve, hand_over, extend or withdraw.
    """
    if facts.withdrawn or facts.answered:
        return Refusal("This request is closed.", remedy="A new request is written down as one.")
    if move == "search" and not facts.identity_checked:
        return Refusal("Who asks has not been checked yet.", remedy="Write down first how identity was checked.")
    if move in ("decide", "build") and not facts.searched:
        return Refusal("The record has not been searched yet.", remedy="Search it first.")
    if move == "build" and facts.undecided:
        return Refusal(
            f"{facts.undecided} sentences wait for a decision.", remedy="Decide each: nothing leaves by itself."
        )
    if move == "approve" and not facts.built:
        return Refusal("There is nothing to approve.", remedy="Build the bundle first.")
    if move == "hand_over" and not facts.approved:
        return Refusal(_STILL_NEEDS[facts.hostile], remedy="Ask them to look at it.")
    return None


_STILL_NEEDS = {
    True: "Two other people approve this one, and one of them stands outside the case.",
    False: "Another person approves it first.",
}


def due_on(
    *, received_on: date, months: int, waited: int = 0, extended: bool = False, longer: int, holidays: Collection[date]
) -> date:
    """The day by which an answer is due (UK GDPR, Article 12(3)).

    The same day of the month that many months later, or its last day; when that is no working day, the next one.

    Args:
        months: the period.
        waited: days on which the clock stood still because whoever asked had to say more (DUAA 2025).
        extended: it was extended, for complexity or number.
        longer: by how many months.
    """
    month = received_on.month - 1 + months + (longer if extended else 0)
    year, month = received_on.year + month // 12, month % 12 + 1
    due = min(
        received_on.replace(day=1, month=month, year=year) + timedelta(days=received_on.day - 1), _last(year, month)
    )
    due += timedelta(days=waited)
    while not is_working_day(due, holidays):
        due += timedelta(days=1)
    return due


def _last(year: int, month: int) -> date:
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)


def hostile(*, capacity: Capacity, asker_harms: bool, subject_harms: bool, said: bool = False) -> bool:
    """Whether a request is treated as hostile.

    Who is said to harm and asks, for themselves or "for the child", uses a right against the person it is kept from
    (mission, "What must never happen"). Somebody may say so by hand; nobody may take it back.

    Args:
        asker_harms: whoever asks has the part of the one who harms in a case of the person it is about.
        subject_harms: the person it is about has that part in any case.
    """
    return said or asker_harms or (capacity is not Capacity.PARENT and subject_harms)
