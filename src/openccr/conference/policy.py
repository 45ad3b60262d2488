"""What may be done at the conference, and by whom."""

from __future__ import annotations

from typing import Any

from openccr.access.may import Rule, role
from openccr.casefiles.policy import coordinates, works_on_cases
from openccr.kernel.actors import Actor
from openccr.kernel.refusals import Refusal

_AT_THE_TABLE = ("coordinator", "representative", "idva", "chair")

at_the_table = role(*_AT_THE_TABLE, "commands", sentence="Your role takes no part in the conference.")
leads_the_meeting = role("chair", "coordinator", sentence="Only the chair or the coordinator does this.")


def _answers_for_agency(actor: Actor, agency: Any) -> Refusal | None:
    """An agency answers for itself; what it says on the telephone the coordinator writes down."""
    if agency is None or agency.id == actor.agency_id or coordinates(actor) is None:
        return None
    return Refusal(f"Only {agency.name} answers this.")


def _refers_for_agency(actor: Actor, agency: Any) -> Refusal | None:
    """An agency refers in its own name; a file of several agencies' referrals the coordinator brings in."""
    if agency is None or agency.id == actor.agency_id or coordinates(actor) is None:
        return None
    return Refusal(f"Only {agency.name} or the coordinator refers in its name.", field="agency")


MAY: dict[str, Rule] = {
    "conference.refer": works_on_cases & Rule(_refers_for_agency),
    "conference.import": works_on_cases,
    "conference.triage": coordinates,
    "conference.case": at_the_table,
    "conference.meet": coordinates,
    "conference.list": coordinates,
    "conference.research": works_on_cases & Rule(_answers_for_agency),
    "conference.hear": leads_the_meeting,
    "conference.attend": at_the_table,
}
