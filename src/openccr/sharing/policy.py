"""Who writes down and reads what was shared, who must not be told, and what may be minuted."""

from __future__ import annotations

from openccr.access.may import Rule, appointed, role
from openccr.casefiles.policy import coordinates, sees_cases, works_on_cases
from openccr.kernel.actors import Actor
from openccr.kernel.refusals import Refusal


def _of_own_agency(actor: Actor, agency_id: object) -> Refusal | None:
    # Asked without an agency, for a button: the operation asks again with it.
    if agency_id is None or agency_id == actor.agency_id or actor.whole_area:
        return None
    return Refusal("A lead signs for their own agency; the coordinator writes down what the others signed.")


_keeps_the_list = role(
    "coordinator", "idva", "representative", "commands", sentence="Your role does not keep the no-go list."
)

MAY: dict[str, Rule] = {
    "sharing.see": sees_cases,
    "sharing.share": coordinates,
    "sharing.record": role("coordinator", "idva", "commands", sentence="The coordinator and the IDVA write this down."),
    "sharing.disclose": sees_cases,
    "sharing.without_consent": works_on_cases,
    "sharing.refer_by_duty": works_on_cases,
    "sharing.no_go": _keeps_the_list,
    "sharing.override": coordinates,
    "sharing.mark": role("coordinator", "idva", sentence="The IDVA or the coordinator writes it down."),
    "sharing.adviser_note": role("idva", sentence="Only the victim's adviser sees this."),
    "sharing.agreements": appointed,
    "sharing.keep_agreements": coordinates,
    "sharing.sign": role("coordinator", "lead", sentence="An agency's lead, or the coordinator, does this.")
    & Rule(_of_own_agency),
}
