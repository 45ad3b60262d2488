"""What happens to everything that points at a person when she is recognised as one of an earlier file.

Every relation to Person stands here, and a wall test fails for one that does not: a relation forgotten is a part of
her history lost, or somebody's address left behind with nobody.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from openccr.people.models import (
    ChildFacts,
    ChildVoice,
    ContactAttempt,
    ContactPlan,
    Death,
    DoNotContact,
    InterpreterNeed,
    PersonName,
    SafeContact,
    SuicidalSign,
    Whereabouts,
)

Hanging = (
    type[PersonName]
    | type[SafeContact]
    | type[Whereabouts]
    | type[ContactPlan]
    | type[DoNotContact]
    | type[ChildFacts]
    | type[Death]
    | type[InterpreterNeed]
)


class Merging(StrEnum):
    """What becomes of a relation."""

    MOVE = "moves to the person who stays, sealed anew where it is sealed"
    REPOINT = "what stands in the file becomes hers"
    PAIR = "a pair found not to be the same keeps being one, with her in it"
    LEAVE = "stays: it is read through its file and never changed or opened by whoever merges"
    MARK = "says as whom the emptied person was recognised"


MERGE: dict[str, Merging] = {
    "people.PersonName.person": Merging.MOVE,
    "people.Whereabouts.person": Merging.MOVE,
    "people.SafeContact.person": Merging.MOVE,
    "people.ContactPlan.person": Merging.MOVE,
    "people.DoNotContact.person": Merging.MOVE,
    "people.ChildFacts.person": Merging.MOVE,
    "people.Death.person": Merging.MOVE,
    "people.InterpreterNeed.person": Merging.MOVE,
    "people.PersonKey.person": Merging.LEAVE,
    "people.Addressed.person": Merging.LEAVE,
    "people.Part.person": Merging.REPOINT,
    "people.ContactAttempt.person": Merging.REPOINT,
    "people.ChildVoice.person": Merging.REPOINT,
    "people.SuicidalSign.person": Merging.REPOINT,
    "safeguarding.OutReferral.person": Merging.LEAVE,
    "conference.EvidenceRequest.person": Merging.LEAVE,
    "conference.EvidenceRequest.harmer": Merging.LEAVE,
    "people.NotSame.person": Merging.PAIR,
    "people.NotSame.other": Merging.PAIR,
    "people.RecourseToFunds.person": Merging.LEAVE,
    "people.Person.merged_into": Merging.MARK,
    "conference.ResearchOnPerson.person": Merging.LEAVE,
    "conference.LastSeen.person": Merging.LEAVE,
    "risk.Assessment.person": Merging.LEAVE,
    "risk.Change.person": Merging.LEAVE,
}


@dataclass(frozen=True)
class Moved:
    """How one kind of row moves.

    Args:
        sealed: its field that is sealed to the person, if any.
        same: the fields by which two rows say the same, so that one is enough.
    """

    model: Hanging
    sealed: str | None
    same: tuple[str, ...]


MOVED = (
    Moved(PersonName, sealed=None, same=("given", "family", "kind")),
    Moved(Whereabouts, sealed="sealed", same=("kind", "match")),
    Moved(SafeContact, sealed="rule_sealed", same=()),
    Moved(ContactPlan, sealed="words_sealed", same=()),
    Moved(DoNotContact, sealed="reason_sealed", same=()),
    Moved(ChildFacts, sealed="kept_out_sealed", same=()),
    Moved(Death, sealed=None, same=()),
    Moved(InterpreterNeed, sealed=None, same=()),
)

REPOINTED = (ContactAttempt, ChildVoice, SuicidalSign)
"""Rows of a file, besides parts, that follow the person of that file."""

FILLED = ("born_on", "sex", "ethnicity", "disability", "lgbt", "pregnant", "language", "interpreter", "died_on")
"""Fields of the person who stays that are filled from the other when blank, and never overwritten."""
