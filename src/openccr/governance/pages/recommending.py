"""Writing down a recommendation of a review, planning it, and what is done on the way."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.utils import timezone

from openccr.governance.forms.outcomes import ActionForm
from openccr.governance.forms.recommendations import (
    EvidenceForm,
    MilestoneForm,
    PlannedForm,
    ReachedForm,
    RecommendedForm,
)
from openccr.governance.operations.recommendations import (
    Planned,
    Recommended,
    add_evidence,
    add_milestone,
    note_recommendation,
    plan_recommendation,
    reach_milestone,
    reword_recommendation,
)
from openccr.governance.pages import pages
from openccr.governance.pages.outcomes import action_of
from openccr.governance.pages.recommendations import FOLLOW_UP, LIST, RECOMMEND, crumb, to_recommendation
from openccr.governance.queries.outcomes import choices_of_objective
from openccr.governance.queries.recommendations import (
    milestone_of,
    objective_choices,
    recommendation_written,
)
from openccr.kernel.actors import Actor
from openccr.partnership.practice import practice
from openccr.partnership.telling import sent
from openccr.ui.kinds import Asked, Done, ask

RECOMMENDATION = "governance.recommendation"
"""The kind under which the action log keeps what a recommendation leads to."""


def _lists(*, actor: Actor, **parts: UUID) -> dict[str, Any]:
    form = practice(actor).strategy
    return {
        "kinds": [(key, one.name) for key, one in form.review_kinds.items()],
        "scopes": [(key, one.name) for key, one in form.scopes.items()],
        "themes": [(key, one.name) for key, one in form.learning.items()],
    }


def _recommended(said: dict[str, Any]) -> Recommended:
    return Recommended(**said | {"themes": tuple(said["themes"])})


ask(
    pages, "recommendations/new/", name="new_recommendation", title="A recommendation of a review", may=RECOMMEND,
    form=RecommendedForm, choices=_lists,
    about=lambda *, actor: Asked(button="Write it down", crumbs=[LIST, {"text": "A recommendation"}]),
    operation=lambda *, actor, **said: note_recommendation(
        actor=actor, recommended=_recommended(said), at=timezone.now()
    ),
    done=lambda found: Done(to_recommendation(found), "It is written down. Plan what is done about it."),
)  # fmt: skip


def _about(button_words: str, *, here: str = "", own: bool = False) -> Any:
    def about(*, actor: Actor, recommendation: UUID) -> Asked:
        row = recommendation_written(actor=actor, recommendation_id=recommendation, own=own)
        return Asked(intro=row.words, button=button_words, crumbs=[LIST, crumb(row), {"text": here or button_words}])

    return about


def _worded(*, actor: Actor, recommendation: UUID) -> dict[str, Any]:
    row = recommendation_written(actor=actor, recommendation_id=recommendation)
    return {name: getattr(row, name) for name in RecommendedForm.base_fields}


ask(
    pages, "recommendations/<uuid:recommendation>/words/", name="reword_recommendation", title="Correct the words",
    may=RECOMMEND, form=RecommendedForm, choices=_lists, initial=_worded,
    about=_about("Save", here="Correct the words"),
    operation=lambda *, actor, recommendation, **said: reword_recommendation(
        actor=actor, recommendation_id=recommendation, recommended=_recommended(said), at=timezone.now()
    ),
    done=lambda _, *, recommendation: Done(to_recommendation(recommendation), "It is saved."),
)  # fmt: skip


def _plan_choices(*, actor: Actor, recommendation: UUID) -> dict[str, Any]:
    smart = [(one.key, one.name, one.asks) for one in practice(actor).strategy.smart_words()]
    agencies = choices_of_objective(actor=actor)["agencies"]
    return {"agencies": agencies, "objectives": objective_choices(actor=actor), "smart": smart}


def _planned(*, actor: Actor, recommendation: UUID) -> dict[str, Any]:
    row = recommendation_written(actor=actor, recommendation_id=recommendation)
    return {
        "action": row.action, "agency_id": row.agency_id or "", "outside": row.outside, "owner": row.owner,
        "target_on": row.target_on, "objective_id": row.objective_id or "",
        **{f"smart_{key}": words for key, words in row.smart.items()},
    }  # fmt: skip


def _plan(*, actor: Actor, recommendation: UUID, agency_id: str, objective_id: str, **said: Any) -> str:
    planned = Planned(
        agency_id=UUID(agency_id) if agency_id else None, objective_id=UUID(objective_id) if objective_id else None,
        **said,
    )  # fmt: skip
    plan_recommendation(actor=actor, recommendation_id=recommendation, planned=planned, at=timezone.now())
    words, to = "It is planned.", [planned.agency_id] if planned.agency_id else []
    return sent(words, to=to, permission=FOLLOW_UP, actor=actor, today=timezone.localdate())


ask(
    pages, "recommendations/<uuid:recommendation>/plan/", name="plan_recommendation", title="What will be done",
    may=RECOMMEND, form=PlannedForm, choices=_plan_choices, initial=_planned,
    about=_about("Save", here="What will be done"), operation=_plan,
    done=lambda words, *, recommendation: Done(to_recommendation(recommendation), words),
)  # fmt: skip

ask(
    pages, "recommendations/<uuid:recommendation>/action/", name="recommendation_action", title="An action",
    may=RECOMMEND, form=ActionForm, about=_about("Add it"),
    choices=lambda *, actor, recommendation: {"agencies": choices_of_objective(actor=actor)["agencies"]},
    operation=lambda *, actor, recommendation, **said: action_of(
        said, actor=actor, kind=RECOMMENDATION, arises=recommendation
    ),
    done=lambda words, *, recommendation: Done(to_recommendation(recommendation), words),
)  # fmt: skip

ask(
    pages, "recommendations/<uuid:recommendation>/milestones/new/", name="new_milestone", title="A milestone",
    may=FOLLOW_UP, form=MilestoneForm, about=_about("Add it", own=True),
    operation=lambda *, actor, recommendation, words, due_on: add_milestone(
        actor=actor, recommendation_id=recommendation, words=words, due_on=due_on, at=timezone.now()
    ),
    done=lambda _, *, recommendation: Done(to_recommendation(recommendation), "The milestone is added."),
)  # fmt: skip

ask(
    pages, "recommendations/<uuid:recommendation>/evidence/new/", name="new_evidence", title="What shows it",
    may=FOLLOW_UP, form=EvidenceForm, about=_about("Add it", own=True),
    initial=lambda *, actor, recommendation: {"on": timezone.localdate()},
    operation=lambda *, actor, recommendation, words, href, on: add_evidence(
        actor=actor, recommendation_id=recommendation, words=words, href=href, on=on, at=timezone.now()
    ),
    done=lambda _, *, recommendation: Done(to_recommendation(recommendation), "It is added."),
)  # fmt: skip


def _milestone(*, actor: Actor, milestone: UUID) -> Asked:
    row = milestone_of(actor=actor, milestone_id=milestone)
    return Asked(intro=row.words, button="It is reached", crumbs=[LIST, crumb(row.recommendation)])


ask(
    pages, "recommendations/milestones/<uuid:milestone>/", name="reach_milestone", title="A milestone is reached",
    may=FOLLOW_UP, form=ReachedForm, about=_milestone,
    initial=lambda *, actor, milestone: {"reached_on": timezone.localdate()},
    operation=lambda *, actor, milestone, reached_on, words: reach_milestone(
        actor=actor, milestone_id=milestone, reached_on=reached_on, words=words, at=timezone.now()
    ),
    done=lambda found, *, milestone: Done(to_recommendation(found), "The milestone is reached."),
)  # fmt: skip
