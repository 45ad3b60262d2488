"""The people of files, and what hangs on them."""

from openccr.people.models.children import ChildFacts, ChildVoice
from openccr.people.models.chosen import PlacesChosen
from openccr.people.models.contact import ContactAttempt, ContactPlan, DoNotContact, SafeContact
from openccr.people.models.dangers import Death, SuicidalSign
from openccr.people.models.facts import BirthDate, Identifier, Relationship
from openccr.people.models.interpreters import InterpreterNeed
from openccr.people.models.persons import (
    NotSame,
    Part,
    Person,
    PersonName,
    Whereabouts,
    WhereSheIsWall,
)
from openccr.people.models.recognising import Recognition
from openccr.people.models.recourse import RecourseReader, RecourseToFunds
from openccr.people.models.staff import StaffMark
from openccr.people.models.vault import Addressed, KeyDestroyed, PersonKey

__all__ = [
    "Addressed",
    "BirthDate",
    "ChildFacts",
    "ChildVoice",
    "ContactAttempt",
    "ContactPlan",
    "Death",
    "DoNotContact",
    "Identifier",
    "InterpreterNeed",
    "KeyDestroyed",
    "NotSame",
    "Part",
    "Person",
    "PersonKey",
    "PersonName",
    "PlacesChosen",
    "Recognition",
    "RecourseReader",
    "RecourseToFunds",
    "Relationship",
    "SafeContact",
    "StaffMark",
    "SuicidalSign",
    "WhereSheIsWall",
    "Whereabouts",
]
