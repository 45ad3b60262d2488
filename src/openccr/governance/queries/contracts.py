"""What the pages of funding and contracts show. The walls decide whose; nothing here adds two purses."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from openccr.access.acting import acting_as
from openccr.access.may import must
from openccr.access.together import Steps, asked
from openccr.conference.rules.repeats import add_months
from openccr.directory.models import LastPerson
from openccr.governance.models import Contract, ContractMeasure, FundingStream
from openccr.governance.rules.contracts import ASKED_AS, Standing, standing
from openccr.governance.rules.funding import Pounds, Purse, purses
from openccr.kernel.actors import Actor
from openccr.kernel.once import once
from openccr.kernel.refusals import NotFound
from openccr.partnership.practice import practice


@dataclass(frozen=True)
class StreamShown:
    """A funding stream, how it stands, and what its running contracts take of it a year."""

    row: FundingStream
    standing: Standing
    money: Pounds
    committed: Pounds


@dataclass(frozen=True)
class ContractShown:
    """A contract and how it stands.

    Args:
        decide_by: the last day to give notice or decide what follows, its notice before its end.
    """

    row: Contract
    standing: Standing
    money: Pounds
    decide_by: date


@dataclass(frozen=True)
class Money:
    """The streams, and what each purse holds and has committed; purses have no sum."""

    streams: list[StreamShown]
    held: dict[Purse, Pounds]
    committed: dict[Purse, Pounds]


def warnings_of(actor: Actor) -> Sequence[int]:
    """How many months before an end the pack warns; a year when it says nothing."""
    found = practice(actor).commissioning.warnings
    return found.months if found else (12,)


def money(*, actor: Actor, today: date) -> Money:
    """The funding streams that the actor sees, the one that ends first at the top. Two queries."""
    with acting_as(actor):
        must(actor, "governance.contracts")
        warn = warnings_of(actor)
        rows = FundingStream.objects.order_by("ends_on", "name")
        taken: dict[UUID, int] = {}
        for one in Contract.objects.all():
            if _runs(one, today):
                taken[one.stream_id] = taken.get(one.stream_id, 0) + one.pounds
        shown = [
            StreamShown(
                row,
                standing(starts_on=row.starts_on, ends_on=row.ends_on, today=today, warn=warn),
                Pounds(row.pounds, Purse(row.purse)),
                Pounds(taken.get(row.id, 0), Purse(row.purse)),
            )
            for row in rows
        ]
        now = [one for one in shown if one.standing not in (Standing.ENDED, Standing.COMING)]
        return Money(shown, purses(one.money for one in now), purses(one.committed for one in now))


def contracts(*, actor: Actor, today: date) -> list[ContractShown]:
    """The contracts that the actor sees: those that run, the one that ends first at the top; then those that ended."""
    with acting_as(actor):
        must(actor, "governance.contracts")
        warn = warnings_of(actor)
        rows = Contract.objects.order_by("ends_on", "name")
        shown = [_shown(row, today, warn) for row in rows]
        return sorted(shown, key=lambda one: one.standing is Standing.ENDED)


@dataclass(frozen=True)
class ContractWhole:
    """A contract with what it promises.

    Args:
        paid_from: the stream's name; empty for a provider, who does not see it.
        last_person: who would be the last person it reaches, as it was answered; None until it is.
    """

    shown: ContractShown
    measures: list[ContractMeasure]
    paid_from: str
    last_person: LastPerson | None


@once
def contract_of(*, actor: Actor, contract: UUID, today: date) -> ContractWhole:
    """One contract. Raises NotFound, for a rival's too. Four queries."""
    with acting_as(actor):
        must(actor, "governance.contracts")
        row = Contract.objects.filter(id=contract).first()
        if row is None:
            raise NotFound
        measures = list(ContractMeasure.objects.filter(contract_id=contract).order_by("name"))
        paid_from = FundingStream.objects.filter(id=row.stream_id).values_list("name", flat=True).first() or ""
        answered = LastPerson.objects.filter(kind=ASKED_AS, about_id=contract).exclude(answered_at=None).first()
        return ContractWhole(_shown(row, today, warnings_of(actor)), measures, paid_from, answered)


def stream_of(*, actor: Actor, stream: UUID) -> FundingStream:
    """One stream. Raises NotFound."""
    with acting_as(actor):
        must(actor, "governance.contracts")
        row = FundingStream.objects.filter(id=stream).first()
        if row is None:
            raise NotFound
        return row


def streams_to_choose(*, actor: Actor, today: date) -> list[tuple[UUID, str]]:
    """Streams that have not ended, as (id, name with its purse)."""
    return [
        (one.row.id, f"{one.row.name} ({one.money.purse.label})")
        for one in money(actor=actor, today=today).streams
        if one.standing is not Standing.ENDED
    ]


@asked
def ending(actor: Actor, *, today: date) -> Steps[list[ContractShown]]:
    """Contracts that end within the pack's warnings, the next one first, for the to-do list. One query."""
    warn = warnings_of(actor)
    latest = add_months(today, max(warn))
    (rows,) = yield (
        Contract.objects.filter(ended_on=None, ends_on__gte=today, ends_on__lte=latest).order_by("ends_on"),
    )
    return [_shown(row, today, warn) for row in rows]


@asked
def streams_ending(actor: Actor, *, today: date) -> Steps[list[FundingStream]]:
    """Funding streams that end within the pack's warnings, the next one first. One query."""
    latest = add_months(today, max(warnings_of(actor)))
    (rows,) = yield (FundingStream.objects.filter(ends_on__gte=today, ends_on__lte=latest).order_by("ends_on"),)
    return list(rows)


def _runs(row: Contract, today: date) -> bool:
    return row.starts_on <= today <= row.ends_on and (row.ended_on is None or row.ended_on > today)


def _shown(row: Contract, today: date, warn: Sequence[int]) -> ContractShown:
    stands = standing(starts_on=row.starts_on, ends_on=row.ends_on, ended_on=row.ended_on, today=today, warn=warn)
    money = Pounds(row.pounds, Purse(row.purse))
    return ContractShown(row, stands, money, add_months(row.ends_on, -row.notice_months))
