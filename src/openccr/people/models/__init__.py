"""The people of files, and what hangs on them."""

from openccr.people.models.children import ChildFacts, ChildVoice
from openccr.people.models.contact import ContactAttempt, ContactPlan, DoNotContact, SafeContact
from openccr.people.models.dangers import Death, SuicidalSign
from openccr.people.models.interpreters import InterpreterNeed
from openccr.people.models.persons import (
    NotSame,
    Part,
    Person,
    PersonName,
    Whereabouts,
    WhereSheIsWall,
)
from openccr.people.models.recourse import RecourseReader, RecourseToFunds
from openccr.people.models.staff import StaffMark
from openccr.people.models.vault import Addressed, KeyDestroyed, PersonKey

__all__ = [
    "Addressed",
    "ChildFacts",
    "ChildVoice",
    "ContactAttempt",
    "ContactPlan",
    "Death",
    "DoNotContact",
    "InterpreterNeed",
    "KeyDestroyed",
    "NotSame",
    "Part",
    "Person",
    "PersonKey",
    "PersonName",
    "RecourseReader",
    "RecourseToFunds",
    "SafeContact",
    "StaffMark",
    "SuicidalSign",
    "WhereSheIsWall",
    "Whereabouts",
]
