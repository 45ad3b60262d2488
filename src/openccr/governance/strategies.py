"""How a strategy stands: what its operations decide by and its pages show."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import Max, QuerySet

from openccr.access.together import together
from openccr.content.schema.strategy import Strategy as Form
from openccr.directory.models import LastPerson
from openccr.governance.models import Indicator, Objective, Outcome, Strategy
from openccr.governance.rules.outcomes import Aim
from openccr.governance.rules.strategy import (
    SmartWord,
    StrategyFacts,
    StrategyState,
    records_against,
    smart_in_words,
    why_not_written,
)
from openccr.kernel.refusals import NotFound
from openccr.kernel.unfilled import unfilled

ASKED_AS = "strategy"
"""The kind under which the directory asks of a strategy who would be the last person to come."""


@dataclass(frozen=True)
class Lines:
    """The outcomes of a strategy with their objectives and indicators, each in its place."""

    outcomes: list[Outcome]
    objectives: dict[UUID, list[Objective]]
    indicators: dict[UUID, list[Indicator]]

    @property
    def every_objective(self) -> list[Objective]:
        return [one for outcome in self.outcomes for one in self.objectives[outcome.id]]

    @property
    def every_indicator(self) -> list[Indicator]:
        return [one for objective in self.every_objective for one in self.indicators[objective.id]]


def strategy_row(strategy_id: UUID, *, writing: bool = False) -> Strategy:
    """One version. `writing`: raises Refusal where its words stay as they are. Raises NotFound."""
    rows = Strategy.objects.select_for_update() if writing else Strategy.objects
    row = rows.filter(id=strategy_id).first()
    if row is None:
        raise NotFound
    if writing and (refusal := why_not_written(row.state)):
        raise refusal
    return row


def next_place(rows: QuerySet[Any]) -> int:
    """The place after the last: what was taken out leaves its own empty, so counting the rows would give one twice."""
    return (rows.aggregate(last=Max("place"))["last"] or 0) + 1


def in_force() -> Strategy | None:
    """The strategy that is agreed, or else the one being written; None without any."""
    rows = {row.state: row for row in Strategy.objects.exclude(state=StrategyState.REPLACED)}
    return rows.get(StrategyState.AGREED) or next(iter(rows.values()), None)


def lines_of(strategy_id: UUID) -> Lines:
    """Its outcomes, objectives and indicators. Two queries."""
    outcomes, found = together(
        Outcome.objects.filter(strategy_id=strategy_id).order_by("place", "id"),
        Objective.objects.filter(outcome__strategy_id=strategy_id).select_related("agency").order_by("place", "id"),
    )
    objectives, indicators = defaultdict(list), defaultdict(list)
    for one in found:
        objectives[one.outcome_id].append(one)
    for measured in Indicator.objects.filter(objective__outcome__strategy_id=strategy_id).order_by("name", "id"):
        indicators[measured.objective_id].append(measured)
    return Lines(outcomes, objectives, indicators)


def smart_of(form: Form, objective: Objective, indicators: Sequence[Indicator], strategy: Strategy) -> list[SmartWord]:
    """An objective's five words, with what the records lack for each."""
    return smart_in_words(
        [(one.key, one.name, one.asks) for one in form.smart_words()],
        objective.smart,
        records=records_against(
            measured=any(aim_of(one).whole for one in indicators),
            due_on=objective.due_on,
            begins_on=strategy.begins_on,
            ends_on=strategy.ends_on,
            answers=bool(objective.components or objective.gaps),
        ),
    )


def aim_of(row: Indicator) -> Aim:
    """What an indicator set out for."""
    return Aim(baseline=_decimal(row.baseline), target=_decimal(row.target), target_on=row.target_on, unit=row.unit)


def facts_of(
    row: Strategy, lines: Lines, form: Form, *, today: date, unanswered: int, last_person: bool,
    texts: Sequence[str] = (),
) -> StrategyFacts:  # fmt: skip
    """What decides about a strategy.

    Args:
        unanswered: remarks that nobody has answered; `last_person`: it was said who that would be.
        texts: what the authors wrote into the document of it.
    """
    objectives = lines.every_objective
    not_smart = [
        one
        for one in objectives
        if not all(word.answered for word in smart_of(form, one, lines.indicators[one.id], row))
    ]
    return StrategyFacts(
        vision=row.vision,
        outcomes=len(lines.outcomes),
        objectives=len(objectives),
        not_smart=len(not_smart),
        unanswered=unanswered,
        blanks=tuple(unfilled([row.title, row.vision, *_words_of(lines), *texts])),
        last_person=last_person,
        consulted_until=row.consulted_until,
        today=today,
    )


def _words_of(lines: Lines) -> Iterator[str]:
    """Whatever somebody wrote into its lines."""
    yield from (one.words for one in lines.outcomes)
    for objective in lines.every_objective:
        yield objective.words
        yield from objective.smart.values()
    for indicator in lines.every_indicator:
        yield from (indicator.name, indicator.baseline_source)


def last_person_of(strategy_id: UUID) -> LastPerson | None:
    """What was answered on who would be the last person whom it reaches; None where nobody has answered."""
    return last_person_asked(strategy_id).first()


def last_person_asked(strategy_id: UUID) -> QuerySet[LastPerson]:
    """The same as a list of one or none."""
    return LastPerson.objects.filter(kind=ASKED_AS, about_id=strategy_id, answered_at__isnull=False)


def _decimal(number: Decimal | str | None) -> Decimal | None:
    return None if number is None else Decimal(number)
