"""Decisions that wait for a second person, and early help that nobody has confirmed."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.utils import timezone

from openccr.access.together import Steps, asked
from openccr.casefiles.models import Exclusion
from openccr.conference.models import EarlyHelp, NotMetProposal
from openccr.conference.rules.not_met import is_specialist
from openccr.conference.rules.reading import PROCESS
from openccr.kernel.actors import Actor
from openccr.partnership.desks import appointments_in_force
from openccr.partnership.models import Agency, Appointment
from openccr.partnership.practice import practice
from openccr.partnership.rules import CASE_ROLES
from openccr.sharing.queries import no_go
from openccr.sharing.rules.no_go import Recipient, why_not_told

SHOWN = 30


@dataclass(frozen=True)
class Proposal:
    """One person's proposal and another's answer; `agreed` is None where the second has given none."""

    id: UUID
    reason_name: str
    reason: str
    advice: str
    proposer: str
    proposed_at: datetime
    second: str
    second_id: UUID
    agreed: bool | None
    answer: str
    answered_at: datetime | None

    @property
    def waits(self) -> bool:
        """Whether the second is still to answer; else they have, or it was closed without them."""
        return self.answered_at is None


@dataclass(frozen=True)
class Help:
    """An early-help route and what came of it."""

    id: UUID
    file_id: UUID
    referral_id: UUID
    initials: str
    reference: str
    route: str
    due_on: date
    done_at: datetime | None
    done_by: str
    outcome: str

    @property
    def due_today(self) -> bool:
        return self.due_on >= timezone.localdate()


@dataclass(frozen=True)
class ToDecide:
    """A referral on which somebody waits for the actor's second decision."""

    file_id: UUID
    referral_id: UUID
    initials: str
    reference: str
    proposer: str
    on: date


@asked
def proposals_of(referral_id: UUID, *, actor: Actor) -> Steps[list[Proposal]]:
    """Every proposal on a referral, the newest first. One query."""
    reasons = practice(actor).processes[PROCESS].reasons_not_met
    (rows,) = yield (NotMetProposal.objects.filter(referral_id=referral_id).order_by("-proposed_at"),)
    return [
        Proposal(
            id=row.id,
            reason_name=reasons[row.key].name if row.key in reasons else row.key,
            reason=row.reason,
            advice=row.advice,
            proposer=_specialist(row.proposer_name, row.proposer_is_specialist),
            proposed_at=row.proposed_at,
            second=_specialist(row.second_name, row.second_is_specialist),
            second_id=row.second_id,
            agreed=row.agreed,
            answer=row.answer,
            answered_at=row.answered_at,
        )
        for row in rows
    ]


def early_help_of(referral_id: UUID, *, actor: Actor) -> list[Help]:
    """The early-help routes of a referral, the newest first. One query."""
    rows = EarlyHelp.objects.filter(referral_id=referral_id).select_related("file").order_by("-due_on")
    return _helps(list(rows), actor)


@asked
def help_to_confirm(*, actor: Actor) -> Steps[list[Help]]:
    """Routes that nobody has confirmed yet, of the cases that the actor sees, the oldest first. One query."""
    (rows,) = yield (EarlyHelp.objects.filter(done_at=None).select_related("file").order_by("due_on")[:SHOWN],)
    return _helps(rows, actor)


@asked
def to_decide_second(*, actor: Actor) -> Steps[list[ToDecide]]:
    """Referrals on which the actor was asked to decide second. One query."""
    waiting = NotMetProposal.objects.filter(second_id=actor.appointment_id, answered_at=None)
    (rows,) = yield (waiting.select_related("file").order_by("proposed_at")[:SHOWN],)
    return [
        ToDecide(
            file_id=row.file_id,
            referral_id=row.referral_id,
            initials=row.file.title,
            reference=row.file.reference,
            proposer=row.proposer_name,
            on=timezone.localdate(row.proposed_at),
        )
        for row in rows
    ]


def specialists(file_id: UUID, *, actor: Actor, today: date) -> list[tuple[UUID, str]]:
    """Domestic abuse specialists by their own role who are not kept out of the case, as (appointment, words).

    A representative of a specialist agency decides second, but sees no pair of files (`models/two_ways`).
    """
    roles = practice(actor).processes[PROCESS].second_decision.specialist_roles
    return [(key, words) for _, key, words in _others(file_id, actor, today=today, roles=roles)]


def whom_to_ask(file_id: UUID, *, actor: Actor, today: date) -> list[tuple[UUID, str]]:
    """Who can decide second, as (appointment, words): specialists first; nobody who is kept out of the case.

    Only specialists where the actor is none.
    """
    who = practice(actor).processes[PROCESS].second_decision
    kind = Agency.objects.values_list("kind", flat=True).get(id=actor.agency)
    mine = is_specialist(who, role=actor.role or "", agency_kind=kind)
    asked = [
        (key, f"{words} (domestic abuse specialist)" if specialist else words)
        for specialist, key, words in _others(file_id, actor, today=today)
        if mine or specialist
    ]
    return sorted(asked, key=lambda one: not one[1].endswith("specialist)"))


def _others(
    file_id: UUID, actor: Actor, *, today: date, roles: Collection[str] = CASE_ROLES
) -> list[tuple[bool, UUID, str]]:
    """Everybody else who works on cases and may know of this one, by name: specialist?, appointment, words."""
    who = practice(actor).processes[PROCESS].second_decision
    kept_out = set(Exclusion.objects.filter(file_id=file_id, until_at=None).values_list("user_id", flat=True))
    entries = no_go(file_id)
    found = appointments_in_force(today).filter(role__in=roles)
    return [
        (
            is_specialist(who, role=row.role, agency_kind=row.agency.kind),
            row.id,
            f"{row.name}, {row.agency.name}",
        )
        for row in found.select_related("agency").order_by("name")
        if row.holder_id not in {*kept_out, actor.user_id} and why_not_told(entries, _recipient(row)) is None
    ]


def _recipient(row: Appointment) -> Recipient:
    return Recipient(name=row.name, agency_id=row.agency_id, kind=row.agency.kind, person=row.name)


def _specialist(name: str, specialist: bool) -> str:
    return f"{name} (domestic abuse specialist)" if specialist else name


def _helps(rows: list[EarlyHelp], actor: Actor) -> list[Help]:
    routes = practice(actor).processes[PROCESS].early_help
    return [
        Help(
            id=row.id,
            file_id=row.file_id,
            referral_id=row.referral_id,
            initials=row.file.title,
            reference=row.file.reference,
            route=routes[row.route].name if row.route in routes else row.route,
            due_on=row.due_on,
            done_at=row.done_at,
            done_by=row.done_by,
            outcome=row.outcome,
        )
        for row in rows
    ]
