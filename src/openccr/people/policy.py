"""What may be done with people."""

from __future__ import annotations

from openccr.access.may import Rule, role
from openccr.casefiles.policy import coordinates, sees_cases, works_on_cases

MAY: dict[str, Rule] = {
    "people.add": works_on_cases,
    "people.see": sees_cases,
    "people.reveal": works_on_cases,
    "people.contact": works_on_cases,
    "people.death": works_on_cases,
    "people.consider_death": coordinates,
    "people.signs": works_on_cases,
    "people.children": works_on_cases,
    "people.recourse": role("idva", sentence="Only the victim's adviser sees this."),
    "people.recognise": coordinates,
}
