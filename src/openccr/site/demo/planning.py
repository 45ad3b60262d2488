"""The strategy and the recommendations of reviews of the invented area: nobody who died is invented."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from django.utils import timezone

from openccr.actions.operations.area import agree_area_action
from openccr.governance.operations.outcomes import (
    Aimed,
    add_indicator,
    note_value,
    put_objective,
    put_outcome,
)
from openccr.governance.operations.recommendations import (
    Planned,
    Recommended,
    add_evidence,
    add_milestone,
    begin_recommendation,
    note_recommendation,
    plan_recommendation,
)
from openccr.governance.operations.recommendations_published import publish_recommendation
from openccr.governance.operations.strategy import Written, begin_strategy
from openccr.governance.operations.strategy_document import write_text
from openccr.governance.operations.strategy_partners import agree_contribution, put_contribution
from openccr.governance.operations.theory import put_step
from openccr.governance.rules.outcomes import Aim
from openccr.site.demo.place import Place

_SMART = {
    "early": {
        "specific": "Every general practice of the county asks about abuse, and knows whom to ring.",
        "measurable": "By the referrals that come from practices, counted by the conference and by the practices.",
        "attainable": "Health pays two advocate educators for three years; forty practices have said yes.",
        "relevant": "Survivors told us that the doctor was the first they would have told.",
        "time_bound": "Half of the practices in the first year, all in the second.",
    },
    "repeat": {
        "specific": "Whoever comes back to the conference within a year gets an adviser on the same day.",
        "measurable": "By the share of repeat cases.",
        "attainable": "",
        "relevant": "A review asked why nobody saw the pattern.",
        "time_bound": "From next summer.",
    },
    "told": {
        "specific": "The duty housing officer rings the police before anybody who abused is moved.",
        "measurable": "By the moves of a quarter, and for how many the police were rung first.",
        "attainable": "Both services have agreed on the number to ring and who answers it.",
        "relevant": "A review found that nobody knew who had moved in next door.",
        "time_bound": "For every move from the autumn on.",
    },
}
_STEPS = (
    ("given", "Two advocate educators", "Health keeps paying them"),
    ("given", "What survivors tell us", ""),
    ("done", "Training in forty practices", "Practices let staff go for two hours"),
    ("first", "Doctors ask, and women answer", "She is seen alone"),
)
"""Column, step, and what must be true for it to lead on."""


def fill_strategy(place: Place, *, at: datetime) -> None:
    """A draft strategy with lines, contributions, a theory of change, a text, and two recommendations on their way."""
    actor, today = place.actor(place.coordinator), timezone.localdate(at)
    agency = {kind: one.id for kind, one in place.agencies.items()}
    council = place.coordinating.id
    health = agency.get("health", council)
    ends = today + timedelta(days=1000)
    strategy = begin_strategy(
        actor=actor, at=at,
        written=Written(
            title="Safer at home", begins_on=today, ends_on=ends, review_on=today + timedelta(days=360),
            vision="In Exampleshire nobody is afraid at home, and whoever was afraid is believed the first time.",
        ),
    )  # fmt: skip
    heard = put_outcome(actor=actor, strategy_id=strategy, words="Women are heard early, where they already go", at=at)
    again = put_outcome(actor=actor, strategy_id=strategy, words="Abuse that was stopped does not begin again", at=at)
    asked = put_objective(
        actor=actor, outcome_id=heard, at=at,
        aimed=Aimed(
            words="General practices ask about abuse", smart=_SMART["early"], reach="early", theme="prevention",
            components=("survivor_voice",), agency_id=health, due_on=today + timedelta(days=700),
        ),
    )  # fmt: skip
    repeats = put_objective(
        actor=actor, outcome_id=again, at=at,
        aimed=Aimed(
            words="An adviser on the day somebody comes back", smart=_SMART["repeat"], reach="crisis", theme="support",
            agency_id=council, due_on=today + timedelta(days=500),
        ),
    )  # fmt: skip
    _indicators(actor, asked, repeats, at=at)
    agree_area_action(
        actor=actor, what="Visit the first ten practices", agency_id=health, due_on=today + timedelta(days=45),
        arises_from="governance.objective", arises_id=asked, at=at,
    )  # fmt: skip
    for kind, words in (("police", "Two officers who know the cases."), ("housing", "A flat kept free.")):
        if kind in agency:
            one = put_contribution(actor=actor, strategy_id=strategy, agency_id=agency[kind], words=words, at=at)
            if kind == "police":
                agree_contribution(
                    actor=actor, contribution_id=one, agreed_by="Head of public protection", agreed_on=today, at=at
                )
    _theory(actor, strategy, str(heard), at=at)
    write_text(
        actor=actor, strategy_id=strategy, section="working", at=at,
        words="Schools and the women's centre meet every month, and head teachers know whom to ring.",
    )  # fmt: skip
    _recommendations(actor, agency, asked, at=at)


def _indicators(actor: Any, asked: Any, repeats: Any, *, at: datetime) -> None:
    today = timezone.localdate(at)
    goal = today + timedelta(days=600)
    typed = add_indicator(
        actor=actor, objective_id=asked, name="Referrals from general practices in a year", measure="", unit="count",
        aim=Aim(baseline=Decimal(12), target=Decimal(60), target_on=goal, unit="count"),
        baseline_on=today - timedelta(days=300), baseline_source="Count of the practices", at=at,
    )  # fmt: skip
    for days, number in ((200, 15), (100, 21), (10, 26)):
        note_value(
            actor=actor, indicator_id=typed, number=Decimal(number), on=today - timedelta(days=days),
            source="Count of the practices", at=at,
        )  # fmt: skip
    add_indicator(
        actor=actor, objective_id=repeats, name="", measure="return.repeats", unit="percent", baseline_source="",
        aim=Aim(baseline=None, target=Decimal(25), target_on=goal), at=at,
    )  # fmt: skip


def _theory(actor: Any, strategy: Any, outcome: str, *, at: datetime) -> None:
    """From the last column back, so that each step knows what it leads to."""
    leads_to = {"given": outcome, "done": outcome, "first": outcome}
    for column, words, assumption in reversed(_STEPS):
        step = put_step(
            actor=actor, strategy_id=strategy, column=column, words=words, assumption=assumption,
            leads_to=(leads_to[column],), at=at,
        )  # fmt: skip
        leads_to |= {"first": {"done": str(step)}, "done": {"given": str(step)}}.get(column, {})


def _recommendations(actor: Any, agency: dict[str, Any], asked: Any, *, at: datetime) -> None:
    today = timezone.localdate(at)
    for place, words, themes, kind, days, objective in (
        ("1", "General practices ask about abuse whenever a patient comes back with the same complaint.",
         ("asking", "training"), "health", 240, asked),
        ("2", "Housing tells the police before it moves somebody who abuses next door to whom he abused.",
         ("sharing", "harmers"), "housing", -20, None),
    ):  # fmt: skip
        found = note_recommendation(
            actor=actor, at=at,
            recommended=Recommended(
                kind="death", review="Review A", place=place, words=words, scope="local", themes=themes
            ),
        )  # fmt: skip
        led = agency.get(kind, actor.agency)
        planned = Planned(
            action="It stands in the plan of the agency.", agency_id=led, owner="Head of safeguarding",
            target_on=today + timedelta(days=days), smart=_SMART["early" if objective else "told"],
            objective_id=objective,
        )  # fmt: skip
        plan_recommendation(actor=actor, recommendation_id=found, planned=planned, at=at)
        begin_recommendation(actor=actor, recommendation_id=found, at=at)
        add_milestone(
            actor=actor, recommendation_id=found, words="The teams know of it", due_on=today + timedelta(days=30), at=at
        )
        if place == "1":
            add_evidence(
                actor=actor, recommendation_id=found, words="Register of the training", href="", on=today, at=at
            )
            publish_recommendation(
                actor=actor, recommendation_id=found, at=at, read_by="The panel's chair",
                said="Doctors ask about abuse whenever somebody comes back with the same complaint.",
                did="Doctors are being trained, practice by practice.",
            )  # fmt: skip
