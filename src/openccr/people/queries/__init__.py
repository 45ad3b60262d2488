"""People as pages show them."""

from openccr.people.queries.duplicates import Candidate, CaseThere, possible_duplicates
from openccr.people.queries.people import PersonShown, initials_of, people_of, person_of, safe_contact_of

__all__ = [
    "Candidate",
    "CaseThere",
    "PersonShown",
    "initials_of",
    "people_of",
    "person_of",
    "possible_duplicates",
    "safe_contact_of",
]
