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
    RecourseToFunds,
    Whereabouts,
    WhereSheIsWall,
)

__all__ = [
    "ChildFacts",
    "ChildVoice",
    "ContactAttempt",
    "ContactPlan",
    "Death",
    "DoNotContact",
    "InterpreterNeed",
    "NotSame",
    "Part",
    "Person",
    "PersonName",
    "RecourseToFunds",
    "SafeContact",
    "SuicidalSign",
    "WhereSheIsWall",
    "Whereabouts",
]
