"""Finding that the criteria are not met: one person proposes, another confirms, and help goes on the same day."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.utils import timezone

from openccr.access.acting import acting_as
from openccr.access.may import must
from openccr.audit.operations import record
from openccr.casefiles.models import Exclusion
from openccr.casefiles.operations import give, note
from openccr.casefiles.rules import Reason
from openccr.conference.models import EarlyHelp, NotMetProposal, Referral
from openccr.conference.operations.sharing import share_to_decide
from openccr.conference.operations.triage import decide, locked_referral
from openccr.conference.rules.not_met import SECOND_SEES, is_specialist
from openccr.conference.rules.reading import PROCESS
from openccr.conference.rules.referrals import SecondAsked
from openccr.kernel.actors import Actor
from openccr.kernel.events import publish
from openccr.kernel.refusals import NotFound, Refusal
from openccr.partnership.desks import appointments_in_force
from openccr.partnership.humans import same_human
from openccr.partnership.models import Agency, Appointment
from openccr.partnership.practice import practice
from openccr.partnership.rules import CASE_ROLES

LAWFUL_BASIS = "art6_public_task"


def propose_not_met(
    *,
    actor: Actor,
    file_id: UUID,
    referral_id: UUID,
    key: str,
    reason: str,
    advice: str,
    route: str,
    second_id: UUID,
    at: datetime,
) -> UUID:
    """Propose that the criteria are not met, and ask a named person to decide second.

    That person sees the case (`SECOND_SEES`). The early-help route is due the same day and stands on the to-do list
    until somebody says that it is done; it goes on whatever the second person decides.

    Args:
        key: of the pack's list of reasons.
        advice: the safety advice given.
        route: key of the pack's early-help routes.
        second_id: the appointment asked.

    Returns the proposal's id. Raises NotFound; Refusal as the state table says (two people, one a specialist, no
    judgement turned down for a score), for somebody who cannot be asked or stands on her no-go list, and where the
    case may not be shared with another agency yet (`sharing.operations.share`).
    """
    with acting_as(actor):
        must(actor, "conference.triage")
        if actor.user_id is None:
            raise Refusal("People decide this, no command does.")
        referral = locked_referral(file_id, referral_id)
        process = practice(actor).processes[PROCESS]
        if route not in process.early_help:
            raise Refusal("Choose the route that is given today.", field="route")
        second = _second(second_id, file_id, at=at)
        mine = _specialist(actor, actor.role or "", actor.agency)
        theirs = _specialist(actor, second.role, second.agency_id)
        decide(
            actor, referral, "propose_not_met", key=key, reason=reason, advice=advice, at=at,
            audit="referral.not_met_proposed",
            about_score=process.reasons_not_met[key].about_score if key in process.reasons_not_met else True,
            same_person=same_human(actor, second.user_id), has_specialist=mine or theirs,
        )  # fmt: skip
        proposal = NotMetProposal(
            file_id=file_id, referral=referral, key=key, reason=reason.strip(), advice=advice.strip(),
            proposed_by_id=actor.appointment, proposed_user=actor.user_id, proposer_name=actor.name,
            proposer_is_specialist=mine, proposed_at=at, second=second, second_user=second.holder_id,
            second_name=second.name, second_is_specialist=theirs,
        )  # fmt: skip
        if second.agency_id != actor.agency_id:
            _let_see(actor, referral, second, at=at)
        proposal.save(force_insert=True)
        _promise_help(referral, route, at=at)
        publish(SecondAsked(actor=actor, file_id=file_id, referral_id=referral.id, agency_id=second.agency_id))
        return proposal.id


def _let_see(actor: Actor, referral: Referral, second: Appointment, *, at: datetime) -> None:
    """Show the case, for a while, to whoever decides second; the ledger says why."""
    share_to_decide(
        actor=actor, file_id=referral.file_id, asked=second, why="Second decision on a referral", event="SecondAsked",
        event_id=referral.id, at=at,
    )  # fmt: skip
    why = Reason(
        purpose="second decision on a referral", lawful_basis=LAWFUL_BASIS, arises_from="SecondAsked",
        arises_from_id=referral.id,
    )  # fmt: skip
    give(
        actor=actor, file_id=referral.file_id, agency_id=second.agency_id, holder_id=second.id, reason=why, at=at,
        until=at + SECOND_SEES,
    )  # fmt: skip


def _promise_help(referral: Referral, route: str, *, at: datetime) -> None:
    """Write down the early help that goes on today, once, however often it is proposed on that day."""
    promised = {
        "file_id": referral.file_id, "referral": referral, "route": route, "due_on": timezone.localdate(at),
    }  # fmt: skip
    if not EarlyHelp.objects.filter(**promised, done_at=None).exists():
        EarlyHelp(**promised).save(force_insert=True)


def confirm_not_met(*, actor: Actor, file_id: UUID, referral_id: UUID, reason: str, at: datetime) -> None:
    """Confirm, as the person asked, that the criteria are not met.

    Raises NotFound for anybody else, Refusal without words of their own and once it is decided.
    """
    _answer(actor, file_id, referral_id, "confirm_not_met", agreed=True, reason=reason, at=at)


def disagree(*, actor: Actor, file_id: UUID, referral_id: UUID, reason: str, at: datetime) -> None:
    """Disagree, as the person asked: the referral is decided anew. Raises as `confirm_not_met`."""
    _answer(actor, file_id, referral_id, "disagree", agreed=False, reason=reason, at=at)


def take_back(*, actor: Actor, file_id: UUID, referral_id: UUID, reason: str, at: datetime) -> None:
    """Take a proposal back before the second person has answered. Raises NotFound, Refusal without a reason."""
    with acting_as(actor):
        must(actor, "conference.triage")
        referral = locked_referral(file_id, referral_id)
        decide(actor, referral, "take_back", reason=reason, audit="referral.not_met_taken_back", at=at)


def confirm_early_help(*, actor: Actor, file_id: UUID, help_id: UUID, outcome: str, at: datetime) -> UUID:
    """Say that the early-help route has been taken, and what came of it. Returns the referral's id.

    Raises NotFound, Refusal without words and when it is confirmed already.
    """
    with acting_as(actor):
        must(actor, "conference.early_help")
        row = EarlyHelp.objects.select_for_update(of=("self",)).filter(id=help_id, file_id=file_id).first()
        if row is None:
            raise NotFound
        if row.done_at is not None:
            raise Refusal("This is confirmed already.")
        if not outcome.strip():
            raise Refusal("Say who spoke with the victim, and what came of it.", field="outcome")
        row.done_at, row.done_by, row.outcome = at, actor.name, outcome.strip()
        row.save(update_fields=["done_at", "done_by", "outcome"])
        sentence = f"Early help confirmed: {row.outcome}"
        note(file_id=file_id, kind="triage", sentence=sentence, at=at, about_id=row.referral_id)
        record("referral.early_help_confirmed", file_id=file_id, subjects=[row.id], at=at)
        return row.referral_id


def _answer(
    actor: Actor, file_id: UUID, referral_id: UUID, move: str, *, agreed: bool, reason: str, at: datetime
) -> None:
    with acting_as(actor):
        must(actor, "conference.second")
        asked = NotMetProposal.objects.filter(referral_id=referral_id, file_id=file_id, second_id=actor.appointment_id)
        if not asked.exists():
            raise NotFound
        # Locked before the proposal is read: the first may take it back or decide otherwise in the same moment.
        referral = locked_referral(file_id, referral_id)
        proposal = asked.filter(answered_at=None).first()
        if proposal is None:
            raise Refusal(
                "This is decided already: your answer is not needed any more.",
                remedy="The referral says what was decided. If it is wrong, tell the coordinator today.",
            )
        # Still as it was proposed: what was said of score, advice and route stays with the referral.
        NotMetProposal.objects.filter(id=proposal.id).update(answered_at=at, agreed=agreed, answer=reason.strip())
        decide(
            actor, referral, move, key=proposal.key if agreed else "", reason=reason,
            advice=proposal.advice if agreed else "",
            audit="referral.not_met" if agreed else "referral.not_met_disagreed", at=at,
            same_person=proposal.proposed_user == actor.user_id,
            has_specialist=proposal.proposer_is_specialist or proposal.second_is_specialist,
        )  # fmt: skip


def _second(second_id: UUID, file_id: UUID, *, at: datetime) -> Appointment:
    """The appointment asked: in force, of a role that works on cases, and shut out of nothing here."""
    today = timezone.localdate(at)
    found = appointments_in_force(today).filter(id=second_id, role__in=CASE_ROLES).select_related("agency").first()
    if found is None or Exclusion.objects.filter(file_id=file_id, until_at=None, user_id=found.holder_id).exists():
        raise Refusal("This person cannot be asked.", remedy="Choose somebody else.", field="second_id")
    return found


def _specialist(actor: Actor, role: str, agency_id: UUID) -> bool:
    kind = Agency.objects.values_list("kind", flat=True).get(id=agency_id)
    return is_specialist(practice(actor).processes[PROCESS].second_decision, role=role, agency_kind=kind)
