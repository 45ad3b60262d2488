"""Pilots: planning one, starting it, evaluating it, going on with it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from uuid import UUID

from django.utils.timezone import localdate

from openccr.access.acting import acting_as
from openccr.access.may import must
from openccr.audit.operations import record
from openccr.governance.models import Pilot
from openccr.governance.operations.funding import agency_must_be_here
from openccr.governance.rules.pilots import PILOT, Evaluation, PilotFacts, why_not_corrected, why_not_evaluated
from openccr.kernel.actors import Actor
from openccr.kernel.refusals import NotFound, Refusal
from openccr.partnership.practice import practice


def plan_pilot(
    *, actor: Actor, kind: str, name: str, asks: str, agency_id: UUID | None, starts_on: date, evaluate_by: date,
    at: datetime,
) -> UUID:  # fmt: skip
    """Plan a pilot. Returns its id.

    Args:
        asks: what it is to find out, and how one will know.

    Raises Refusal for a kind of no list, without a question, for an evaluation before the start, and a name that is
    there; NotFound for an agency elsewhere.
    """
    with acting_as(actor):
        must(actor, "governance.keep_pilots")
        _check(
            actor, kind=kind, name=name, asks=asks, agency_id=agency_id, starts_on=starts_on, evaluate_by=evaluate_by
        )
        row = Pilot(
            partnership_id=actor.partnership, kind=kind, name=name.strip(), asks=asks.strip(), agency_id=agency_id,
            starts_on=starts_on, evaluate_by=evaluate_by, changed_at=at, changed_by=actor.name,
        )  # fmt: skip
        row.save(force_insert=True)
        record("pilot.planned", subjects=[row.id], at=at)
        return row.id


def correct_pilot(
    *, actor: Actor, pilot: UUID, kind: str, name: str, asks: str, agency_id: UUID | None, starts_on: date,
    evaluate_by: date, at: datetime,
) -> None:  # fmt: skip
    """Put right what was written down of a pilot that has not started.

    Raises NotFound, and Refusal as `plan_pilot` and for one that has started: what it is to find out stays then.
    """
    with acting_as(actor):
        must(actor, "governance.keep_pilots")
        row = Pilot.objects.select_for_update().filter(id=pilot).first()
        if row is None:
            raise NotFound
        if refusal := why_not_corrected(row.state):
            raise refusal
        _check(
            actor, kind=kind, name=name, asks=asks, agency_id=agency_id, starts_on=starts_on, evaluate_by=evaluate_by,
            but=pilot,
        )  # fmt: skip
        Pilot.objects.filter(id=pilot).update(
            kind=kind, name=name.strip(), asks=asks.strip(), agency_id=agency_id, starts_on=starts_on,
            evaluate_by=evaluate_by, changed_at=at, changed_by=actor.name,
        )  # fmt: skip
        record("pilot.corrected", subjects=[pilot], at=at)


def _check(
    actor: Actor, *, kind: str, name: str, asks: str, agency_id: UUID | None, starts_on: date, evaluate_by: date,
    but: UUID | None = None,
) -> None:  # fmt: skip
    """`but`: the pilot itself, whose name is its own."""
    if kind not in practice(actor).commissioning.pilots:
        raise Refusal("Choose what kind of pilot it is.", field="kind")
    if not asks.strip():
        raise Refusal("Say what it is to find out, and how you will know.", field="asks")
    if evaluate_by <= starts_on:
        raise Refusal("It is evaluated after it has started.", field="evaluate_by")
    same = Pilot.objects.filter(name=name.strip())
    if (same.exclude(id=but) if but else same).exists():
        raise Refusal("A pilot of this name is there already.", field="name")
    agency_must_be_here(agency_id)


def start_pilot(*, actor: Actor, pilot: UUID, at: datetime) -> None:
    """Start a planned pilot. Raises NotFound, Refusal as `rules.pilots.PILOT`."""
    _move(actor=actor, pilot=pilot, move="start", at=at, values={})


def go_on(*, actor: Actor, pilot: UUID, evaluate_by: date, at: datetime) -> None:
    """Go on with a pilot whose evaluation decided so, until another evaluation.

    Raises NotFound, Refusal as `rules.pilots.PILOT` and for a day that is past.
    """
    if evaluate_by <= localdate(at):
        raise Refusal("Give a day to come.", field="evaluate_by")
    _move(actor=actor, pilot=pilot, move="go_on", at=at, values={"evaluate_by": evaluate_by})


def evaluate_pilot(*, actor: Actor, pilot: UUID, evaluation: Evaluation, at: datetime) -> None:
    """Write down what a pilot found, and what follows. Raises NotFound, Refusal as `rules.pilots`."""
    today = localdate(at)
    with acting_as(actor):
        must(actor, "governance.keep_pilots")
        if refusal := why_not_evaluated(evaluation, today=today):
            raise refusal
        values = {
            "reached": evaluation.reached, "answers": dict(evaluation.answers), "changed": evaluation.changed.strip(),
            "survivors_said": evaluation.survivors_said.strip(), "not_reached": evaluation.not_reached.strip(),
            "outcome": evaluation.outcome, "action": evaluation.follow.action.strip(),
            "owner": evaluation.follow.owner.strip(), "review_on": evaluation.follow.review_on, "evaluated_on": today,
        }  # fmt: skip
        _move(actor=actor, pilot=pilot, move="evaluate", at=at, values=values)


def _move(*, actor: Actor, pilot: UUID, move: str, at: datetime, values: Mapping[str, object]) -> None:
    with acting_as(actor):
        must(actor, "governance.keep_pilots")
        row = Pilot.objects.select_for_update().filter(id=pilot).first()
        if row is None:
            raise NotFound
        facts = PilotFacts(asks=bool(row.asks), outcome=row.outcome)
        state = PILOT.make(state=row.state, move=move, facts=facts)
        Pilot.objects.filter(id=pilot).update(state=state, changed_at=at, changed_by=actor.name, **values)
        record("pilot.moved", subjects=[pilot], fields=["state"], at=at)
