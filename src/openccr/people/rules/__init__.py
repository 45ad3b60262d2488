"""The rules of people: names, parts, safe contact, and who may be the same person."""

from openccr.people.rules.contact import ContactAnswer, ContactLine, contact_line
from openccr.people.rules.description import Contact, Description, Name, Newcomer
from openccr.people.rules.likeness import Known, Likeness, likeness
from openccr.people.rules.names import age_on, full_name, initials, name_key
from openccr.people.rules.parts import OPPOSITE, PartKind
from openccr.people.rules.recognising import Filling, filled, why_not_recognised

__all__ = [
    "OPPOSITE",
    "Contact",
    "ContactAnswer",
    "ContactLine",
    "Description",
    "Filling",
    "Known",
    "Likeness",
    "Name",
    "Newcomer",
    "PartKind",
    "age_on",
    "contact_line",
    "filled",
    "full_name",
    "initials",
    "likeness",
    "name_key",
    "why_not_recognised",
]
