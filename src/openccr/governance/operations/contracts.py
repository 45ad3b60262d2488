"""Keeping contracts: what a provider does for which money, what it reports, what happens at its end."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.utils.timezone import localdate

from openccr.access.acting import acting_as
from openccr.access.may import must
from openccr.audit.operations import record
from openccr.directory.operations.last_person import ask_last_person
from openccr.governance.models import Contract, ContractMeasure, FundingStream
from openccr.governance.operations.funding import agency_must_be_here
from openccr.governance.rules.contracts import ASKED_AS, why_not_ended, why_not_planned
from openccr.governance.rules.funding import why_not_dated
from openccr.kernel.actors import Actor
from openccr.kernel.days import day_words
from openccr.kernel.refusals import NotFound, Refusal


def keep_contract(*, actor: Actor, values: Mapping[str, Any], at: datetime, contract: UUID | None = None) -> UUID:
    """Add a contract, or change one. Returns its id.

    Args:
        values: the columns of `models.Contract`; for a new one also stream_id, agency_id and provider.

    Raises NotFound, and Refusal for days in the wrong order, an extension before the end, a capacity without its unit,
    and a change of what it is paid from: that would pay one purse out of another.
    """
    with acting_as(actor):
        must(actor, "governance.keep_contracts")
        if refusal := why_not_dated(starts_on=values["starts_on"], ends_on=values["ends_on"]):
            raise refusal
        if values.get("extend_until") and values["extend_until"] <= values["ends_on"]:
            raise Refusal("It can be extended only beyond its end.", field="extend_until")
        if values.get("capacity") is not None and not values.get("unit", "").strip():
            raise Refusal("Say what the capacity counts, such as refuge places.", field="unit")
        stamped = {**values, "changed_at": at, "changed_by": actor.name}
        if contract is None:
            pays = FundingStream.objects.filter(id=values["stream_id"]).first()
            if pays is None:
                raise NotFound
            agency_must_be_here(values.get("agency_id"))
            row = Contract(partnership_id=actor.partnership, purse=pays.purse, **stamped)
            row.save(force_insert=True)
            contract = row.id
        else:
            if {"stream_id", "purse", "agency_id", "provider"} & set(values):
                raise Refusal("Who is paid, and out of what, never changes.", remedy="End it and add another.")
            _change(contract, stamped)
            row = Contract.objects.get(id=contract)
        ask_last_person(
            actor=actor, kind=ASKED_AS, about_id=contract, about=f"{row.name}, {row.provider}",
            agency_id=row.agency_id, at=at,
        )  # fmt: skip
        record("contract.kept", subjects=[contract], at=at)
        return contract


def plan_end(*, actor: Actor, contract: UUID, plan: str, plan_owner: str, at: datetime) -> None:
    """Say what happens when a contract ends, and who sees to it. Raises NotFound, Refusal without either."""
    with acting_as(actor):
        must(actor, "governance.keep_contracts")
        if refusal := why_not_planned(plan=plan, owner=plan_owner):
            raise refusal
        _change(contract, {"plan": plan.strip(), "plan_owner": plan_owner.strip()})
        record("contract.planned", subjects=[contract], at=at)


def end_contract(*, actor: Actor, contract: UUID, ended_on: date, why: str, at: datetime) -> None:
    """End a contract before its time. Raises NotFound, and Refusal as `rules.contracts.why_not_ended`."""
    with acting_as(actor):
        must(actor, "governance.keep_contracts")
        row = Contract.objects.filter(id=contract).first()
        if row is None:
            raise NotFound
        if row.ended_on is not None:
            raise Refusal("It has ended already.")
        if refusal := why_not_ended(ended_on=ended_on, starts_on=row.starts_on, why=why, today=localdate(at)):
            raise refusal
        _change(contract, {"ended_on": ended_on, "why_ended": why.strip()})
        record("contract.ended", subjects=[contract], at=at)


def add_measure(*, actor: Actor, contract: UUID, name: str, target: int, at: datetime) -> UUID:
    """Add what a contract promises in a year. Returns its id. Raises NotFound, Refusal for one that is there."""
    with acting_as(actor):
        must(actor, "governance.keep_contracts")
        if not Contract.objects.filter(id=contract).exists():
            raise NotFound
        if ContractMeasure.objects.filter(contract_id=contract, name=name.strip()).exists():
            raise Refusal("The contract has this measure already.", field="name")
        row = ContractMeasure(
            partnership_id=actor.partnership, contract_id=contract, name=name.strip(), target=target
        )  # fmt: skip
        row.save(force_insert=True)
        record("contract.kept", subjects=[contract], fields=["measures"], at=at)
        return row.id


def report_measure(
    *, actor: Actor, contract: UUID, measure: UUID, value: int, value_on: date, words: str, at: datetime
) -> None:
    """Say how much was done in the twelve months up to a day: by the provider's own lead, or the coordinator.

    What stands there is of the latest day; said again of the same day, it is put right.

    Raises NotFound, also for a rival's contract, and Refusal for a day to come and for one before the latest.
    """
    with acting_as(actor):
        must(actor, "governance.report_measure")
        if value_on > localdate(at):
            raise Refusal("This day is still to come.", field="value_on")
        row = ContractMeasure.objects.filter(id=measure, contract_id=contract).first()
        if row is None:
            raise NotFound
        if row.value_on and value_on < row.value_on:
            words = f"What was done up to {day_words(row.value_on)} is there already, and this is before it."
            raise Refusal(words, remedy="Give that day to put it right, or a later one.", field="value_on")
        if not ContractMeasure.objects.filter(id=row.id).update(
            value=value, value_on=value_on, value_words=words.strip(), value_by=actor.name
        ):
            raise NotFound
        record("contract.reported", subjects=[contract], at=at)


def _change(contract: UUID, values: Mapping[str, Any]) -> None:
    # What the actor may not change is not found: the wall lets no row through.
    if not Contract.objects.filter(id=contract).update(**values):
        raise NotFound
