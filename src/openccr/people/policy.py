"""What may be done with people."""

from __future__ import annotations

from openccr.access.may import Rule, role
from openccr.casefiles.policy import coordinates, sees_cases, works_on_cases

MAY: dict[str, Rule] = {
    "people.add": works_on_cases,
    "people.see": sees_cases,
    "people.declare": role(
        "coordinator",
        "chair",
        "representative",
        "idva",
        "lead",
        "analyst",
        "panel_worker",
        sentence="Only people declare this.",
    ),
    "people.reveal": works_on_cases,
    "people.place": works_on_cases,
    "people.destroy_key": role("commands", sentence="A key is destroyed by `openccr vault destroy`."),
    "people.contact": works_on_cases,
    "people.death": works_on_cases,
    "people.consider_death": coordinates,
    "people.signs": works_on_cases,
    "people.children": works_on_cases,
    "people.recourse": role(
        "idva", "representative", sentence="Only the victim's adviser, and whom the victim chose, see this."
    ),
    "people.say_recourse": role("idva", sentence="Only the victim's adviser writes this down."),
    "people.recourse_counts": role(
        "coordinator", "analyst", "idva", "chair", sentence="Only those who plan services see these numbers."
    ),
    "people.recognise": coordinates,
    "people.facts": works_on_cases,
    "people.identify": works_on_cases,
    "people.choose_places": role(
        "coordinator", "idva", sentence="The coordinator or the IDVA chooses whereabouts onto a paper."
    ),
}
