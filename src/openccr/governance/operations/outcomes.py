"""Outcomes, objectives and indicators of a strategy: writing them while it is a draft, and noting values ever after."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from django.utils import timezone

from openccr.access.acting import acting_as
from openccr.access.may import must
from openccr.audit.operations import record
from openccr.content import Pack
from openccr.governance.measuring import measures, values
from openccr.governance.models import Indicator, IndicatorValue, Objective, Outcome
from openccr.governance.rules.outcomes import Aim, why_not_measured, why_not_noted
from openccr.governance.strategies import next_place, strategy_row
from openccr.kernel.actors import Actor
from openccr.kernel.refusals import NotFound, Refusal
from openccr.partnership.models import Agency
from openccr.partnership.practice import practice


@dataclass(frozen=True, kw_only=True)
class Aimed:
    """What an objective says.

    Args:
        smart: key of the pack's word → the answer.
        reach, theme: keys of the pack: how early it reaches, and in which thematic area.
        components: survivors' themes that it answers; `gaps`: questions of the self-assessment.
        agency_id: the agency that leads it.
    """

    words: str
    smart: Mapping[str, str] = field(default_factory=dict)
    reach: str
    theme: str
    components: tuple[str, ...] = ()
    gaps: tuple[str, ...] = ()
    agency_id: UUID | None = None
    due_on: date | None = None


def put_outcome(*, actor: Actor, strategy_id: UUID, words: str, at: datetime, outcome_id: UUID | None = None) -> UUID:
    """Write an outcome, new or changed. Returns its id. Raises NotFound, Refusal once the strategy is no draft."""
    with acting_as(actor):
        must(actor, "governance.write_strategy")
        strategy_row(strategy_id, writing=True)
        if not words.strip():
            raise Refusal("Say what will be different, and for whom.", field="words")
        found = Outcome.objects.filter(strategy_id=strategy_id)
        if outcome_id is None:
            row = Outcome(
                partnership_id=actor.partnership, strategy_id=strategy_id, words=words.strip(), place=next_place(found)
            )
            row.save(force_insert=True)
            outcome_id = row.id
        elif not found.filter(id=outcome_id).update(words=words.strip()):
            raise NotFound
        record("strategy.changed", subjects=[strategy_id, outcome_id], at=at)
        return outcome_id


def remove_outcome(*, actor: Actor, outcome_id: UUID, at: datetime) -> UUID:
    """Take an outcome without objectives out of a draft. Returns the strategy's id. Raises NotFound, Refusal."""
    with acting_as(actor):
        must(actor, "governance.write_strategy")
        row = _outcome(outcome_id)
        if row.objectives.exists():
            raise Refusal("It has objectives.", remedy="Take those out first.")
        row.delete()
        record("strategy.changed", subjects=[row.strategy_id, outcome_id], fields=["removed"], at=at)
        return row.strategy_id


def put_objective(
    *, actor: Actor, outcome_id: UUID, aimed: Aimed, at: datetime, objective_id: UUID | None = None
) -> UUID:
    """Write an objective, new or changed. Returns its id.

    Raises NotFound for what is not of this strategy, Refusal once it is no draft, without words, and for keys that the
    pack has not.
    """
    with acting_as(actor):
        must(actor, "governance.write_strategy")
        outcome = _outcome(outcome_id)
        _check(aimed, practice(actor))
        said = {
            "words": aimed.words.strip(), "smart": {key: words.strip() for key, words in aimed.smart.items()},
            "reach": aimed.reach, "theme": aimed.theme, "components": list(aimed.components),
            "gaps": list(aimed.gaps), "agency_id": aimed.agency_id, "due_on": aimed.due_on,
        }  # fmt: skip
        found = Objective.objects.filter(outcome_id=outcome.id)
        if objective_id is None:
            row = Objective(
                partnership_id=actor.partnership, outcome_id=outcome.id, place=next_place(found), **said
            )  # fmt: skip
            row.save(force_insert=True)
            objective_id = row.id
        elif not found.filter(id=objective_id).update(**said):
            raise NotFound
        record("strategy.changed", subjects=[outcome.strategy_id, objective_id], at=at)
        return objective_id


def remove_objective(*, actor: Actor, objective_id: UUID, at: datetime) -> UUID:
    """Take an objective with its indicators out of a draft. Returns the strategy's id. Raises NotFound, Refusal."""
    with acting_as(actor):
        must(actor, "governance.write_strategy")
        row = Objective.objects.filter(id=objective_id).first()
        if row is None:
            raise NotFound
        outcome = _outcome(row.outcome_id)
        row.indicators.all().delete()
        row.delete()
        record("strategy.changed", subjects=[outcome.strategy_id, objective_id], fields=["removed"], at=at)
        return outcome.strategy_id


