"""The states of a referral, and what each decision needs (domain 1.6)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from openccr.kernel.events import AreaEvent, Event
from openccr.kernel.moves import Move, Moves
from openccr.kernel.refusals import Refusal


class ReferralState(StrEnum):
    RECEIVED = "received"
    RETURNED = "returned"
    NOT_MET_PROPOSED = "not_met_proposed"
    NOT_MET = "not_met"
    REDIRECTED = "redirected"
    OUT_OF_AREA = "out_of_area"
    JOINED = "joined"
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
        reason: the decision's reason, in words.
        advice: the safety advice and other route given when the criteria are not met.
        judged_high: the referrer's professional judgement is that the risk is high.
        about_score: the reason chosen weighs the score or the height of the risk.
        goes_to: the forum, service or area that it is passed to.
        same_person: whoever decides second is whoever proposed.
        has_specialist: one of the two who decide is a domestic abuse specialist.
        automatic: a criterion that takes the case on by being stated is claimed.
        met_by_score: the sentence of a criterion that a score meets.
    """

    criteria: tuple[str, ...] = ()
    reason: str = ""
    advice: str = ""
    judged_high: bool = False
    about_score: bool = False
    goes_to: str = ""
    same_person: bool = False
    has_specialist: bool = True
    automatic: bool = False
    met_by_score: str = ""


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
    if not facts.about_score or (not facts.judged_high and "PJ" not in facts.criteria):
        return None
    return Refusal(
        "A professional judgement of high risk cannot be turned down for its score.",
        remedy="Accept it, return it with a question, or give a reason that does not weigh the risk.",
        field="key",
    )


def _automatic_stands(facts: TriageFacts) -> Refusal | None:
    if not facts.automatic or not facts.about_score:
        return None
    return Refusal(
        "A criterion of this referral takes the case on by being stated.",
        remedy="Accept it, or give a reason that does not weigh the risk.",
        field="key",
    )


def _met_score_stands(facts: TriageFacts) -> Refusal | None:
    if not facts.met_by_score or not facts.about_score:
        return None
    return Refusal(facts.met_by_score, remedy="Accept it, or give a reason that does not weigh the risk.", field="key")


def _needs_place(facts: TriageFacts) -> Refusal | None:
    return None if facts.goes_to.strip() else Refusal("Say where it goes.", field="goes_to")


def _another_person(facts: TriageFacts) -> Refusal | None:
    if not facts.same_person:
        return None
    return Refusal("Two people decide this.", remedy="The second is not whoever proposed it.", field="second_id")


def _one_specialist(facts: TriageFacts) -> Refusal | None:
    if facts.has_specialist:
        return None
    return Refusal(
        "One of the two is a domestic abuse specialist.", remedy="Ask an IDVA to decide with you.", field="second_id"
    )


_OPEN = (ReferralState.RECEIVED, ReferralState.APPEALED)
_TWO_PEOPLE = (_another_person, _one_specialist)

