"""What partners bring to the strategy and say of it, and the steps of its theory of change."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils import timezone

from openccr.governance.forms.strategy import (
    AnswerForm,
    ContributionAgreedForm,
    ContributionForm,
    PanelRemarkForm,
    RemarkForm,
    StepForm,
)
from openccr.governance.operations.strategy_partners import (
    agree_contribution,
    answer_remark,
    put_contribution,
    remark,
)
from openccr.governance.operations.theory import put_step, remove_step
from openccr.governance.pages import pages
from openccr.governance.pages.strategy import LIST, WRITE, crumb, to_strategy
from openccr.governance.queries.outcomes import choices_of_objective, strategy_written
from openccr.governance.queries.strategy import contribution_of, remark_of, step_of, strategies
from openccr.governance.rules.theory import Step
from openccr.governance.theories import steps_of
from openccr.kernel.actors import Actor
from openccr.kernel.refusals import NotFound
from openccr.partnership.practice import practice
from openccr.partnership.telling import sent
from openccr.ui.kinds import Asked, Done, ask, button


def _strategy(*, actor: Actor, strategy: UUID) -> Any:
    row = next((one for one in strategies(actor=actor) if one.id == strategy), None)
    if row is None:
        raise NotFound
    return row


def _agencies(*, actor: Actor, strategy: UUID) -> dict[str, Any]:
    every = choices_of_objective(actor=actor)["agencies"]
    return {"agencies": every if actor.whole_area else [one for one in every if one[0] == str(actor.agency_id)]}


def _contribute(*, actor: Actor, strategy: UUID, agency_id: str, words: str) -> str:
    put_contribution(
        actor=actor, strategy_id=strategy, agency_id=UUID(agency_id), words=words, at=timezone.now()
    )  # fmt: skip
    said, today = "It is written down. It counts once the agency agrees.", timezone.localdate()
    return sent(said, to=[UUID(agency_id)], permission="governance.contribute", actor=actor, today=today)


ask(
    pages, "strategy/<uuid:strategy>/contribute/", name="contribute", title="What an agency brings",
    may="governance.contribute", form=ContributionForm, choices=_agencies,
    about=lambda *, actor, strategy: Asked(
        button="Write it down",
        crumbs=[LIST, crumb(_strategy(actor=actor, strategy=strategy)), {"text": "Contribution"}],
    ),
    operation=_contribute, done=lambda words, *, strategy: Done(to_strategy(strategy), words),
)  # fmt: skip


def _contribution(*, actor: Actor, agency_contribution: UUID) -> Asked:
    row = contribution_of(actor=actor, contribution_id=agency_contribution)
    return Asked(
        title=f"What {row.agency.name} brings", intro=row.words, button="It is agreed",
        crumbs=[LIST, crumb(row.strategy), {"text": "Contribution"}],
    )  # fmt: skip


def _agree(*, actor: Actor, agency_contribution: UUID, agreed_by: str, agreed_on: Any) -> UUID:
    agree_contribution(
        actor=actor, contribution_id=agency_contribution, agreed_by=agreed_by, agreed_on=agreed_on, at=timezone.now()
    )
    return contribution_of(actor=actor, contribution_id=agency_contribution).strategy_id


ask(
    pages, "strategy/contributions/<uuid:agency_contribution>/", name="agree_contribution",
    title="What an agency brings", may="governance.contribute", form=ContributionAgreedForm, about=_contribution,
    operation=_agree,
    initial=lambda *, actor, agency_contribution: {"agreed_by": actor.name, "agreed_on": timezone.localdate()},
    done=lambda found, *, agency_contribution: Done(to_strategy(found), "The contribution is agreed."),
)  # fmt: skip

for _name, _form, _panel, _may in (
    ("remark", RemarkForm, False, "governance.remark"),
    ("panel_remark", PanelRemarkForm, True, "governance.speak_for_panel"),
):
    ask(
        pages, f"strategy/<uuid:strategy>/{_name.replace('_', '-')}/", name=_name,
        title="What the survivors’ panel thinks" if _panel else "What your agency thinks", may=_may, form=_form,
        about=lambda *, actor, strategy: Asked(
            button="Say it", crumbs=[LIST, crumb(_strategy(actor=actor, strategy=strategy)), {"text": "Consultation"}]
        ),
        operation=lambda *, actor, strategy, words, _panel=_panel: remark(
            actor=actor, strategy_id=strategy, words=words, panel=_panel, at=timezone.now()
        ),
        done=lambda _, *, strategy: Done(to_strategy(strategy), "Thank you. It will be answered."),
    )  # fmt: skip


def _remark(*, actor: Actor, remark: UUID) -> Asked:
    row = remark_of(actor=actor, remark_id=remark)
    return Asked(intro=row.words, button="Answer", crumbs=[LIST, crumb(row.strategy), {"text": "Remark"}])


ask(
    pages, "strategy/remarks/<uuid:remark>/", name="answer_remark", title="Answer a remark", may=WRITE,
    form=AnswerForm, about=_remark,
    initial=lambda *, actor, remark: {"answer": remark_of(actor=actor, remark_id=remark).answer},
    operation=lambda *, actor, remark, answer: answer_remark(
        actor=actor, remark_id=remark, answer=answer, at=timezone.now()
    ),
    done=lambda found, *, remark: Done(to_strategy(found), "The remark is answered."),
)  # fmt: skip


def _choices(actor: Actor, steps: list[Step], *, without: str = "") -> dict[str, Any]:
    columns = practice(actor).strategy.columns()
    return {
        "columns": [(one.key, f"{one.name}: {one.about}") for one in columns],
        "targets": [(one.id, one.words) for one in steps if one.column and one.id != without],
    }


def _new_step(*, actor: Actor, strategy: UUID) -> Asked:
    row = strategy_written(actor=actor, strategy_id=strategy)
    return Asked(button="Add it", crumbs=[LIST, crumb(row), {"text": "Step"}])


ask(
    pages, "strategy/<uuid:strategy>/steps/new/", name="new_step", title="A step of the theory of change", may=WRITE,
    form=StepForm, about=_new_step,
    choices=lambda *, actor, strategy: _choices(actor, steps_of(strategy, practice(actor).strategy)),
    operation=lambda *, actor, strategy, column, words, assumption, leads_to=(): put_step(
        actor=actor, strategy_id=strategy, column=column, words=words, leads_to=tuple(leads_to),
        assumption=assumption, at=timezone.now(),
    ),
    done=lambda _, *, strategy: Done(to_strategy(strategy), "The step is added."),
)  # fmt: skip


def _step(*, actor: Actor, theory_step: UUID) -> Asked:
    row, _, _ = step_of(actor=actor, step_id=theory_step)
    remove = {
        "text": "Take this step out",
        "href": reverse("governance.remove_step", kwargs={"theory_step": theory_step}),
    }
    return Asked(button="Save", crumbs=[LIST, crumb(row), {"text": "Step"}], context={"remove": remove})


def _step_choices(*, actor: Actor, theory_step: UUID) -> dict[str, Any]:
    _, _, every = step_of(actor=actor, step_id=theory_step)
    return _choices(actor, every, without=str(theory_step))


def _step_now(*, actor: Actor, theory_step: UUID) -> dict[str, Any]:
    _, found, _ = step_of(actor=actor, step_id=theory_step)
    column = practice(actor).strategy.columns()[found.column].key
    return {
        "column": column, "words": found.words, "leads_to": list(found.leads_to), "assumption": found.assumption
    }  # fmt: skip


def _change_step(
    *, actor: Actor, theory_step: UUID, column: str, words: str, assumption: str, leads_to: Any = ()
) -> UUID:
    row, _, _ = step_of(actor=actor, step_id=theory_step)
    put_step(
        actor=actor, strategy_id=row.id, step_id=theory_step, column=column, words=words, leads_to=tuple(leads_to),
        assumption=assumption, at=timezone.now(),
    )  # fmt: skip
    return row.id


ask(
    pages, "strategy/steps/<uuid:theory_step>/", name="step", title="A step of the theory of change", may=WRITE,
    form=StepForm, about=_step, choices=_step_choices, initial=_step_now, operation=_change_step,
    template="governance/removable.html", done=lambda found, *, theory_step: Done(to_strategy(found), "It is saved."),
)  # fmt: skip

button(
    pages, "strategy/steps/<uuid:theory_step>/remove/", name="remove_step", title="Take this step out", may=WRITE,
    operation=lambda *, actor, theory_step: remove_step(actor=actor, step_id=theory_step, at=timezone.now()),
    done=lambda found, *, theory_step: Done(to_strategy(found), "The step is taken out."),
)  # fmt: skip
