"""The states of a referral, and what each decision needs (domain 1.6)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from openccr.kernel.events import Event
from openccr.kernel.moves import Move, Moves
from openccr.kernel.refusals import Refusal


class ReferralState(StrEnum):
    RECEIVED = "received"
    RETURNED = "returned"
    NOT_MET = "not_met"
    APPEALED = "appealed"
    ACCEPTED = "accepted"
    LISTED = "listed"
    HEARD = "heard"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True)
class TriageFacts:
    """What a decision on a referral rests on.

    Args:
        criteria: codes that the referral claims.
        has_victim_name: a victim can be told apart.
        reason: the decision's reason, in words.
        advice: the safety advice and other route given when the criteria are not met.
        judged_high: the referrer's professional judgement is that the risk is high.
    """

    criteria: tuple[str, ...] = ()
    has_victim_name: bool = True
    reason: str = ""
    advice: str = ""
    judged_high: bool = False


def _claims_a_criterion(facts: TriageFacts) -> Refusal | None:
    if facts.criteria:
        return None
    return Refusal("No criterion is named.", remedy="Return it and ask which one is met.", field="criteria")


def _needs_reason(facts: TriageFacts) -> Refusal | None:
    return None if facts.reason.strip() else Refusal("Give the reason in words: the referrer reads it.", field="reason")


def _needs_advice(facts: TriageFacts) -> Refusal | None:
    if facts.advice.strip():
        return None
    return Refusal("Say what safety advice and which other route were given today.", field="advice")


def _judgement_stands(facts: TriageFacts) -> Refusal | None:
    # A score never lowers a judgement (mission, "must never happen"; SafeLives criteria: judgement may stand alone).
    if not facts.judged_high and "PJ" not in facts.criteria:
        return None
    return Refusal(
        "A professional judgement of high risk cannot be turned down.",
        remedy="Accept it, or return it with a question.",
    )


REFERRAL = Moves(
    states={
        ReferralState.RECEIVED: "Waiting for triage",
        ReferralState.RETURNED: "Returned with a question",
        ReferralState.NOT_MET: "Criteria not met",
        ReferralState.APPEALED: "Appealed",
        ReferralState.ACCEPTED: "Accepted",
        ReferralState.LISTED: "Listed for conference",
        ReferralState.HEARD: "Heard at conference",
        ReferralState.WITHDRAWN: "Withdrawn",
    },
    first=ReferralState.RECEIVED,
    moves=(
        Move(
            "accept",
            "Accept for conference",
            (ReferralState.RECEIVED, ReferralState.APPEALED),
            ReferralState.ACCEPTED,
            (_claims_a_criterion,),
        ),
        Move(
            "send_back", "Return with a question", (ReferralState.RECEIVED,), ReferralState.RETURNED, (_needs_reason,)
        ),
        Move("resubmit", "Send again", (ReferralState.RETURNED,), ReferralState.RECEIVED, (_needs_reason,)),
        Move(
            "find_not_met",
            "Criteria not met",
            (ReferralState.RECEIVED, ReferralState.APPEALED),
            ReferralState.NOT_MET,
            (_judgement_stands, _needs_reason, _needs_advice),
        ),
        Move("appeal", "Appeal", (ReferralState.NOT_MET,), ReferralState.APPEALED, (_needs_reason,)),
        Move("list", "List on a meeting", (ReferralState.ACCEPTED,), ReferralState.LISTED),
        Move("unlist", "Take off the meeting", (ReferralState.LISTED,), ReferralState.ACCEPTED, (_needs_reason,)),
        Move("hear", "Finish this case", (ReferralState.LISTED,), ReferralState.HEARD),
        Move("withdraw", "Withdraw", (ReferralState.LISTED,), ReferralState.WITHDRAWN, (_needs_reason,)),
    ),
)


@dataclass(frozen=True)
class ReferralReceived(Event):
    """A referral came in."""

    referral_id: UUID


@dataclass(frozen=True)
class ReferralDecided(Event):
    """A referral was accepted, returned or found not to meet the criteria."""

    referral_id: UUID
    agency_id: UUID
    state: str
