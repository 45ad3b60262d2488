"""Who may agree actions and say what became of them."""

from __future__ import annotations

from typing import Any

from openccr.access.may import Rule, role
from openccr.casefiles.policy import coordinates, sees_cases, works_on_cases
from openccr.kernel.actors import Actor
from openccr.kernel.refusals import Refusal


def _of_the_owning_agency(actor: Actor, action: Any) -> Refusal | None:
    # Asked without an action, for a menu or a page that has not read it yet: the operation asks again with it.
    if action is None or action.agency_id == actor.agency_id:
        return None
    return Refusal("Only the agency whose action it is, or the coordinator, says what became of it.")


owns = Rule(_of_the_owning_agency)

MAY: dict[str, Rule] = {
    "actions.agree": role(
        "chair",
        "coordinator",
        "commands",
        sentence="Actions are agreed by the chair or the coordinator at the meeting.",
    ),
    "actions.see": sees_cases,
    "actions.end": works_on_cases & (owns | coordinates),
}
