"""What the pages of outcomes, objectives and indicators show."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from openccr.access.acting import acting_as
from openccr.access.may import must
from openccr.actions.queries.actions import ActionShown
from openccr.actions.queries.area import area_actions
from openccr.governance.measuring import live, measures, values
from openccr.governance.models import Indicator, Objective, Outcome, Recommendation, Strategy
from openccr.governance.rounds import last_gaps
from openccr.governance.rules.outcomes import Value, how_it_stands
from openccr.governance.rules.strategy import SmartWord
from openccr.governance.strategies import aim_of, smart_of, strategy_row
from openccr.governance.valuing import typed_values
from openccr.kernel.actors import Actor
from openccr.kernel.once import once
from openccr.kernel.refusals import NotFound
from openccr.partnership.models import Agency
from openccr.partnership.practice import practice


@dataclass(frozen=True, kw_only=True)
class IndicatorShown:
    """An indicator with its values, the last of them, and how it stands in words.

    Args:
        now: as it counts now, for whoever may have that.
    """

    row: Indicator
    measure: str
    values: list[Value]
    now: Value | None

    @property
    def last(self) -> Value | None:
        return self.values[-1] if self.values else None

    @property
    def stands(self) -> str:
        return how_it_stands(aim_of(self.row), self.now or self.last)


@dataclass(frozen=True, kw_only=True)
class ObjectiveShown:
    """An objective as its page shows it."""

    row: Objective
    strategy: Strategy
    smart: list[SmartWord]
    indicators: list[IndicatorShown]
    actions: list[ActionShown]
    components: list[str]
    gaps: list[str]
    recommendations: list[Recommendation]


@once
def objective_of(*, actor: Actor, objective_id: UUID, today: date) -> ObjectiveShown:
    """One objective. Raises NotFound."""
    with acting_as(actor):
        must(actor, "governance.strategy")
        row = Objective.objects.filter(id=objective_id).select_related("agency", "outcome__strategy").first()
        if row is None:
            raise NotFound
        pack, strategy = practice(actor), row.outcome.strategy
        indicators = list(Indicator.objects.filter(objective_id=row.id).order_by("name", "id"))
        form = pack.assessments.get("ccr")
        return ObjectiveShown(
            row=row,
            strategy=strategy,
            smart=smart_of(pack.strategy, row, indicators, strategy),
            indicators=_shown(actor, indicators, today=today),
            actions=area_actions(today=today, arises_id=row.id),
            components=[form.components[key].name for key in row.components if form and key in form.components],
            gaps=[form.questions[key].asks for key in row.gaps if form and key in form.questions],
            recommendations=list(Recommendation.objects.filter(objective_id=row.id).order_by("review", "place")),
        )


@once
def indicator_of(*, actor: Actor, indicator_id: UUID, today: date) -> tuple[Objective, Strategy, IndicatorShown]:
    """One indicator with its objective and strategy. Raises NotFound."""
    with acting_as(actor):
        must(actor, "governance.strategy")
        row = Indicator.objects.filter(id=indicator_id).select_related("objective__outcome__strategy").first()
        if row is None:
            raise NotFound
        return row.objective, row.objective.outcome.strategy, _shown(actor, [row], today=today)[0]


def outcome_of(*, actor: Actor, outcome_id: UUID) -> tuple[Outcome, Strategy]:
    """One outcome with its strategy, for whoever writes it. Raises NotFound."""
    with acting_as(actor):
        must(actor, "governance.write_strategy")
        row = Outcome.objects.filter(id=outcome_id).select_related("strategy").first()
        if row is None:
            raise NotFound
        return row, row.strategy


def strategy_written(*, actor: Actor, strategy_id: UUID) -> Strategy:
    """A version's own row, for whoever writes it. Raises NotFound."""
    with acting_as(actor):
        must(actor, "governance.write_strategy")
        return strategy_row(strategy_id)


def choices_of_objective(*, actor: Actor) -> dict[str, list[tuple[str, str]]]:
    """What an objective may choose from: reach, thematic area, survivors' themes, gaps, agencies."""
    with acting_as(actor):
        pack = practice(actor)
        form = pack.assessments.get("ccr")
        components = sorted(form.components.values(), key=lambda one: one.number) if form else []
        agencies = Agency.objects.filter(partnership_id=actor.partnership, left_on=None).order_by("name")
        return {
            "reaches": [(key, one.name) for key, one in pack.strategy.reaches.items()],
            "themes": [(key, one.name) for key, one in pack.directory.themes.items()],
            "components": [(one.key, one.name) for one in components],
            "gaps": [(key, form.questions[key].asks) for key in last_gaps() if form and key in form.questions],
            "agencies": [(str(key), name) for key, name in agencies.values_list("id", "name")],
        }


def measure_choices(actor: Actor) -> list[tuple[str, str]]:
    """The named measures, as (name, words)."""
    return [(one.key, one.name) for one in measures(practice(actor)).values()]


def _shown(actor: Actor, indicators: list[Indicator], *, today: date) -> list[IndicatorShown]:
    names = {one.measure for one in indicators if one.measure}
    counted, now = values(actor, names, today=today), live(actor, names, today=today)
    typed = typed_values([one for one in indicators if not one.measure])
    known = measures(practice(actor)) if names else {}
    return [
        IndicatorShown(
            row=one,
            measure=known[one.measure].name if one.measure in known else "",
            values=typed.get(one.id, []) + ([counted[one.measure]] if one.measure in counted else []),
            now=now.get(one.measure),
        )
        for one in indicators
    ]  # fmt: skip
