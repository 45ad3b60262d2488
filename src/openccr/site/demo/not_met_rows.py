"""The rows of a decision that two people make, and of the help that goes on the same day."""

from __future__ import annotations

from openccr.casefiles.models import Grant
from openccr.conference.models import EarlyHelp, NotMetProposal
from openccr.conference.operations.not_met import LAWFUL_BASIS
from openccr.conference.rules.not_met import SECOND_SEES
from openccr.conference.rules.referrals import REFERRAL, TriageFacts
from openccr.site.demo import acts
from openccr.site.demo.sharing_rows import share_to_decide
from openccr.site.demo.told import Memory, Told


def propose(memory: Memory, told: Told, act: acts.NotMetProposed) -> None:
    """The first person proposes; the second is let in to decide, and the other help is due."""
    ledger, referral, second = memory.ledger, told.referral, act.second
    assert act.by.appointment_id and second.appointment_id
    _decide(memory, told, "propose_not_met", act, key=act.key, reason=act.reason, advice=act.advice)
    share_to_decide(memory, told, act)
    ledger.add(
        Grant(
            id=ledger.ids.id(), file_id=told.file.id, agency_id=ledger.place.agency_of(second).id,
            holder_id=second.appointment_id, purpose="second decision on a referral", lawful_basis=LAWFUL_BASIS,
            from_at=act.at, until_at=act.at + SECOND_SEES, decided_by=act.by.appointment_id,
            arises_from="SecondAsked", arises_from_id=referral.id,
        )
    )  # fmt: skip
    ledger.record("grant.given", by=act.by, at=act.at, file_id=told.file.id, subjects=[second.appointment_id])
    told.proposal = NotMetProposal(
        id=ledger.ids.id(), file_id=told.file.id, referral_id=referral.id, key=act.key, reason=act.reason,
        advice=act.advice, proposed_by_id=act.by.appointment_id, proposed_user=act.by.user_id,
        proposer_name=act.by.name, proposer_is_specialist=False, proposed_at=act.at, second_id=second.appointment_id,
        second_user=second.user_id, second_name=second.name, second_is_specialist=True,
    )  # fmt: skip
    due_on = act.at.astimezone(ledger.zone).date()
    told.early_help = EarlyHelp(
        id=ledger.ids.id(), file_id=told.file.id, referral_id=referral.id, route=act.route, due_on=due_on
    )
    ledger.add(told.proposal, told.early_help)


def confirm(memory: Memory, told: Told, act: acts.NotMetConfirmed) -> None:
    """The second person agrees."""
    assert told.proposal is not None
    told.proposal.answered_at, told.proposal.agreed, told.proposal.answer = act.at, True, act.reason
    proposal = told.proposal
    _decide(memory, told, "confirm_not_met", act, key=proposal.key, reason=act.reason, advice=proposal.advice)


def confirm_help(memory: Memory, told: Told, act: acts.HelpConfirmed) -> None:
    """Somebody spoke with her."""
    row, ledger = told.early_help, memory.ledger
    assert row is not None
    row.done_at, row.done_by, row.outcome = act.at, act.by.name, act.outcome
    ledger.note(
        by=act.by, file_id=told.file.id, kind="triage", sentence=f"Early help confirmed: {act.outcome}", at=act.at,
        about_id=told.referral.id,
    )  # fmt: skip
    ledger.record("referral.early_help_confirmed", by=act.by, at=act.at, file_id=told.file.id, subjects=[row.id])


_AUDITED = {"propose_not_met": "referral.not_met_proposed", "confirm_not_met": "referral.not_met"}


def _decide(
    memory: Memory, told: Told, move: str, act: acts.NotMetProposed | acts.NotMetConfirmed, *, key: str, reason: str,
    advice: str,
) -> None:  # fmt: skip
    referral, ledger = told.referral, memory.ledger
    facts = TriageFacts(criteria=tuple(referral.criteria), reason=reason, advice=advice, judged_high=told.judged_high)
    referral.state = REFERRAL.make(state=referral.state, move=move, facts=facts)
    referral.decision_key, referral.decision_reason, referral.advice = key, reason, advice
    referral.decided_by, referral.decided_at = act.by.name, act.at
    sentence = f"{REFERRAL.states[referral.state]}: {reason}"
    ledger.note(by=act.by, file_id=told.file.id, kind="triage", sentence=sentence, at=act.at, about_id=referral.id)
    ledger.record(_AUDITED[move], by=act.by, at=act.at, file_id=told.file.id, subjects=[referral.id])
