"""The rules of people: names, parts, safe contact, and who may be the same person."""

from openccr.people.rules.contact import ContactAnswer, ContactLine, Reach, contact_line, may_contact
from openccr.people.rules.description import Contact, Description, Name, Newcomer
from openccr.people.rules.likeness import OFFICE, PERSONAL, Known, Likeness, likeness
from openccr.people.rules.names import age_on, full_name, in_order, initials, keys_within, name_key
from openccr.people.rules.parts import OPPOSITE, PartKind
from openccr.people.rules.phones import grouped
from openccr.people.rules.pronouns import NEUTRAL, Pronouns, pronouns
from openccr.people.rules.recognising import Filling, filled, why_not_recognised

__all__ = [
    "NEUTRAL",
    "OFFICE",
    "OPPOSITE",
    "PERSONAL",
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
    "Pronouns",
    "Reach",
    "age_on",
    "contact_line",
    "filled",
    "full_name",
    "grouped",
    "in_order",
    "initials",
    "keys_within",
    "likeness",
    "may_contact",
    "name_key",
    "pronouns",
    "why_not_recognised",
]
