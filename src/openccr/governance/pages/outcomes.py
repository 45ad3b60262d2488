"""Outcomes and objectives of the strategy: writing them, and one objective with what measures it and what is done."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils import timezone

from openccr.access.may import why_not
from openccr.actions.operations.area import agree_area_action
from openccr.actions.rules.states import ACTION
from openccr.audit.operations import record
from openccr.governance.forms.outcomes import ActionForm, ObjectiveForm, OutcomeForm
from openccr.governance.operations.outcomes import (
    Aimed,
    put_objective,
    put_outcome,
    remove_objective,
    remove_outcome,
)
from openccr.governance.pages import pages
from openccr.governance.pages.strategy import LIST, SEE, WRITE, crumb, to_strategy
from openccr.governance.queries.outcomes import (
    ObjectiveShown,
    choices_of_objective,
    objective_of,
    outcome_of,
    strategy_written,
)
from openccr.governance.rules.outcomes import told_words, written
from openccr.governance.rules.recommendations import RECOMMENDATION
from openccr.governance.rules.strategy import WRITABLE, StrategyState
from openccr.governance.strategies import aim_of
from openccr.kernel.actors import Actor
from openccr.kernel.days import day_words
from openccr.partnership.practice import practice
from openccr.partnership.telling import sent
from openccr.ui.kinds import Asked, Column, Done, Screen, ask, button, record_page

OBJECTIVE = "governance.objective"
"""The kind under which the action log keeps what an objective leads to."""


def to_objective(objective_id: UUID) -> str:
    """The address of an objective."""
    return reverse("governance.objective", kwargs={"objective": objective_id})


def _new_outcome(*, actor: Actor, strategy: UUID) -> Asked:
    row = strategy_written(actor=actor, strategy_id=strategy)
    return Asked(button="Add it", crumbs=[LIST, crumb(row), {"text": "Outcome"}])


ask(
    pages, "strategy/<uuid:strategy>/outcomes/new/", name="new_outcome", title="An outcome", may=WRITE,
    form=OutcomeForm, about=_new_outcome,
    operation=lambda *, actor, strategy, words: put_outcome(
        actor=actor, strategy_id=strategy, words=words, at=timezone.now()
    ),
    done=lambda _, *, strategy: Done(to_strategy(strategy), "The outcome is added."),
)  # fmt: skip


def _outcome(*, actor: Actor, outcome: UUID) -> Asked:
    _, strategy = outcome_of(actor=actor, outcome_id=outcome)
    remove = {
        "text": "Take this outcome out", "href": reverse("governance.remove_outcome", kwargs={"outcome": outcome})
    }  # fmt: skip
    return Asked(button="Save", crumbs=[LIST, crumb(strategy), {"text": "Outcome"}], context={"remove": remove})


def _change_outcome(*, actor: Actor, outcome: UUID, words: str) -> UUID:
    row, strategy = outcome_of(actor=actor, outcome_id=outcome)
    put_outcome(actor=actor, strategy_id=strategy.id, outcome_id=row.id, words=words, at=timezone.now())
    return strategy.id


ask(
    pages, "strategy/outcomes/<uuid:outcome>/", name="outcome", title="An outcome", may=WRITE, form=OutcomeForm,
    about=_outcome, operation=_change_outcome, template="governance/removable.html",
    initial=lambda *, actor, outcome: {"words": outcome_of(actor=actor, outcome_id=outcome)[0].words},
    done=lambda found, *, outcome: Done(to_strategy(found), "It is saved."),
)  # fmt: skip

button(
    pages, "strategy/outcomes/<uuid:outcome>/remove/", name="remove_outcome", title="Take this outcome out", may=WRITE,
    operation=lambda *, actor, outcome: remove_outcome(actor=actor, outcome_id=outcome, at=timezone.now()),
    done=lambda found, *, outcome: Done(to_strategy(found), "The outcome is taken out."),
)  # fmt: skip


def _choices(*, actor: Actor, **parts: UUID) -> dict[str, Any]:
    smart = [(one.key, one.name, one.asks) for one in practice(actor).strategy.smart_words()]
    return {**choices_of_objective(actor=actor), "smart": smart}


def _aimed(said: dict[str, Any]) -> Aimed:
    return Aimed(
        words=said["words"], smart=said["smart"], reach=said["reach"], theme=said["theme"],
        components=tuple(said.get("components", ())), gaps=tuple(said.get("gaps", ())),
        agency_id=UUID(said["agency_id"]) if said["agency_id"] else None, due_on=said["due_on"],
    )  # fmt: skip


def _new_objective(*, actor: Actor, outcome: UUID) -> Asked:
    row, strategy = outcome_of(actor=actor, outcome_id=outcome)
    return Asked(
        intro=f"For the outcome: {row.words}", button="Add it",
        crumbs=[LIST, crumb(strategy), {"text": "Objective"}],
    )  # fmt: skip


ask(
    pages, "strategy/outcomes/<uuid:outcome>/objectives/new/", name="new_objective", title="An objective", may=WRITE,
    form=ObjectiveForm, about=_new_objective, choices=_choices,
    operation=lambda *, actor, outcome, **said: put_objective(
        actor=actor, outcome_id=outcome, aimed=_aimed(said), at=timezone.now()
    ),
    done=lambda found, *, outcome: Done(to_objective(found), "The objective is added. Say how anybody can tell."),
)  # fmt: skip


def _shown(actor: Actor, objective: UUID) -> ObjectiveShown:
    return objective_of(actor=actor, objective_id=objective, today=timezone.localdate())


def _screen(*, actor: Actor, objective: UUID) -> Screen:
    shown = _shown(actor, objective)
    record("strategy.read", subjects=[objective])
    form, writes = practice(actor).strategy, _writes(shown, actor)
    named = {"objective": objective}
    actions = [
        {"text": "Change it", "href": reverse("governance.change_objective", kwargs=named)},
        {"text": "Add an indicator", "href": reverse("governance.new_indicator", kwargs=named)},
    ]  # fmt: skip
    acts = why_not(actor, WRITE) is None and shown.strategy.state != StrategyState.REPLACED
    return Screen(
        title=shown.row.words,
        data={
            "shown": shown,
            "reach": form.reaches[shown.row.reach].name if shown.row.reach in form.reaches else "",
            "theme": practice(actor).directory.themes.get(shown.row.theme),
            "indicators": _indicators(shown),
            "actions": actions_table(shown.actions),
            "recommendations": [
                {
                    "words": f"{one.review}, {one.place}: {one.words}",
                    "href": reverse("governance.recommendation", kwargs={"recommendation": one.id}),
                    "state": RECOMMENDATION.states[one.state],
                }
                for one in shown.recommendations
            ],
        },
        crumbs=[LIST, crumb(shown.strategy), {"text": "Objective"}],
        actions=[
            *(actions if writes else []),
            *(
                [{"text": "Add an action", "href": reverse("governance.objective_action", kwargs=named)}]
                if acts
                else []
            ),
        ],
    )


def _writes(shown: ObjectiveShown, actor: Actor) -> bool:
    return shown.strategy.state in WRITABLE and why_not(actor, WRITE) is None


def _indicators(shown: ObjectiveShown) -> dict[str, Any]:
    return {
        "caption": "How anybody can tell",
        "columns": [
            Column("name", "Indicator"), Column("baseline", "Baseline"), Column("target", "Target"),
            Column("value", "Last value"), Column("now", "Now"), Column("stands", "How it stands"),
        ],
        "rows": [
            {
                "href": reverse("governance.indicator", kwargs={"indicator": one.row.id}),
                "cells": [
                    {"text": one.row.name},
                    {"text": told_words(aim_of(one.row).baseline, one.row.unit)},
                    {"text": written(aim_of(one.row).target, one.row.unit)},
                    {"text": f"{one.last.words} ({day_words(one.last.on)})" if one.last else ""},
                    {"text": one.now.words if one.now else ""},
                    {"text": one.stands},
                ],
            }
            for one in shown.indicators
        ],
        "empty": {"text": "No indicator yet: nobody could tell whether it is reached."},
    }  # fmt: skip


def actions_table(actions: list[Any]) -> dict[str, Any]:
    """Actions of the one action log that come from here."""
    return {
        "caption": "What is done",
        "columns": [
            Column("text", "Action"), Column("agency", "Agency"), Column("due_on", "By"), Column("state", "State")
        ],
        "rows": [
            {
                "late": one.late,
                "cells": [
                    {"text": one.text}, {"text": one.agency}, {"text": one.due_on}, {"text": ACTION.states[one.state]},
                ],
            }
            for one in actions
        ],
        "empty": {"text": "No action yet."},
    }  # fmt: skip


record_page(
    pages, "strategy/objectives/<uuid:objective>/", name="objective", title="An objective", may=SEE, query=_screen,
    reads="strategy.read", template="governance/objective.html",
)  # fmt: skip


def _objective(*, actor: Actor, objective: UUID) -> Asked:
    shown = _shown(actor, objective)
    remove = {
        "text": "Take this objective out",
        "href": reverse("governance.remove_objective", kwargs={"objective": objective}),
    }
    way = [LIST, crumb(shown.strategy), {"text": "Objective", "href": to_objective(objective)}]
    return Asked(button="Save", crumbs=way, context={"remove": remove})


def _now(*, actor: Actor, objective: UUID) -> dict[str, Any]:
    row = _shown(actor, objective).row
    smart = {f"smart_{key}": words for key, words in row.smart.items()}
    return {
        "words": row.words, "reach": row.reach, "theme": row.theme, "agency_id": row.agency_id or "",
        "due_on": row.due_on, "components": row.components, "gaps": row.gaps, **smart,
    }  # fmt: skip


def _change(*, actor: Actor, objective: UUID, **said: Any) -> UUID:
    row = _shown(actor, objective).row
    return put_objective(
        actor=actor, outcome_id=row.outcome_id, objective_id=row.id, aimed=_aimed(said), at=timezone.now()
    )


ask(
    pages, "strategy/objectives/<uuid:objective>/change/", name="change_objective", title="An objective", may=WRITE,
    form=ObjectiveForm, about=_objective, choices=_choices, initial=_now, operation=_change,
    template="governance/removable.html",
    done=lambda _, *, objective: Done(to_objective(objective), "It is saved."),
)  # fmt: skip

button(
    pages, "strategy/objectives/<uuid:objective>/remove/", name="remove_objective", title="Take this objective out",
    may=WRITE,
    operation=lambda *, actor, objective: remove_objective(actor=actor, objective_id=objective, at=timezone.now()),
    done=lambda found, *, objective: Done(to_strategy(found), "The objective is taken out."),
)  # fmt: skip


def action_of(said: dict[str, Any], *, actor: Actor, kind: str, arises: UUID) -> str:
    """Write down an action that comes from here, in the one action log. Returns what is said then."""
    checker, agency = said["checker_agency_id"], UUID(said["agency_id"])
    agree_area_action(
        actor=actor, what=said["what"], agency_id=agency, due_on=said["due_on"], arises_from=kind,
        arises_id=arises, checker_agency_id=UUID(checker) if checker else None, at=timezone.now(),
    )  # fmt: skip
    return logged(agency, actor=actor)


def logged(agency: UUID, *, actor: Actor) -> str:
    """What is said of an action that an agency has to do: also that nobody there can be told, if so."""
    words, today = "The action stands in the action log.", timezone.localdate()
    return sent(words, to=[agency], permission="actions.end_area", actor=actor, today=today)


def _act_about(*, actor: Actor, objective: UUID) -> Asked:
    shown = _shown(actor, objective)
    way = [LIST, crumb(shown.strategy), {"text": "Objective", "href": to_objective(objective)}]
    return Asked(intro=shown.row.words, button="Add it", crumbs=way)


ask(
    pages, "strategy/objectives/<uuid:objective>/action/", name="objective_action", title="An action", may=WRITE,
    form=ActionForm, about=_act_about,
    choices=lambda *, actor, objective: {"agencies": choices_of_objective(actor=actor)["agencies"]},
    operation=lambda *, actor, objective, **said: action_of(said, actor=actor, kind=OBJECTIVE, arises=objective),
    done=lambda words, *, objective: Done(to_objective(objective), words),
)  # fmt: skip
