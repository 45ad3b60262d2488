"""What happens to everything that points at a person when she is recognised as one of an earlier file.

Every relation to Person stands here, and a wall test fails for one that does not: a relation forgotten is a part of
her history lost, or somebody's address left behind with nobody.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from openccr.people.models import PersonName, SafeContact, Whereabouts

Hanging = type[PersonName] | type[SafeContact] | type[Whereabouts]


class Merging(StrEnum):
    """What becomes of a relation."""

    MOVE = "moves to the person who stays, sealed anew where it is sealed"
    REPOINT = "the part in the file becomes hers"
    PAIR = "a pair found not to be the same keeps being one, with her in it"
    LEAVE = "stays: it is read through its file and never changed or opened by whoever merges"
    MARK = "says as whom the emptied person was recognised"


MERGE: dict[str, Merging] = {
    "people.PersonName.person": Merging.MOVE,
    "people.Whereabouts.person": Merging.MOVE,
    "people.SafeContact.person": Merging.MOVE,
    "people.Part.person": Merging.REPOINT,
    "people.NotSame.person": Merging.PAIR,
    "people.NotSame.other": Merging.PAIR,
    "people.RecourseToFunds.person": Merging.LEAVE,
    "people.Person.merged_into": Merging.MARK,
    "risk.Assessment.person": Merging.LEAVE,
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
)

FILLED = ("born_on", "sex", "ethnicity", "disability", "lgbt", "pregnant", "language", "interpreter", "died_on")
"""Fields of the person who stays that are filled from the other when blank, and never overwritten."""
