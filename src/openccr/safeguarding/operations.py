"""Referring out, writing down what came back, disagreeing, and chasing."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.utils.timezone import localdate

from openccr.access.acting import acting_as
from openccr.access.may import must
from openccr.audit.operations import record
from openccr.casefiles.models import Grant
from openccr.casefiles.operations import note
from openccr.content.schema.safeguarding import Safeguarding
from openccr.kernel.actors import Actor
from openccr.kernel.events import publish
from openccr.kernel.periods import add_working_days, working_days_between
from openccr.kernel.refusals import NotFound, Refusal
from openccr.partnership.models import Agency
from openccr.partnership.practice import practice
from openccr.people.models import Part
from openccr.safeguarding.models import Chase, OutReferral
from openccr.safeguarding.rules import (
    OPEN,
    REFERRAL,
    TELLS,
    Facts,
    SafeguardingChased,
    SafeguardingReferred,
    due,
    has_consent_or_reason,
    is_late,
    next_rung,
)
from openccr.sharing.operations import LetOut, disclose
from openccr.sharing.operations.duty import pass_list_by_duty
from openccr.sharing.rules.grounds import Consent
from openccr.sharing.rules.ways import Way

BY_NOTICE, ASKED, DECIDED, DISAGREED = "notice", "asked", "decided", "disagreed"
_DUTY = ("art6_public_task", "art9_safeguarding", "gateway_children", "gateway_care")
"""The law on which a referral to safeguarding rests, by keys of the pack."""


def draft(
    *,
    actor: Actor,
    file: UUID,
    person: UUID,
    route: str,
    to_agency: UUID | None,
    to_outside: str,
    threshold: str,
    urgency: str,
    concern: str,
    wishes: str,
    consent: str,
    without_consent: str,
    without_consent_words: str,
    at: datetime,
) -> UUID:
    """Write a referral of one person of a file to children's or adult safeguarding; `send` sends it.

    Args:
        route: children or adults.
        to_agency: the agency of this partnership that receives it; else `to_outside` names who does.
        threshold, urgency, without_consent: keys of the pack.
        concern: what the concern is.
        wishes: what the child or adult wants to come of it.
        consent: yes, no or not_asked; where it is not yes, `without_consent` says why it is made all the same.

    Returns the referral's id. Raises Refusal for a key that the pack does not have and without consent or a reason,
    NotFound for somebody who is not on that file or an agency that is not of the partnership.
    """
    with acting_as(actor):
        must(actor, "safeguarding.refer")
        assert actor.agency_id is not None  # a role that works on cases is held in an agency
        ours = practice(actor).safeguarding
        _need_keys(ours, route=route, threshold=threshold, urgency=urgency, without_consent=without_consent)
        # Asked of a draft too: nobody can add it later, and the draft could never be sent.
        if refused := has_consent_or_reason(Facts(consent=consent, without_consent=without_consent)):
            raise refused
        if not Part.objects.filter(file_id=file, person_id=person, until_on=None).exists():
            raise NotFound
        if to_agency is not None and not Agency.objects.filter(id=to_agency).exists():
            raise NotFound
        row = OutReferral(
            file_id=file, person_id=person, agency_id=actor.agency_id, by_name=actor.name, to_agency_id=to_agency,
            to_outside=to_outside.strip(), route=route, threshold=threshold, urgency=urgency, concern=concern.strip(),
            wishes=wishes.strip(), consent=consent, without_consent="" if consent == "yes" else without_consent,
            without_consent_words=without_consent_words.strip(), state=REFERRAL.first, made_at=at,
        )  # fmt: skip
        OutReferral.objects.bulk_create([row])
        record("safeguarding.drafted", file_id=file, subjects=[row.id, person], at=at)
        return row.id


def _need_keys(ours: Safeguarding, *, route: str, threshold: str, urgency: str, without_consent: str) -> None:
    for field, value, known in (
        ("route", route, ours.routes),
        ("threshold", threshold, ours.thresholds),
        ("urgency", urgency, ours.urgencies),
        ("without_consent", without_consent, ours.reasons_without_consent),
    ):
        if value not in known and not (field == "without_consent" and not value):
            raise Refusal(f"“{value}” is not one of {', '.join(known)}.", field=field)
    if ours.thresholds[threshold].route != route:
        raise Refusal("That threshold belongs to the other route.", field="threshold")


def send(*, actor: Actor, file: UUID, out: UUID, at: datetime, override_reason: str = "") -> None:
    """The referral was sent, by the front door's own secure way; from now on its clocks run.

    Args:
        override_reason: why an agency that she does not want told is told all the same.

    Raises Refusal as the state table, and (field `override_reason`) for an agency on her no-go list without a reason;
    NotFound for one that is not on that file.
    """
    with acting_as(actor):
        row = _read(actor, file, out, "safeguarding.follow")
        facts = Facts(
            concern=row.concern,
            consent=row.consent,
            without_consent=row.without_consent,
            addressed=row.to_agency_id is not None or bool(row.to_outside),
        )
        if row.to_agency is not None:
            pass_list_by_duty(actor=actor, file_id=file, agency=row.to_agency, reason=override_reason, at=at)
        _make(row, "send", facts, sent_at=at)
        ours = practice(actor).safeguarding
        let_out = LetOut(
            way=Way.SAFEGUARDING, why="A duty to protect a child or an adult", arises_from_id=row.id,
            agency_id=row.to_agency_id, outside=row.to_outside, people=(row.person_id,),
            kinds=TELLS[row.route], law=_DUTY, consent=Consent.YES if row.consent == "yes" else Consent.NO,
            necessity=ours.thresholds[row.threshold].name,  # not the concern: everybody on the case reads the ledger
            proportionality=ours.reasons_without_consent[row.without_consent].name if row.without_consent else "",
        )  # fmt: skip
        disclose(actor=actor, file_ids=[file], let_out=let_out, at=at)
        _say(row, f"Referred to {_whom(actor, row)}", at=at)
        record("safeguarding.sent", file_id=file, subjects=[row.id, row.person_id], at=at)
        if row.to_agency_id is not None:
            publish(SafeguardingReferred(actor=actor, file_id=file, referral_id=row.id, agency_id=row.to_agency_id))


def acknowledge(*, actor: Actor, file: UUID, out: UUID, on: date, at: datetime) -> None:
    """They acknowledged it on that day."""
    with acting_as(actor):
        row = _read(actor, file, out, "safeguarding.answer")
        _make(row, "acknowledge", _answered(row, on, at), acknowledged_on=on)
        _say(row, f"{_whom(actor, row)}: referral acknowledged", at=at)
        record("safeguarding.acknowledged", file_id=file, subjects=[row.id], at=at)


def decide(*, actor: Actor, file: UUID, out: UUID, decision: str, reason: str, on: date, at: datetime) -> None:
    """What they decided: a key of the pack's outcomes; doing nothing needs their reason. Ends a disagreement."""
    with acting_as(actor):
        row = _read(actor, file, out, "safeguarding.answer")
        outcome = practice(actor).safeguarding.outcomes.get(decision)
        if outcome is None or outcome.route not in (row.route, "both"):
            raise Refusal("That is no outcome of this route.", field="decision")
        facts = _answered(row, on, at, decision=decision, reason=reason, needs_reason=outcome.nothing_done)
        _make(
            row, "decide", facts, decided_on=on, decision=decision, decision_reason=reason.strip(), rung="",
            rung_due_on=None,
        )  # fmt: skip
        said = ". ".join(filter(None, (outcome.name, reason.strip())))
        _keep(actor, row, how=DECIDED, waiting_for="decided", said=said, on=on, at=at)
        _say(row, f"{_whom(actor, row)} decided: {outcome.name}", at=at)
        record("safeguarding.decided", file_id=file, subjects=[row.id], at=at)


