"""What may be done with files."""

from __future__ import annotations

from openccr.access.may import Rule, appointed, role
from openccr.kernel.actors import Actor
from openccr.kernel.refusals import Refusal

_CASE_ROLES = ("coordinator", "representative", "idva", "client", "commands")


def _of_coordinating_agency(actor: Actor, _: object) -> Refusal | None:
    if actor.role == "commands" or actor.whole_area:
        return None
    return Refusal("Only the coordinator of this partnership does this.")


coordinates = Rule(_of_coordinating_agency)
works_on_cases = role(*_CASE_ROLES, sentence="Your role does not work on cases.")
sees_cases = role(*_CASE_ROLES, "chair", sentence="Your role does not work on cases.")

MAY: dict[str, Rule] = {
    "casefiles.open": works_on_cases,
    "casefiles.give": coordinates,
    "casefiles.exclude": coordinates,
    "casefiles.access": coordinates,
    "casefiles.emergency": role("coordinator", "representative", "idva", sentence="Your role does not work on cases."),
    "casefiles.review_emergency": coordinates,
    "casefiles.emergency_counts": appointed,
    "casefiles.alerts": role("coordinator", "idva", sentence="Only the adviser or the coordinator looks into this."),
    "casefiles.follow": role("commands", sentence="The partnership itself keeps another account out."),
    "casefiles.officer": role("protection_officer", sentence="Only the data protection officer looks at this."),
    "casefiles.draw": role("commands", sentence="The weekly job draws what is looked at."),
    "casefiles.search": role("coordinator", "representative", "idva", "chair", sentence="Your role does not search."),
    "casefiles.timeline": sees_cases,
    "casefiles.one_chance": works_on_cases,
    "casefiles.end_one_chance": role(
        "coordinator", "idva", sentence="Only the adviser or the coordinator ends one-chance mode."
    ),
}
