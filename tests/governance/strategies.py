"""A strategy for tests, made through operations: one outcome, one objective that is SMART, one typed indicator."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from uuid import UUID

from django.utils import timezone

from openccr.content import load
from openccr.directory.operations.last_person import answer_last_person
from openccr.governance.operations.outcomes import Aimed, add_indicator, put_objective, put_outcome
from openccr.governance.operations.recommendations import (
    Planned,
    Recommended,
    add_milestone,
    note_recommendation,
    plan_recommendation,
)
from openccr.governance.operations.strategy import Written, begin_strategy, consult, redraft
from openccr.governance.operations.strategy_partners import put_contribution, remark
from openccr.governance.operations.theory import put_step
from openccr.governance.rules.outcomes import Aim
from tests.makers import Area

NOW = timezone.now()
TODAY = timezone.localdate(NOW)
ENDS = TODAY + timedelta(days=1000)
SMART = {
    "specific": "Every practice asks.", "measurable": "By the referrals.", "attainable": "The board pays an adviser.",
    "relevant": "Survivors asked for it.", "time_bound": "Half of them in the first year.",
}  # fmt: skip
HEAD = Written(
    title="Safer together", vision="Nobody here lives in fear at home.", begins_on=TODAY, ends_on=ENDS,
    review_on=TODAY + timedelta(days=365),
)  # fmt: skip


@dataclass(frozen=True)
class Made:
    """The ids of what was made."""

    strategy: UUID
    outcome: UUID
    objective: UUID
    indicator: UUID


def aimed(**changed: object) -> Aimed:
    """An objective that is SMART once an indicator measures it."""
    given = {
        "words": "General practices ask about abuse", "smart": SMART, "reach": "early", "theme": "prevention",
        "components": ("survivor_voice",), "agency_id": None, "due_on": TODAY + timedelta(days=600),
    }  # fmt: skip
    return Aimed(**given | changed)  # type: ignore[arg-type]


def strategy_made(area: Area, *, measured: bool = True) -> Made:
    """A draft with its lines."""
    strategy = begin_strategy(actor=area.amina, written=HEAD, at=NOW)
    outcome = put_outcome(actor=area.amina, strategy_id=strategy, words="Women are heard early", at=NOW)
    objective = put_objective(actor=area.amina, outcome_id=outcome, aimed=aimed(), at=NOW)
    aim = Aim(
        baseline=Decimal(12), target=Decimal(40) if measured else None,
        target_on=TODAY + timedelta(days=600) if measured else None, unit="count",
    )  # fmt: skip
    indicator = add_indicator(
        actor=area.amina, objective_id=objective, name="Referrals from practices", measure="", unit="count", aim=aim,
        baseline_on=TODAY - timedelta(days=30), baseline_source="Practices' own count", at=NOW,
    )  # fmt: skip
    return Made(strategy, outcome, objective, indicator)


def last_person_said(area: Area, strategy: UUID) -> None:
    """The answer to who would be the last person whom it reaches."""
    answer_last_person(
        actor=area.amina, kind="strategy", about_id=strategy, who="Women without papers", why="Fear.",
        change="Their own groups go to them.", known_from="told", review_on=None, at=NOW,
    )  # fmt: skip


def recommended(area: Area, *, review: str = "Review A", place: str = "1", led_by: str | None = "housing") -> UUID:
    """A recommendation that an agency leads, planned."""
    found = note_recommendation(
        actor=area.amina,
        recommended=Recommended(
            kind="death", review=review, place=place, words="Housing officers ask about abuse at every visit.",
            scope="local", themes=("asking", "training"),
        ),
        at=NOW,
    )  # fmt: skip
    planned = Planned(
        action="Train all officers.", agency_id=area.agencies[led_by] if led_by else None, owner="Head of housing",
        target_on=TODAY + timedelta(days=90), smart=SMART,
    )  # fmt: skip
    plan_recommendation(actor=area.amina, recommendation_id=found, planned=planned, at=NOW)
    return found


def strategy_written(area: Area) -> dict[str, object]:
    """A draft with all it may have, and a recommendation on its way: the ids that pages ask for, by their names."""
    made, found = strategy_made(area), recommended(area)
    named = {"actor": area.amina, "strategy_id": made.strategy, "at": NOW}
    agency = put_contribution(agency_id=area.agencies["housing"], words="A room.", **named)  # type: ignore[arg-type]
    step = put_step(column="done", words="Training", leads_to=(str(made.outcome),), assumption="", **named)  # type: ignore[arg-type]
    days = load().strategy.consultation_days
    consult(until=TODAY + timedelta(days=days), **named)  # type: ignore[arg-type]
    said = remark(words="Where is housing?", **named)  # type: ignore[arg-type]
    redraft(**named)  # type: ignore[arg-type]
    milestone = add_milestone(actor=area.lena, recommendation_id=found, words="Half", due_on=TODAY, at=NOW)
    return {
        "strategy": made.strategy, "outcome": made.outcome, "objective": made.objective, "indicator": made.indicator,
        "agency_contribution": agency, "remark": said, "theory_step": step, "section": "working",
        "recommendation": found, "milestone": milestone,
    }  # fmt: skip