def add_indicator(
    *, actor: Actor, objective_id: UUID, name: str, measure: str, unit: str, aim: Aim, baseline_source: str,
    at: datetime, baseline_on: date | None = None,
) -> UUID:  # fmt: skip
    """Add an indicator: a measure that is counted here, or one whose values are typed. Returns its id.

    A measure without a baseline begins where it stands now, as it was signed off.

    Raises NotFound, Refusal as `rules.outcomes.why_not_measured`, once the strategy is no draft, and for a typed
    baseline without a day and a source.
    """
    with acting_as(actor):
        must(actor, "governance.write_strategy")
        objective = Objective.objects.filter(id=objective_id).first()
        if objective is None:
            raise NotFound
        outcome, today = _outcome(objective.outcome_id), timezone.localdate(at)
        known = measures(practice(actor))
        unit = known[measure].unit if measure in known else unit
        refusal = why_not_measured(measure=measure, known=list(known), unit=unit, aim=aim, today=today)
        if refusal := refusal or _why_no_baseline(aim, baseline_on, baseline_source, today=today):
            raise refusal
        begins = (aim.baseline, baseline_on, baseline_source.strip())
        if measure and aim.baseline is None and (now := values(actor, [measure], today=today).get(measure)):
            begins = (now.number, now.on, now.source)
        row = Indicator(
            partnership_id=actor.partnership, objective_id=objective.id, measure=measure, unit=unit,
            name=name.strip() or (known[measure].name if measure else ""), baseline=begins[0],
            baseline_on=begins[1] if begins[0] is not None else None,
            baseline_source=begins[2] if begins[0] is not None else "", target=aim.target, target_on=aim.target_on,
        )  # fmt: skip
        if not row.name:
            raise Refusal("Give the indicator a name.", field="name")
        row.save(force_insert=True)
        record("strategy.changed", subjects=[outcome.strategy_id, row.id], at=at)
        return row.id


def change_indicator(
    *, actor: Actor, indicator_id: UUID, name: str, baseline: Decimal | None, baseline_on: date | None,
    baseline_source: str, target: Decimal | None, target_on: date | None, at: datetime,
) -> None:  # fmt: skip
    """Put an indicator of a draft right: its name, from where and to where. What is counted, and in what, stays.

    Raises NotFound, and Refusal as `add_indicator`.
    """
    with acting_as(actor):
        must(actor, "governance.write_strategy")
        row = Indicator.objects.filter(id=indicator_id).select_related("objective").first()
        if row is None:
            raise NotFound
        outcome, today = _outcome(row.objective.outcome_id), timezone.localdate(at)
        if not name.strip():
            raise Refusal("Give the indicator a name.", field="name")
        aim = Aim(baseline=baseline, target=target, target_on=target_on, unit=row.unit)
        refusal = why_not_measured(measure="", known=(), unit=row.unit, aim=aim, today=today)
        if refusal := refusal or _why_no_baseline(aim, baseline_on, baseline_source, today=today):
            raise refusal
        there = baseline is not None
        Indicator.objects.filter(id=indicator_id).update(
            name=name.strip(), baseline=baseline, baseline_on=baseline_on if there else None,
            baseline_source=baseline_source.strip() if there else "", target=target, target_on=target_on,
        )  # fmt: skip
        record("strategy.changed", subjects=[outcome.strategy_id, indicator_id], at=at)


def _why_no_baseline(aim: Aim, on: date | None, source: str, *, today: date) -> Refusal | None:
    if aim.baseline is None:
        return None
    if on is None:
        return Refusal("Say of which day the baseline is.", field="baseline_on")
    return why_not_noted(on=on, today=today, source=source)


def remove_indicator(*, actor: Actor, indicator_id: UUID, at: datetime) -> UUID:
    """Take an indicator out of a draft. Returns the objective's id. Raises NotFound, Refusal."""
    with acting_as(actor):
        must(actor, "governance.write_strategy")
        row = Indicator.objects.filter(id=indicator_id).select_related("objective").first()
        if row is None:
            raise NotFound
        outcome = _outcome(row.objective.outcome_id)
        row.delete()
        record("strategy.changed", subjects=[outcome.strategy_id, indicator_id], fields=["removed"], at=at)
        return row.objective_id


def note_value(*, actor: Actor, indicator_id: UUID, number: Decimal, on: date, source: str, at: datetime) -> UUID:
    """Note a value of an indicator whose values are typed. Returns its id.

    Raises NotFound, Refusal for a day to come, without a source, and for an indicator that is counted here.
    """
    with acting_as(actor):
        must(actor, "governance.note_value")
        row = Indicator.objects.filter(id=indicator_id).first()
        if row is None:
            raise NotFound
        if row.measure:
            raise Refusal("This indicator is counted here.", remedy="Its values come by themselves.")
        refusal = why_not_noted(on=on, today=timezone.localdate(at), source=source)
        if refusal is not None:
            raise refusal
        made = IndicatorValue(
            partnership_id=actor.partnership, indicator_id=row.id, number=number, on=on, source=source.strip(),
            noted_at=at, noted_by=actor.name,
        )  # fmt: skip
        made.save(force_insert=True)
        record("strategy.value", subjects=[row.id], at=at)
        return made.id


def _outcome(outcome_id: UUID) -> Outcome:
    """An outcome of a draft."""
    row = Outcome.objects.filter(id=outcome_id).first()
    if row is None:
        raise NotFound
    strategy_row(row.strategy_id, writing=True)
    return row


def _check(aimed: Aimed, pack: Pack) -> None:
    if not aimed.words.strip():
        raise Refusal("Say what will be done.", field="words")
    if aimed.reach not in pack.strategy.reaches:
        raise Refusal("Choose how early it reaches.", field="reach")
    if aimed.theme not in pack.directory.themes:
        raise Refusal("Choose a thematic area.", field="theme")
    if set(aimed.smart) - set(pack.strategy.smart):
        raise NotFound
    form = pack.assessments.get("ccr")
    if form and (set(aimed.components) - set(form.components) or set(aimed.gaps) - set(form.questions)):
        raise NotFound
    if aimed.agency_id is not None and not Agency.objects.filter(id=aimed.agency_id, left_on=None).exists():
        raise NotFound
