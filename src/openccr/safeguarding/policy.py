"""Who refers to safeguarding, and who writes down what came back."""

from __future__ import annotations

from typing import Any

from openccr.access.may import Rule, role
from openccr.casefiles.policy import coordinates, sees_cases, works_on_cases
from openccr.kernel.actors import Actor
from openccr.kernel.refusals import Refusal


def _of_one_of_the_two(actor: Actor, referral: Any) -> Refusal | None:
    # Asked without a referral, for a page that has not read it yet: the operation asks again with it.
    if referral is None or actor.agency_id in (referral.agency_id, referral.to_agency_id):
        return None
    return Refusal("The agency that referred, the one it went to, or the coordinator writes this down.")


def _of_the_referrer(actor: Actor, referral: Any) -> Refusal | None:
    if referral is None or actor.agency_id == referral.agency_id:
        return None
    return Refusal("Only the agency that referred, or the coordinator, does this.")


MAY: dict[str, Rule] = {
    "safeguarding.see": sees_cases,
    "safeguarding.refer": works_on_cases,
    "safeguarding.answer": works_on_cases & (Rule(_of_one_of_the_two) | coordinates),
    "safeguarding.follow": works_on_cases & (Rule(_of_the_referrer) | coordinates),
    "safeguarding.chase": role("commands", sentence="Only the worker chases by itself."),
}
