"""The scenario of a cut over the contracts that run."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from openccr.access.acting import acting_as
from openccr.access.may import must
from openccr.content.schema.commissioning import UnitCost
from openccr.governance.models import ContractMeasure
from openccr.governance.queries.contracts import ContractShown, contracts
from openccr.governance.rules.contracts import Standing
from openccr.governance.rules.contracts_cut import Altogether, Cuttable, Lost, Target, altogether, cut, why_no_cut
from openccr.governance.rules.funding import Purse
from openccr.kernel.actors import Actor
from openccr.partnership.practice import practice


@dataclass(frozen=True)
class Scenario:
    """What falls away, contract by contract and purse by purse; and the published cost of abuse to read beside it.

    Args:
        victim_cost: the pack's unit cost of a victim, and its source in full; None when it has none.
    """

    lost: list[Lost]
    altogether: dict[Purse, Altogether]
    victim_cost: tuple[UnitCost, str] | None


def running(*, actor: Actor, today: date) -> list[ContractShown]:
    """The contracts that a cut could fall on, the one that ends first at the top."""
    return [one for one in contracts(actor=actor, today=today) if one.standing is not Standing.ENDED]


def scenario(*, actor: Actor, chosen: Collection[UUID], percent: int, today: date) -> Scenario:
    """What falls away of the chosen contracts. Two queries.

    Raises Refusal for a percentage that is none, and when nothing that the actor sees is chosen.
    """
    with acting_as(actor):
        must(actor, "governance.keep_contracts")
        cuttable = [one for one in running(actor=actor, today=today) if one.row.id in chosen]
        if refusal := why_no_cut(percent=percent, chosen=cuttable):
            raise refusal
        targets: dict[UUID, list[Target]] = defaultdict(list)
        for one in ContractMeasure.objects.filter(contract_id__in=[each.row.id for each in cuttable]).order_by("name"):
            targets[one.contract_id].append(Target(one.name, one.target))
        lost = cut((_cuttable(one, targets[one.row.id]) for one in cuttable), percent=percent, today=today)
        pack = practice(actor)
        cost = pack.costs.unit_costs.get("victim")
        return Scenario(lost, altogether(lost), (cost, pack.sources.in_full(cost.source)) if cost else None)


def _cuttable(one: ContractShown, targets: list[Target]) -> Cuttable:
    row = one.row
    return Cuttable(
        id=row.id, name=row.name, provider=row.provider, pounds=one.money, ends_on=row.ends_on,
        notice_months=row.notice_months, capacity=row.capacity, unit=row.unit, people=row.people, staff=row.staff,
        by_and_for=row.by_and_for, women_only=row.women_only, targets=tuple(targets),
    )  # fmt: skip
