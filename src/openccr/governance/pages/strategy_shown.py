"""A version of the strategy, as its page's template draws it: lines, contributions, remarks, theory of change."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils import timezone

from openccr.access.may import why_not
from openccr.governance.models import Objective
from openccr.governance.queries.strategy import StrategyShown
from openccr.governance.rules.outcomes import how_it_stands, told_words, written
from openccr.governance.rules.strategy import STRATEGY, WRITABLE, StrategyState
from openccr.governance.strategies import ASKED_AS, aim_of
from openccr.governance.theories import OUTCOMES
from openccr.kernel.actors import Actor
from openccr.kernel.days import day_words
from openccr.partnership.practice import practice
from openccr.ui.kinds import Column

PANEL = "Survivors’ panel"


def data_of(shown: StrategyShown, actor: Actor) -> dict[str, Any]:
    """Everything the page shows, with what this actor may change."""
    row = shown.row
    writes = row.state in WRITABLE and why_not(actor, "governance.write_strategy") is None
    return {
        "shown": shown,
        "state": STRATEGY.states[row.state],
        "writes": writes,
        "asked": reverse("directory.last_person", kwargs={"kind": ASKED_AS, "about": row.id})
        if why_not(actor, "governance.write_strategy") is None
        else "",
        "thin": shown.thin if row.state != StrategyState.REPLACED else [],
        "gaps": shown.gaps if row.state != StrategyState.REPLACED else [],
        "outcomes": [
            {
                "row": outcome,
                "href": _to("outcome", outcome=outcome.id) if writes else "",
                "new_objective": _to("new_objective", outcome=outcome.id) if writes else "",
                "objectives": [_objective(shown, one, actor) for one in shown.lines.objectives[outcome.id]],
            }
            for outcome in shown.lines.outcomes
        ],
        "contributions": _contributions(shown, actor),
        "contribute": _to("contribute", strategy=row.id) if _contributes(shown, actor) else "",
        "columns": _columns(shown, actor, writes=writes),
        "remarks": _remarks(shown, actor),
        "remark": _to("remark", strategy=row.id) if _open_to(shown, actor) else "",
        "panel_remark": _to("panel_remark", strategy=row.id) if _open_to(shown, actor, "speak_for_panel") else "",
        "new_outcome": _to("new_outcome", strategy=row.id) if writes else "",
        "new_step": _to("new_step", strategy=row.id) if writes else "",
    }


def _to(name: str, **parts: Any) -> str:
    return reverse(f"governance.{name}", kwargs=parts)


def _objective(shown: StrategyShown, one: Objective, actor: Actor) -> dict[str, Any]:
    today = timezone.localdate()
    actions = shown.actions.get(one.id, [])
    # An agency sees its own actions alone: a number of those would look like the number of all.
    sees_all = why_not(actor, "governance.see_ratings") is None
    missing = [word.name for word in shown.smart[one.id] if not word.answered]
    return {
        "row": one,
        "href": _to("objective", objective=one.id),
        "missing": ", ".join(missing),
        "late": bool(one.due_on and one.due_on < today and shown.row.state == StrategyState.AGREED),
        "actions": len(actions) if sees_all else None,
        "late_actions": sum(action.late for action in actions),
        "indicators": [
            {
                "row": indicator,
                "href": _to("indicator", indicator=indicator.id),
                "baseline": told_words(aim_of(indicator).baseline, indicator.unit),
                "target": written(aim_of(indicator).target, indicator.unit),
                "value": shown.values.get(indicator.id),
                "stands": how_it_stands(aim_of(indicator), shown.values.get(indicator.id)),
            }
            for indicator in shown.lines.indicators[one.id]
        ],
    }


def _contributes(shown: StrategyShown, actor: Actor) -> bool:
    return shown.row.state != StrategyState.REPLACED and why_not(actor, "governance.contribute") is None


def _open_to(shown: StrategyShown, actor: Actor, permission: str = "remark") -> bool:
    until = shown.row.consulted_until
    still = shown.row.state == StrategyState.CONSULTATION and until is not None and timezone.localdate() <= until
    return still and why_not(actor, f"governance.{permission}") is None


def _contributions(shown: StrategyShown, actor: Actor) -> dict[str, Any]:
    may = _contributes(shown, actor)
    return {
        "caption": "What each agency brings",
        "columns": [Column("agency", "Agency"), Column("words", "What it brings"), Column("agreed", "Agreed")],
        "rows": [
            {
                "href": _to("agree_contribution", agency_contribution=one.id)
                if may and one.agreed_on is None and (actor.whole_area or one.agency_id == actor.agency_id)
                else "",
                "cells": [
                    {"text": one.agency.name},
                    {"text": one.words},
                    {"text": f"{one.agreed_by}, {day_words(one.agreed_on)}"} if one.agreed_on else {"text": "Not yet"},
                ],
            }
            for one in shown.contributions
        ],
        "empty": {"text": "It is not written down yet what any agency brings."},
    }


def _columns(shown: StrategyShown, actor: Actor, *, writes: bool) -> list[dict[str, Any]]:
    """The theory of change as lists: the same as the drawing, for whoever does not see it, and to change it."""
    names = {one.id: one.words for one in shown.steps}
    heads = [one.name for one in practice(actor).strategy.columns()]
    return [
        {
            "name": name,
            "steps": [
                {
                    "words": one.words,
                    "assumption": one.assumption,
                    "leads_to": [names[target] for target in one.leads_to if target in names],
                    "href": _to("step", theory_step=one.id) if writes and column < len(heads) else "",
                }
                for one in shown.steps
                if one.column == column
            ],
        }
        for column, name in enumerate([*heads, OUTCOMES])
    ]


def _remarks(shown: StrategyShown, actor: Actor) -> list[dict[str, Any]]:
    answers = why_not(actor, "governance.write_strategy") is None and shown.row.state != StrategyState.REPLACED
    return [
        {
            "row": one,
            "who": one.agency.name if one.agency else PANEL,
            "href": _to("answer_remark", remark=one.id) if answers else "",
        }
        for one in shown.remarks
    ]
