"""People as pages show them."""

from openccr.people.queries.children import Child, child_of
from openccr.people.queries.contact import BeforeContact, before_contact, safe_contact_of, why_not_contact
from openccr.people.queries.dangers import deaths_said, held_files, open_signs, sign_of, signs_of, unreviewed
from openccr.people.queries.duplicates import Alike, Candidate, CaseThere, alike, possible_duplicates
from openccr.people.queries.people import PersonShown, initials_of, people_of, person_of, victim_words

__all__ = [
    "Alike",
    "BeforeContact",
    "Candidate",
    "CaseThere",
    "Child",
    "PersonShown",
    "alike",
    "before_contact",
    "child_of",
    "deaths_said",
    "held_files",
    "initials_of",
    "open_signs",
    "people_of",
    "person_of",
    "possible_duplicates",
    "safe_contact_of",
    "sign_of",
    "signs_of",
    "unreviewed",
    "victim_words",
    "why_not_contact",
]
