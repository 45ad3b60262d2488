"""A round of the self-assessment drawn: its radar, and the line and table of all the rounds until it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils import timezone

from openccr.governance.queries.assessment import Judged, RoundShown
from openccr.governance.queries.rounds_in_time import RoundThen
from openccr.governance.rules.assessment import RoundState
from openccr.ui.charts import Point, Radar, Trend
from openccr.ui.kinds import Column

TITLE = "From round to round"
AGREED = {
    RoundState.RATING: "What is agreed so far",
    RoundState.MODERATION: "What is agreed so far",
    RoundState.CLOSED: "All that was agreed",
    RoundState.CALLED_OFF: "What had been agreed",
}


def radar_of(shown: RoundShown) -> Radar | None:
    """The radar; None while nothing is agreed."""
    now = [one.score for one in shown.judged]
    if not any(score is not None for score in now):
        return None
    scored = sorted((one for one in shown.judged if one.score is not None), key=lambda one: one.score or 0)
    weakest, strongest = scored[0].score, scored[-1].score
    sentence = (
        f"Strongest, with {strongest:g} of 4: {_named(scored, strongest)}. Weakest, with {weakest:g}: "
        f"{_named(scored, weakest)}."
        if weakest != strongest
        else f"{AGREED[RoundState(shown.row.state)]} lies at {strongest:g} of 4."
    )
    return Radar(
        key="components",
        title="The components",
        labels=[str(one.component.number) for one in shown.judged],
        now=now,
        before=[one.before for one in shown.judged] if any(one.before is not None for one in shown.judged) else (),
        sentence=sentence,
    )


def _named(scored: list[Judged], score: float | None) -> str:
    return "; ".join(one.component.name for one in scored if one.score == score)


def in_time(shown: RoundShown) -> dict[str, Any] | None:
    """The line (or None of a single round) and the table of every round until this one; None where there is one."""
    past = shown.past
    if len(past) < 2:
        return None
    return {"title": TITLE, "trend": _trend([one for one in past if one.whole is not None]), "table": _table(shown)}


def _trend(whole: Sequence[RoundThen]) -> Trend | None:
    if len(whole) < 2:
        return None
    first, last = whole[0], whole[-1]
    return Trend(
        key="rounds",
        title="The mean of all questions, from 0 to 4",
        points=[Point(_month(one), one.whole) for one in whole],
        top=4,
        places=1,
        sentence=f"{first.whole:.1f} in {first.name}, {_month(first)}; {last.whole:.1f} in {last.name}, {_month(last)}."
        " The table has each component.",
    )


def _table(shown: RoundShown) -> dict[str, Any]:
    asked = [one for one in shown.judged if one.questions]
    return {
        "caption": "Each component, round by round",
        "columns": [
            Column("component", "Component"),
            *(Column(f"r{one.round_id}", f"{one.name}, {_month(one)}", numeric=True) for one in shown.past),
        ],
        "rows": [
            {
                "cells": [
                    {"text": f"{one.component.number}. {one.component.name}"},
                    *({"text": _score(then.scores.get(one.component.key)), "numeric": True} for then in shown.past),
                ]
            }
            for one in asked
        ],
        "empty": {"text": ""},
    }


def _score(score: float | None) -> str:
    return "Not asked" if score is None else f"{score:.1f}"


def _month(one: RoundThen) -> str:
    return f"{timezone.localdate(one.opened_at):%b %Y}"