REFERRAL = Moves(
    states={
        ReferralState.RECEIVED: "Waiting for triage",
        ReferralState.RETURNED: "Returned with a question",
        ReferralState.NOT_MET_PROPOSED: "Criteria not met, proposed",
        ReferralState.NOT_MET: "Criteria not met",
        ReferralState.REDIRECTED: "Passed to another forum",
        ReferralState.OUT_OF_AREA: "Out of area, for transfer",
        ReferralState.JOINED: "Joined to the case already listed",
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
            (*_OPEN, ReferralState.NOT_MET_PROPOSED),
            ReferralState.ACCEPTED,
            (_claims_a_criterion,),
        ),
        Move(
            "accept_urgently",
            "Accept, and call an urgent meeting",
            (*_OPEN, ReferralState.NOT_MET_PROPOSED),
            ReferralState.ACCEPTED,
            (_claims_a_criterion, _needs_reason),
        ),
        Move("send_back", "Return with a question", _OPEN, ReferralState.RETURNED, (_needs_reason,)),
        Move("resubmit", "Send again", (ReferralState.RETURNED,), ReferralState.RECEIVED, (_needs_reason,)),
        Move(
            "propose_not_met",
            "Propose: criteria not met",
            _OPEN,
            ReferralState.NOT_MET_PROPOSED,
            (_judgement_stands, _automatic_stands, _met_score_stands, _needs_reason, _needs_advice, *_TWO_PEOPLE),
        ),
        Move(
            "confirm_not_met",
            "Confirm: criteria not met",
            (ReferralState.NOT_MET_PROPOSED,),
            ReferralState.NOT_MET,
            (_needs_reason, *_TWO_PEOPLE),
        ),
        Move(
            "disagree",
            "Disagree: decide again",
            (ReferralState.NOT_MET_PROPOSED,),
            ReferralState.RECEIVED,
            (_needs_reason, _another_person),
        ),
        Move(
            "take_back",
            "Take the proposal back",
            (ReferralState.NOT_MET_PROPOSED,),
            ReferralState.RECEIVED,
            (_needs_reason,),
        ),
        Move(
            "redirect",
            "Pass to another forum",
            _OPEN,
            ReferralState.REDIRECTED,
            (_needs_reason, _needs_place),
        ),
        Move(
            "mark_out_of_area",
            "Out of area: mark for transfer",
            _OPEN,
            ReferralState.OUT_OF_AREA,
            (_needs_reason, _needs_place),
        ),
        Move(
            "take_up",
            "Take it up here again",
            (ReferralState.OUT_OF_AREA,),
            ReferralState.RECEIVED,
            (_needs_reason,),
        ),
        # A slip of the hand, or what came to light later: the decision stands in the timeline, and is made anew.
        Move(
            "decide_again",
            "Decide again",
            (
                ReferralState.ACCEPTED,
                ReferralState.RETURNED,
                ReferralState.NOT_MET,
                ReferralState.REDIRECTED,
                ReferralState.JOINED,
            ),
            ReferralState.RECEIVED,
            (_needs_reason,),
        ),
        Move("join", "Join to the case already listed", _OPEN, ReferralState.JOINED, (_needs_reason,)),
        Move(
            "appeal",
            "Appeal",
            (ReferralState.NOT_MET, ReferralState.REDIRECTED),
            ReferralState.APPEALED,
            (_needs_reason,),
        ),
        Move("list", "List on a meeting", (ReferralState.ACCEPTED,), ReferralState.LISTED),
        Move("unlist", "Take off the meeting", (ReferralState.LISTED,), ReferralState.ACCEPTED, (_needs_reason,)),
        Move("hear", "Finish this case", (ReferralState.LISTED,), ReferralState.HEARD),
        Move("not_heard", "It was not heard", (ReferralState.HEARD,), ReferralState.LISTED, (_needs_reason,)),
        Move("withdraw", "Withdraw", (ReferralState.LISTED,), ReferralState.WITHDRAWN, (_needs_reason,)),
        Move(
            "unwithdraw",
            "Take the withdrawal back",
            (ReferralState.WITHDRAWN,),
            ReferralState.ACCEPTED,
            (_needs_reason,),
        ),
    ),
)


def list_of_reasons(state: str, *, passed_on: bool) -> str:
    """The pack's list that the reason of the latest decision is from: the lists share keys such as `other`."""
    if passed_on:
        return "other_forums"
    not_met = (ReferralState.NOT_MET_PROPOSED, ReferralState.NOT_MET, ReferralState.APPEALED)
    return "reasons_not_met" if state in not_met else "reasons_returned"


@dataclass(frozen=True)
class ReferralsReceived(AreaEvent):
    """Referrals came in, one or the many of a file: whoever listens looks at their cases together."""

    file_ids: tuple[UUID, ...]


@dataclass(frozen=True)
class SecondAsked(Event):
    """Somebody was asked to decide second that the criteria of a referral are not met."""

    referral_id: UUID
    agency_id: UUID


@dataclass(frozen=True)
class ReferralDecided(Event):
    """A referral was accepted, returned, passed on, joined or found not to meet the criteria."""

    referral_id: UUID
    agency_id: UUID
    state: str
