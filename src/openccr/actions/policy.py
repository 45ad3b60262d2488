"""Who may agree, do, check and unlock actions, and confirm flags."""

from __future__ import annotations

from typing import Any

from openccr.access.may import Rule, role, scope
from openccr.casefiles.policy import coordinates, sees_cases, works_on_cases
from openccr.kernel.actors import Actor
from openccr.kernel.refusals import Refusal
from openccr.partnership.rules import Scope


def _of_the_owning_agency(actor: Actor, action: Any) -> Refusal | None:
    # Asked without an action, for a menu or a page that has not read it yet: the operation asks again with it.
    if action is None or action.agency_id == actor.agency_id:
        return None
    return Refusal("Only the agency whose action it is, or the coordinator, says what became of it.")


def _named_to_check(actor: Actor, action: Any) -> Refusal | None:
    if action is None or (action.checker_id is not None and action.checker_id == actor.appointment_id):
        return None
    return Refusal("The coordinator, the chair or whoever is named for it confirms that an action is done.")


def _police_on_its_own(actor: Actor, action: Any) -> Refusal | None:
    if action is None or (action.agency_id == actor.agency_id and action.agency_kind == "police"):
        return None
    return Refusal("The chair or the coordinator lets a locked action go, or the police their own.")


owns = Rule(_of_the_owning_agency)
agrees = role(
    "chair", "coordinator", "commands", sentence="Actions are agreed by the chair or the coordinator at the meeting."
)
leads = role("chair", "coordinator", "commands", sentence="The chair or the coordinator does this.")
chairs = role("chair", sentence="Only the chair agrees an action that one-chance mode stops.")
advises = role("idva", sentence="Only the IDVA says that the victim knows and is safe.")
# What she wants she tells her adviser, whoever was to do it: an action she has turned down is not left to run late.
speaks_for_her = role(
    "idva",
    sentence="The agency whose action it is, the IDVA or the coordinator says that the victim chose another way.",
)


def _confirms_for_its_agency(actor: Actor, action: Any) -> Refusal | None:
    if action is None or (action.checker_agency_id is not None and action.checker_agency_id == actor.agency_id):
        return None
    return Refusal("The coordinator, the chair or the agency named for it confirms that an action is done.")


in_the_area = role(
    "coordinator", "chair", "representative", "idva", "lead", "commands", sentence="Your role has no actions."
)

MAY: dict[str, Rule] = {
    "actions.agree": agrees,
    "actions.propose": works_on_cases,
    "actions.take_up": sees_cases,
    "actions.see": sees_cases,
    "actions.list": in_the_area,
    "actions.end_area": in_the_area & (owns | leads),
    "actions.check_area": in_the_area & (Rule(_confirms_for_its_agency) | leads),
    "actions.api_read": scope(Scope.READ_ACTIONS),
    "actions.api_end": scope(Scope.ANSWER_ACTIONS),
    "actions.end": works_on_cases & (owns | coordinates),
    # The chair takes back what was agreed at the meeting by a wrong key, with the reason on the timeline.
    "actions.give_up": sees_cases & ((works_on_cases & (owns | coordinates)) | leads),
    "actions.decline": works_on_cases & (speaks_for_her | owns | coordinates),
    "actions.check": sees_cases & (Rule(_named_to_check) | leads),
    "actions.lock": sees_cases & (agrees | advises | owns),
    "actions.confirm_safe": advises,
    "actions.override_one_chance": chairs,
    "actions.override_lock": sees_cases & (leads | (works_on_cases & Rule(_police_on_its_own))),
    "actions.remind": role("commands", sentence="The nightly work reminds of actions."),
    "actions.flag": works_on_cases & owns,
    # An agency that does not log in says it by telephone or mail: nobody is chased for ever for not logging in.
    "actions.flag_told": works_on_cases & coordinates,
    "actions.flags": sees_cases,
    "actions.load": role("lead", sentence="An agency's lead sees how many of its actions are open."),
}
