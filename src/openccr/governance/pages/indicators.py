"""Indicators of the strategy: adding and changing one, its values with their source and day, and noting a value."""

from __future__ import annotations

from decimal import Decimal
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils import timezone

from openccr.access.may import why_not
from openccr.audit.operations import record
from openccr.governance.forms.outcomes import ChangeIndicatorForm, IndicatorForm, ValueForm
from openccr.governance.operations.outcomes import add_indicator, change_indicator, note_value, remove_indicator
from openccr.governance.pages import pages
from openccr.governance.pages.outcomes import to_objective
from openccr.governance.pages.strategy import LIST, SEE, WRITE, crumb
from openccr.governance.queries.outcomes import IndicatorShown, indicator_of, measure_choices, objective_of
from openccr.governance.rules.outcomes import Aim, told, told_words, written
from openccr.governance.rules.strategy import WRITABLE
from openccr.governance.strategies import aim_of
from openccr.kernel.actors import Actor
from openccr.ui.charts import Point, Trend
from openccr.ui.kinds import Asked, Column, Done, Screen, ask, button, record_page

SIGN = {"percent": "%"}


def to_indicator(indicator_id: UUID) -> str:
    """The address of an indicator."""
    return reverse("governance.indicator", kwargs={"indicator": indicator_id})


def _new(*, actor: Actor, objective: UUID) -> Asked:
    shown = objective_of(actor=actor, objective_id=objective, today=timezone.localdate())
    way = [LIST, crumb(shown.strategy), {"text": "Objective", "href": to_objective(objective)}, {"text": "Indicator"}]
    return Asked(intro=shown.row.words, button="Add it", crumbs=way)


def _add(*, actor: Actor, objective: UUID, **said: Any) -> UUID:
    aim = Aim(baseline=said["baseline"], target=said["target"], target_on=said["target_on"], unit=said["unit"])
    return add_indicator(
        actor=actor, objective_id=objective, name=said["name"], measure=said["measure"], unit=said["unit"], aim=aim,
        baseline_on=said["baseline_on"], baseline_source=said["baseline_source"], at=timezone.now(),
    )  # fmt: skip


ask(
    pages, "strategy/objectives/<uuid:objective>/indicators/new/", name="new_indicator", title="An indicator",
    may=WRITE, form=IndicatorForm, about=_new, operation=_add,
    choices=lambda *, actor, objective: {"measures": measure_choices(actor)},
    done=lambda _, *, objective: Done(to_objective(objective), "The indicator is added."),
)  # fmt: skip


def _screen(*, actor: Actor, indicator: UUID) -> Screen:
    objective, strategy, shown = indicator_of(actor=actor, indicator_id=indicator, today=timezone.localdate())
    record("strategy.read", subjects=[indicator])
    notes = not shown.row.measure and why_not(actor, "governance.note_value") is None
    removes = strategy.state in WRITABLE and why_not(actor, WRITE) is None
    named = {"indicator": indicator}
    note: dict[str, Any] = {
        "text": "Note a value",
        "href": reverse("governance.note_value", kwargs=named),
        "kind": "primary",
    }
    change: dict[str, Any] = {"text": "Change it", "href": reverse("governance.change_indicator", kwargs=named)}
    remove: dict[str, Any] = {
        "text": "Take it out",
        "href": reverse("governance.remove_indicator", kwargs=named),
        "post": True,
    }
    return Screen(
        title=shown.row.name,
        data={
            "shown": shown, "trend": _trend(shown), "values": _values(shown),
            "baseline": told_words(aim_of(shown.row).baseline, shown.row.unit),
            "target": written(aim_of(shown.row).target, shown.row.unit),
        },
        crumbs=[LIST, crumb(strategy), {"text": objective.words, "href": to_objective(objective.id)}],
        actions=[*([note] if notes else []), *([change, remove] if removes else [])],
    )  # fmt: skip