def escalate(*, actor: Actor, file: UUID, out: UUID, reason: str, at: datetime) -> None:
    """The referrer disagrees, and goes to the next rung of the ladder; each rung has its days.

    Raises Refusal at the top of the ladder and without a reason.
    """
    with acting_as(actor):
        row = _read(actor, file, out, "safeguarding.follow")
        pack = practice(actor)
        rung = next_rung(pack.safeguarding, row.rung)
        if rung is None:
            raise Refusal("It stands on the highest rung already.", remedy="Write down the answer when it comes.")
        step = pack.safeguarding.escalation[rung]
        due_on = add_working_days(localdate(at), step.days, pack.holidays)
        _make(
            row, "escalate", Facts(reason=reason), rung=rung, rung_due_on=due_on, disagreement=reason.strip(),
        )  # fmt: skip
        _keep(actor, row, how=DISAGREED, waiting_for="escalation", said=f"{step.name}: {reason.strip()}", at=at)
        _say(row, f"Professional disagreement with {_whom(actor, row)}: {step.name}", at=at)
        record("safeguarding.escalated", file_id=file, subjects=[row.id], at=at)


def record_outcome(*, actor: Actor, file: UUID, out: UUID, reason: str, on: date, at: datetime) -> None:
    """What came of it, in words; it stands on the timeline for everybody on the case."""
    with acting_as(actor):
        row = _read(actor, file, out, "safeguarding.answer")
        _make(row, "record_outcome", _answered(row, on, at, reason=reason), outcome_on=on, outcome=reason.strip())
        _say(row, f"Outcome of {_whom(actor, row)}: {reason.strip()}", at=at)
        record("safeguarding.outcome", file_id=file, subjects=[row.id], at=at)


