"""The named measures an indicator of the strategy may follow, and their values as the partnership may have them.

Everybody reads figures as they were signed off, rounded; whoever sees every figure reads those of the return as they
count now as well (`live`). The names come from the pack's return and indicators; nothing is counted anew here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from statistics import mean

from django.utils.timezone import localdate

from openccr.content import Pack
from openccr.governance.models import Moderated, Recommendation
from openccr.governance.rules.assessment import RoundState
from openccr.governance.rules.outcomes import Value, written
from openccr.governance.rules.recommendations import RecommendationState
from openccr.insight.counting import count_period, form_of, sees_every_figure, versioned
from openccr.insight.models import Release
from openccr.insight.rules.figures import Figure, Number
from openccr.insight.rules.freezing import thawed
from openccr.insight.rules.quarters import Quarter, quarter_of, twelve_months_to
from openccr.insight.rules.working import Measured
from openccr.insight.working import thawed as thawed_working
from openccr.kernel.actors import Actor
from openccr.partnership.practice import practice

RETURN, WORKING, ASSESSMENT, LEARNING = "return.", "working.", "assessment.", "learning.assured"


@dataclass(frozen=True)
class Measure:
    """A measure by its name: what it is called, and what it is counted in."""

    key: str
    name: str
    unit: str


@dataclass(frozen=True, kw_only=True)
class Signed:
    """The figures of the last quarter that was signed off, rounded for everybody.

    Args:
        figures: of the twelve months that end with it.
        working: how the conference worked in the quarter.
    """

    quarter: Quarter
    last_on: date
    figures: tuple[Figure, ...]
    working: Mapping[str, Measured]


def measures(pack: Pack) -> dict[str, Measure]:
    """Every measure there is, by its name."""
    units = {1: "count", 100: "percent"}
    cells = [
        Measure(f"{RETURN}{one.key}", f"{one.name} (conference, twelve months)", units.get(one.per, "count"))
        for one in form_of(pack).cells.values()
        if one.by is None
    ]
    working = [
        Measure(f"{WORKING}{one.key}", f"{one.name} (conference, quarter)", one.unit)
        for one in pack.quality.indicators.values()
    ]
    form = pack.assessments.get("ccr")
    components = sorted(form.components.values(), key=lambda one: one.number) if form else []
    assessed = [Measure(f"{ASSESSMENT}{one.key}", f"{one.name} (self-assessment)", "score") for one in components]
    learning = Measure(LEARNING, "Recommendations of reviews that are assured", "percent")
    return {one.key: one for one in (*cells, *working, *assessed, learning)}


def signed_off(actor: Actor) -> Signed | None:
    """The last quarter that was signed off; None before the first. One query."""
    rows = Release.objects.filter(form=versioned(form_of(practice(actor))))
    row = rows.order_by("first_on", "number").last()
    if row is None:
        return None
    return Signed(
        quarter=quarter_of(row.first_on),
        last_on=row.last_on,
        figures=thawed(row.twelve_months),
        working=thawed_working(row.working),
    )


def values(actor: Actor, names: Iterable[str], *, today: date) -> dict[str, Value]:
    """Measure → its value as everybody in the partnership may have it. Three queries at the most."""
    wanted, found = set(names), dict[str, Value]()
    if any(name.startswith((RETURN, WORKING)) for name in wanted) and (signed := signed_off(actor)):
        source = f"Signed off for {signed.quarter.name}"
        for one in signed.figures:
            found[f"{RETURN}{one.key}"] = of_figure(one, on=signed.last_on, source=source)
        for key, hit in signed.working.items():
            found[f"{WORKING}{key}"] = _of_working(hit, on=signed.last_on, source=source)
    if any(name.startswith(ASSESSMENT) for name in wanted):
        found |= _assessed()
    if LEARNING in wanted:
        found[LEARNING] = _assured(today)
    return {name: found[name] for name in wanted if name in found}


def live(actor: Actor, names: Iterable[str], *, today: date) -> dict[str, Value]:
    """The same for measures of the return, counted now to the last case; empty for whoever may not have that."""
    wanted = {name for name in names if name.startswith(RETURN)}
    if not wanted or not sees_every_figure():
        return {}
    counted = count_period(actor=actor, period=twelve_months_to(today), pack=practice(actor))
    return {
        f"{RETURN}{one.key}": of_figure(one, on=today, source="Counted now, over twelve months")
        for one in counted
        if f"{RETURN}{one.key}" in wanted
    }


def of_figure(figure: Figure, *, on: date, source: str) -> Value:
    """A cell of the return as a value: its share or rate, or else its count."""
    if figure.per == 1:
        return _count(figure.count, on=on, source=source)
    if figure.value is None:
        return Value(None, "not shown", on, source)
    number = Decimal(f"{figure.value:.1f}")
    return Value(number, written(number, "percent" if figure.per == 100 else "count"), on, source)


def _of_working(hit: Measured, *, on: date, source: str) -> Value:
    if hit.middle is not None:
        number = Decimal(f"{hit.middle:g}")
        return Value(number, written(number, "days"), on, source)
    if hit.percent is not None:
        number = Decimal(f"{hit.percent:.0f}")
        return Value(number, written(number, "percent"), on, source)
    return _count(hit.count, on=on, source=source)


def _count(number: Number, *, on: date, source: str) -> Value:
    if isinstance(number, int):
        return Value(Decimal(number), f"{number:,}", on, source)
    return Value(None, str(number), on, source)


def _assessed() -> dict[str, Value]:
    """Component → the mean of what was agreed in the last round that is closed."""
    rows = Moderated.objects.filter(round__state=RoundState.CLOSED).order_by("-round__opened_at")
    scores: dict[str, list[int]] = {}
    last = None
    for one in rows.select_related("round"):
        last = last or one.round
        if one.round_id == last.id and one.question in last.questions:
            scores.setdefault(last.questions[one.question][0], []).append(one.score)
    if last is None:
        return {}
    on = localdate(last.moved_at) if last.moved_at else last.rate_by
    means = {component: Decimal(f"{mean(given):.1f}") for component, given in scores.items()}
    return {
        f"{ASSESSMENT}{component}": Value(number, written(number, "score"), on, f"Self-assessment, {last.name}")
        for component, number in means.items()
    }


def _assured(today: date) -> Value:
    states = list(Recommendation.objects.exclude(agency=None).values_list("state", flat=True))
    source = "Recommendations of reviews that an agency here leads"
    if not states:
        return Value(None, "no recommendation yet", today, source)
    number = Decimal(round(100 * states.count(RecommendationState.ASSURED) / len(states)))
    return Value(number, written(number, "percent"), today, source)