def _trend(shown: IndicatorShown) -> Trend | None:
    """The baseline and every value since, as a line, where there is more than one point."""
    row, aim = shown.row, aim_of(shown.row)
    points = [Point(f"{one.on:%b %Y}", float(one.number)) for one in shown.values if one.number is not None]
    if (begins := told(aim.baseline, row.unit)) is not None and row.baseline_on is not None:
        points = [Point(f"{row.baseline_on:%b %Y}", float(begins)), *points]
    if len(points) < 2:
        return None
    return Trend(
        key="values", title=row.name, points=points, unit=SIGN.get(row.unit, ""),
        top=float(max(Decimal(str(max(one.value or 0 for one in points))), aim.target or Decimal(0))),
        sentence=f"{shown.stands} The target is {written(aim.target, row.unit) or 'not set'}.",
    )  # fmt: skip


def _values(shown: IndicatorShown) -> dict[str, Any]:
    every = [*shown.values, *([shown.now] if shown.now else [])]
    return {
        "caption": "Values",
        "columns": [Column("on", "Of"), Column("value", "Value", numeric=True), Column("source", "Where it is from")],
        "rows": [
            {"cells": [{"text": one.on}, {"text": one.words, "numeric": True}, {"text": one.source}]} for one in every
        ],
        "empty": {
            "text": "It is shown once a quarter is signed off."
            if shown.row.measure
            else "Nobody has noted a value yet."
        },
    }


record_page(
    pages, "strategy/indicators/<uuid:indicator>/", name="indicator", title="An indicator", may=SEE, query=_screen,
    reads="strategy.read", template="governance/indicator.html",
)  # fmt: skip


def _note(*, actor: Actor, indicator: UUID) -> Asked:
    _, strategy, shown = indicator_of(actor=actor, indicator_id=indicator, today=timezone.localdate())
    way = [LIST, crumb(strategy), {"text": shown.row.name, "href": to_indicator(indicator)}]
    return Asked(title=f"A value of: {shown.row.name}", button="Note it", crumbs=way)


ask(
    pages, "strategy/indicators/<uuid:indicator>/value/", name="note_value", title="A value",
    may="governance.note_value", form=ValueForm, about=_note,
    initial=lambda *, actor, indicator: {"on": timezone.localdate()},
    operation=lambda *, actor, indicator, number, on, source: note_value(
        actor=actor, indicator_id=indicator, number=number, on=on, source=source, at=timezone.now()
    ),
    done=lambda _, *, indicator: Done(to_indicator(indicator), "The value is noted."),
)  # fmt: skip


def _change(*, actor: Actor, indicator: UUID) -> Asked:
    _, strategy, shown = indicator_of(actor=actor, indicator_id=indicator, today=timezone.localdate())
    return Asked(crumbs=[LIST, crumb(strategy), {"text": shown.row.name, "href": to_indicator(indicator)}])


def _as_it_is(*, actor: Actor, indicator: UUID) -> dict[str, Any]:
    _, _, shown = indicator_of(actor=actor, indicator_id=indicator, today=timezone.localdate())
    named = ("name", "baseline", "baseline_on", "baseline_source", "target", "target_on")
    return {name: getattr(shown.row, name) for name in named}


ask(
    pages, "strategy/indicators/<uuid:indicator>/change/", name="change_indicator", title="Change the indicator",
    may=WRITE, form=ChangeIndicatorForm, about=_change, initial=_as_it_is,
    operation=lambda *, actor, indicator, **said: change_indicator(
        actor=actor, indicator_id=indicator, at=timezone.now(), **said
    ),
    done=lambda _, *, indicator: Done(to_indicator(indicator), "The indicator is changed."),
)  # fmt: skip

button(
    pages, "strategy/indicators/<uuid:indicator>/remove/", name="remove_indicator", title="Take it out", may=WRITE,
    operation=lambda *, actor, indicator: remove_indicator(actor=actor, indicator_id=indicator, at=timezone.now()),
    done=lambda found, *, indicator: Done(to_objective(found), "The indicator is taken out."),
)  # fmt: skip
