"""Three bodies sign before records of different agencies are compared, each use for itself, and any of them ends it.

Source: issue 5, item 2: board, data protection officer and survivors' panel. The database asks the same question
(`openccr.linkage_open`), so nothing of the code can pass it by.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from openccr.kernel.refusals import Refusal


class Use(StrEnum):
    """What is signed for."""

    MATCHING = "matching"
    MISSING = "missing"
    BETWEEN = "between"

    @property
    def label(self) -> str:
        return _USES[self]


_USES = {
    Use.MATCHING: "Comparing agencies' records",
    Use.MISSING: "The missing-link queue",
    Use.BETWEEN: "The private check between partnerships",
}


def already_signed(uses: Iterable[Use]) -> str:
    """What a body has signed already, as a sentence."""
    return f"Signed already, and left as it was: {'; '.join(use.label for use in uses)}."


def came_of_signing(chosen: Iterable[Use], signed: Collection[Use]) -> str:
    """What came of signing for the uses chosen: what is signed now, and what was before, in sentences."""
    already = [use for use in chosen if use not in signed]
    now = f"Signed: {'; '.join(use.label for use in signed)}."
    return f"{now} {already_signed(already)}" if already else now


NEEDS: dict[Use, tuple[Use, ...]] = {
    Use.MATCHING: (Use.MATCHING,),
    Use.MISSING: (Use.MATCHING, Use.MISSING),
    Use.BETWEEN: (Use.BETWEEN,),
}
"""What must be signed before each: the queue rests on the comparison."""


ENDS = {
    Use.MATCHING: "nothing is compared, no agency is asked or answers, and the missing-link queue is shut too",
    Use.MISSING: "the missing-link queue is shut, and nobody answers for it; the comparison goes on",
    Use.BETWEEN: "no list is checked for this partnership; the comparison and the queue here go on",
}
"""What is so from the moment on at which a sign-off of each use is taken back."""
QUESTIONS = {"case": Use.MATCHING, "missing": Use.MISSING}
"""What each kind of question to an agency rests on: what is behind it, a case or a missing link."""


class Body(StrEnum):
    """Who signs."""

    BOARD = "board"
    OFFICER = "officer"
    SURVIVORS = "survivors"

    @property
    def label(self) -> str:
        return _BODIES[self]


_BODIES = {
    Body.BOARD: "The partnership's board",
    Body.OFFICER: "The data protection officer",
    Body.SURVIVORS: "The survivors' panel",
}
SIGNS: dict[Body, frozenset[str]] = {
    Body.BOARD: frozenset({"chair"}),
    Body.OFFICER: frozenset({"protection_officer"}),
    Body.SURVIVORS: frozenset({"coordinator", "idva", "panel_worker"}),
}
"""The roles that enter each body's word: the panel has no accounts, so whoever supports it does so in its name."""


@dataclass(frozen=True)
class Signed:
    """A sign-off that has not been withdrawn."""

    use: Use
    body: Body
    user_id: UUID
    signed_on: date
    until_on: date


def bodies(signed: Iterable[Signed], use: Use, *, today: date) -> dict[Body, Signed]:
    """Who has signed for one use, of those whose word stands today."""
    return {one.body: one for one in signed if one.use is use and one.signed_on <= today < one.until_on}


def open_for(signed: Collection[Signed], use: Use, *, today: date) -> bool:
    """Whether a use is open: every body has signed for it and for what it rests on, each by another human being."""
    return all(
        set(standing) == set(Body) and len({one.user_id for one in standing.values()}) == len(Body)
        for standing in (bodies(signed, needed, today=today) for needed in NEEDS[use])
    )


def why_not_open(signed: Collection[Signed], use: Use, *, today: date) -> Refusal | None:
    """Why a use is closed, naming who has not signed, or None."""
    if open_for(signed, use, today=today):
        return None
    missing = [
        body.label[:1].lower() + body.label[1:]
        for needed in NEEDS[use]
        for body in Body
        if body not in bodies(signed, needed, today=today)
    ]
    said = ", ".join(dict.fromkeys(missing)) or "three different people"
    return Refusal(f"{use.label} is off.", remedy=f"Not signed by {said}: see the sign-offs.")


def kinds_asked(signed: Collection[Signed], *, today: date) -> list[str]:
    """The kinds of question that may be put to an agency, and answered, today."""
    return [kind for kind, use in QUESTIONS.items() if open_for(signed, use, today=today)]


def why_not_signed(
    *, body: Body, role: str, signatory: str, reference: str, signed_on: date | None, until_on: date, today: date
) -> Refusal | None:
    """Why a sign-off is not whole, or None."""
    if role not in SIGNS[body]:
        return Refusal(f"{body.label} is not yours to sign for.", field="body")
    if not signatory.strip():
        return Refusal("Say who signs, by name.", field="signatory")
    if not reference.strip():
        return Refusal("Say where it is written: the minute, the assessment or the letter.", field="reference")
    if signed_on is None or signed_on > today:
        return Refusal("Give the day it was signed, today or earlier.", field="signed_on")
    if until_on <= today:
        return Refusal("This sign-off is too old: it has to be signed anew.", field="signed_on")
    return None