def withdraw(*, actor: Actor, file: UUID, out: UUID, reason: str, at: datetime) -> None:
    """The referral was a mistake or is no longer needed, and why."""
    with acting_as(actor):
        row = _read(actor, file, out, "safeguarding.follow")
        was_sent = row.sent_at is not None
        _make(row, "withdraw", Facts(reason=reason), withdrawn_reason=reason.strip())
        if was_sent:
            _say(row, f"Referral to {_whom(actor, row)} withdrawn: {reason.strip()}", at=at)
        record("safeguarding.withdrawn", file_id=file, subjects=[row.id], at=at)


def asked_again(*, actor: Actor, file: UUID, out: UUID, said: str, at: datetime) -> None:
    """Somebody asked for the answer outside OpenCCR, by telephone or letter: whom, and what they said."""
    with acting_as(actor):
        row = _read(actor, file, out, "safeguarding.follow")
        if row.state not in OPEN:
            raise Refusal("Nobody owes an answer.")
        if not said.strip():
            raise Refusal("Say whom you asked, and what they said.", field="said")
        _chased(actor, row, how=ASKED, waiting_for=row.state, said=said.strip(), at=at)


def chase_late(*, actor: Actor, at: datetime) -> int:
    """Ask again for every answer that is late, for the nightly job. Returns how many were chased.

    Where the receiving agency works in OpenCCR it is told that there is something to do; else the referrer's to-do
    list says so. The same referral again only after the pack's working days.
    """
    with acting_as(actor):
        must(actor, "safeguarding.chase")
        pack = practice(actor)
        today, chased = localdate(at), 0
        for row in OutReferral.objects.filter(state__in=OPEN, sent_at__isnull=False).order_by("sent_at"):
            found = due(
                pack.safeguarding, state=row.state, urgency=row.urgency, sent_on=localdate(row.sent_at), rung=row.rung,
                rung_due_on=row.rung_due_on, holidays=pack.holidays,
            )  # fmt: skip
            if found is None or not is_late(found, today=today):
                continue
            if row.chased_at is not None:
                since = working_days_between(localdate(row.chased_at), today, pack.holidays)
                if since < pack.safeguarding.chase_again_days:
                    continue
            if row.to_agency_id is None or not _on_the_file(row):
                continue
            _chased(actor, row, how=BY_NOTICE, waiting_for=found.clock, said="", at=at)
            publish(
                SafeguardingChased(actor=actor, file_id=row.file_id, referral_id=row.id, agency_id=row.to_agency_id)
            )
            chased += 1
        return chased


def _on_the_file(row: OutReferral) -> bool:
    assert row.to_agency_id is not None  # asked of those alone that go to an agency
    return Agency.objects.filter(id=row.to_agency_id, id__in=Grant.agencies_on(row.file_id)).exists()


def _chased(actor: Actor, row: OutReferral, *, how: str, waiting_for: str, said: str, at: datetime) -> None:
    _keep(actor, row, how=how, waiting_for=waiting_for, said=said, at=at)
    OutReferral.objects.filter(id=row.id).update(chased_at=at, chases=row.chases + 1)
    record("safeguarding.chased", file_id=row.file_id, subjects=[row.id], at=at)


def _keep(actor: Actor, row: OutReferral, *, at: datetime, **said: Any) -> None:
    Chase.objects.bulk_create([Chase(file_id=row.file_id, referral_id=row.id, at=at, by_name=actor.name, **said)])


def _read(actor: Actor, file: UUID, out: UUID, permission: str) -> OutReferral:
    row = OutReferral.objects.select_related("to_agency").filter(id=out, file_id=file).first()
    if row is None:
        raise NotFound
    must(actor, permission, row)
    return row


def _answered(row: OutReferral, on: date, at: datetime, **more: object) -> Facts:
    sent_on = localdate(row.sent_at) if row.sent_at else None
    return Facts(on=on, today=localdate(at), sent_on=sent_on, **more)  # type: ignore[arg-type]


def _make(row: OutReferral, move: str, facts: Facts, **changes: object) -> None:
    target = REFERRAL.make(state=row.state, move=move, facts=facts)
    # Conditional on the state that was read: of two who answer at once, the second is told.
    if not OutReferral.objects.filter(id=row.id, state=row.state).update(state=target, **changes):
        raise Refusal("Somebody else has just changed this referral.", remedy="Look at it again.")


def _whom(actor: Actor, row: OutReferral) -> str:
    if row.to_agency is not None:
        return row.to_agency.name
    return row.to_outside or practice(actor).safeguarding.routes[row.route].name


def _say(row: OutReferral, sentence: str, *, at: datetime) -> None:
    note(file_id=row.file_id, kind="safeguarding", sentence=sentence, at=at, about_id=row.id)
