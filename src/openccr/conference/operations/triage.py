"""Deciding on referrals, and what the referring agency can do about a decision (domain 1.6)."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any
from uuid import UUID

from openccr.access.acting import acting_as, current_actor
from openccr.access.may import must
from openccr.audit.operations import record
from openccr.casefiles.operations import note
from openccr.conference.models import NotMetProposal, Referral
from openccr.conference.operations.naming_criteria import name_criteria
from openccr.conference.rules.criteria import met_by_score, scores_of
from openccr.conference.rules.reading import PROCESS
from openccr.conference.rules.referrals import REFERRAL, ReferralDecided, ReferralState, TriageFacts
from openccr.kernel.actors import Actor
from openccr.kernel.events import publish
from openccr.kernel.refusals import NotFound, Refusal
from openccr.partnership.practice import practice
from openccr.risk.queries import all_risks


def accept(*, actor: Actor, file_id: UUID, referral_id: UUID, at: datetime) -> None:
    """Accept a referral for the conference. Raises NotFound, and Refusal as the state table says."""
    with acting_as(actor):
        must(actor, "conference.triage")
        referral = locked_referral(file_id, referral_id)
        decide(actor, referral, "accept", audit="referral.accepted", at=at)


def send_back(*, actor: Actor, file_id: UUID, referral_id: UUID, key: str, reason: str, at: datetime) -> None:
    """Return a referral to its agency with a question.

    Args:
        key: of the pack's list of what may be missing.
        reason: the question in words; the referrer reads it.

    Raises NotFound, and Refusal as the state table says.
    """
    with acting_as(actor):
        must(actor, "conference.triage")
        referral = locked_referral(file_id, referral_id)
        decide(actor, referral, "send_back", key=key, reason=reason, audit="referral.returned", at=at)


def redirect(
    *, actor: Actor, file_id: UUID, referral_id: UUID, key: str, goes_to: str, reason: str, at: datetime
) -> None:
    """Pass a referral to another forum or service.

    Args:
        key: of the pack's list of other forums.
        goes_to: which one, by name.

    Raises NotFound, and Refusal as the state table says.
    """
    with acting_as(actor):
        must(actor, "conference.triage")
        referral = locked_referral(file_id, referral_id)
        decide(actor, referral, "redirect", key=key, goes_to=goes_to, reason=reason, audit="referral.redirected", at=at)


def mark_out_of_area(
    *, actor: Actor, file_id: UUID, referral_id: UUID, goes_to: str, reason: str, at: datetime
) -> None:
    """Say that another area hears this case: it waits, in a state of its own, for its transfer.

    Args:
        goes_to: the area, by name.

    Raises NotFound, and Refusal as the state table says.
    """
    with acting_as(actor):
        must(actor, "conference.triage")
        referral = locked_referral(file_id, referral_id)
        decide(
            actor, referral, "mark_out_of_area", goes_to=goes_to, reason=reason, audit="referral.out_of_area", at=at
        )  # fmt: skip


def take_up(*, actor: Actor, file_id: UUID, referral_id: UUID, reason: str, at: datetime) -> None:
    """Take a referral up here again that was to go to another area, so that no area leaves her to the other.

    Raises NotFound, and Refusal as the state table says.
    """
    with acting_as(actor):
        must(actor, "conference.triage")
        referral = locked_referral(file_id, referral_id)
        decide(actor, referral, "take_up", reason=reason, audit="referral.taken_up", at=at)


def resubmit(
    *, actor: Actor, file_id: UUID, referral_id: UUID, reason: str, at: datetime, criteria: Collection[str] = (),
    judgement_reason: str = "",
) -> None:  # fmt: skip
    """Answer the question that came back with a referral and send it again, with criteria that were not named before.

    Raises NotFound, Refusal as the state table and `name_criteria` say.
    """
    with acting_as(actor):
        referral = _own(actor, file_id, referral_id)
        changed = name_criteria(referral, criteria=criteria, judgement_reason=judgement_reason)
        _answer(referral, "resubmit", f"Sent again: {reason}", reason=reason, changed=changed, at=at)


def appeal(
    *, actor: Actor, file_id: UUID, referral_id: UUID, reason: str, at: datetime, criteria: Collection[str] = (),
    judgement_reason: str = "",
) -> None:  # fmt: skip
    """Ask for the decision that the criteria are not met to be looked at again. Raises as `resubmit`."""
    with acting_as(actor):
        referral = _own(actor, file_id, referral_id)
        changed = name_criteria(referral, criteria=criteria, judgement_reason=judgement_reason)
        _answer(referral, "appeal", f"Appealed: {reason}", reason=reason, changed=changed, at=at)


def confirm_repeat(
    *, actor: Actor, file_id: UUID, referral_id: UUID, repeat: bool, previous_id: UUID | None, at: datetime
) -> None:
    """Say whether a referral is a repeat; the rule it was judged by is kept with it (domain 1.9).

    Args:
        previous_id: the earlier referral of the same pair, if it is here.

    Raises NotFound for a referral that the actor cannot see, Refusal when the earlier one is the same one.
    """
    with acting_as(actor):
        must(actor, "conference.triage")
        referral = locked_referral(file_id, referral_id)
        if previous_id == referral.id:
            raise Refusal("A referral does not repeat itself.", field="repeat")
        if previous_id is not None and not Referral.objects.filter(id=previous_id).exists():
            raise NotFound
        rule = practice(actor).processes[PROCESS].repeat_rule_on(referral.referred_on)
        referral.repeat, referral.repeat_rule = repeat, rule.key
        referral.previous_id = previous_id if repeat else None
        referral.save(update_fields=["repeat", "repeat_rule", "previous"])
        sentence = "Confirmed as a repeat" if repeat else "Found not to be a repeat"
        note(file_id=file_id, kind="triage", sentence=f"{sentence} ({rule.name})", at=at, about_id=referral.id)
        record("referral.repeat_decided", file_id=file_id, subjects=[referral.id], fields=["repeat"], at=at)


def locked_referral(file_id: UUID, referral_id: UUID) -> Referral:
    """The referral, locked until the transaction ends, so that two who decide at once do so one after the other."""
    found = Referral.objects.select_for_update(of=("self",)).filter(id=referral_id, file_id=file_id).first()
    if found is None:
        raise NotFound
    return found


def facts_of(referral: Referral, **more: Any) -> TriageFacts:
    """What a decision on this referral rests on: a judgement of high risk by anybody counts.

    Args:
        more: what the decision itself says: fields of `TriageFacts`.
    """
    process = practice(current_actor()).processes[PROCESS]
    risks = all_risks(referral.file_id)
    return TriageFacts(
        criteria=tuple(referral.criteria),
        judged_high=any(risk.high_on_judgement for risk in risks),
        automatic=bool({*process.choices.automatic} & {*referral.criteria}),
        met_by_score=met_by_score(process.criteria_on(referral.referred_on), scores_of(risks)),
        **more,
    )


def _own(actor: Actor, file_id: UUID, referral_id: UUID) -> Referral:
    seen = Referral.objects.select_related("agency").filter(id=referral_id, file_id=file_id).first()
    if seen is None:
        raise NotFound
    must(actor, "conference.refer", seen.agency)
    # Locked only now: the database locks no row that the actor may not change.
    return locked_referral(file_id, referral_id)


def decide(
    actor: Actor,
    referral: Referral,
    move: str,
    *,
    audit: str,
    at: datetime,
    key: str = "",
    reason: str = "",
    advice: str = "",
    goes_to: str = "",
    **facts: bool,
) -> None:
    """Make a decision's move of the state table, and tell the referring agency; part of another operation.

    Args:
        facts: further fields of `TriageFacts` that the move asks for.

    Raises Refusal as the state table says.
    """
    known = facts_of(referral, reason=reason, advice=advice, goes_to=goes_to, **facts)
    before, referral.state = referral.state, REFERRAL.make(state=referral.state, move=move, facts=known)
    referral.decision_key, referral.decision_reason, referral.advice = key, reason.strip(), advice.strip()
    referral.sent_to, referral.decided_by, referral.decided_at = goes_to.strip(), actor.name, at
    referral.save(
        update_fields=["state", "decision_key", "decision_reason", "advice", "sent_to", "decided_by", "decided_at"]
    )
    if before == ReferralState.NOT_MET_PROPOSED:
        # Whoever was asked second and has not answered need not any more: closed, with no answer in their name.
        still_open = NotMetProposal.objects.filter(referral=referral, answered_at=None)
        still_open.update(answered_at=at, answer=f"{actor.name}: {reason.strip() or REFERRAL.moves[move].label}")
    words = _SAID.get(move, REFERRAL.states[referral.state])
    # Not where it goes: that tells where she is, and the whole table reads the timeline.
    told = ": ".join(filter(None, (words, referral.decision_reason)))
    note(file_id=referral.file_id, kind="triage", sentence=told, at=at, about_id=referral.id)
    record(audit, file_id=referral.file_id, subjects=[referral.id], at=at)
    publish(
        ReferralDecided(
            actor=actor,
            file_id=referral.file_id,
            referral_id=referral.id,
            agency_id=referral.agency_id,
            state=referral.state,
        )
    )


_SAID = {
    "disagree": "Second decision: not agreed",
    "decide_again": "Decision taken back, it waits for triage again",
    "unwithdraw": "Withdrawal taken back, it waits for a meeting again",
}
"""What the timeline says of a move whose target says too little."""


def _answer(referral: Referral, move: str, sentence: str, *, reason: str, changed: list[str], at: datetime) -> None:
    """What the referring agency says to a decision; the decision stays beside it."""
    referral.state = REFERRAL.make(state=referral.state, move=move, facts=facts_of(referral, reason=reason))
    referral.save(update_fields=["state"])
    note(file_id=referral.file_id, kind="triage", sentence=sentence, at=at, about_id=referral.id)
    audit = {"resubmit": "referral.resubmitted", "appeal": "referral.appealed"}[move]
    record(audit, file_id=referral.file_id, subjects=[referral.id], fields=changed, at=at)
