"""What happens to everything that points at a person when she is recognised as one of an earlier file.

Every relation to Person stands here, and a wall test fails for one that does not: a relation forgotten is a part of
her history lost, or somebody's address left behind with nobody.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from openccr.people.models import (
    BirthDate,
    ChildFacts,
    ChildVoice,
    ContactAttempt,
    ContactPlan,
    Death,
    DoNotContact,
    Identifier,
    InterpreterNeed,
    PersonName,
    PlacesChosen,
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
    | type[BirthDate]
    | type[Identifier]
)


class Merging(StrEnum):
    """What becomes of a relation."""

    MOVE = "moves to the person who stays, sealed anew where it is sealed"
    REPOINT = "what stands in the file becomes hers"
    TIE = "what she is to somebody, or somebody to her, becomes hers"
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
    "people.BirthDate.person": Merging.MOVE,
    "people.Identifier.person": Merging.MOVE,
    "people.Relationship.person": Merging.TIE,
    "people.Relationship.other": Merging.TIE,
    "people.Recognition.person": Merging.LEAVE,
    "people.Recognition.as_person": Merging.LEAVE,
    "people.Recognition.parted_as": Merging.LEAVE,
    "people.PersonKey.person": Merging.LEAVE,
    "people.Addressed.person": Merging.LEAVE,
    "people.Part.person": Merging.REPOINT,
    "people.ContactAttempt.person": Merging.REPOINT,
    "people.ChildVoice.person": Merging.REPOINT,
    "people.SuicidalSign.person": Merging.REPOINT,
    "people.PlacesChosen.person": Merging.REPOINT,
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
    """How one kind of row moves: every row of it, so that each can go back when the two are taken apart again.

    Args:
        sealed: its field that is sealed to the person, if any.
        said: the act in the log by which one is written down, and the field it names: of whose case it was, once two
            are taken apart. Places say it themselves, and what warns is kept with both.
    """

    model: Hanging
    sealed: str | None
    said: tuple[str, str] | None = None


MOVED = (
    Moved(PersonName, sealed=None, said=("person.fact_said", "name")),
    Moved(Whereabouts, sealed="sealed"),
    Moved(SafeContact, sealed="rule_sealed"),
    Moved(ContactPlan, sealed="words_sealed", said=("contact.planned", "words")),
    Moved(DoNotContact, sealed="reason_sealed"),
    Moved(ChildFacts, sealed="kept_out_sealed", said=("child.told", "worker")),
    Moved(Death, sealed=None),
    Moved(InterpreterNeed, sealed=None, said=("interpreter.said", "")),
    Moved(BirthDate, sealed=None, said=("person.fact_said", "born_on")),
    Moved(Identifier, sealed="sealed", said=("person.identified", "")),
)

WARNINGS = (SafeContact, DoNotContact, Death)
"""Kinds of rows that warn: written while two were one, they are kept with both when these are taken apart."""

REPOINTED = (ContactAttempt, ChildVoice, SuicidalSign, PlacesChosen)
"""Rows of a file, besides parts, that follow the person of that file."""

FILLED = ("born_on", "sex", "ethnicity", "disability", "lgbt", "pregnant", "language", "interpreter", "died_on")
"""Fields of the person who stays that are filled from the other when blank, and never overwritten."""
