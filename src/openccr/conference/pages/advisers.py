"""Naming who advises the victim of a case."""

from __future__ import annotations

from uuid import UUID

from django.utils import timezone

from openccr.conference.forms.advisers import AdviserForm
from openccr.conference.operations.advisers import name_adviser
from openccr.conference.pages import pages
from openccr.conference.pages.around import bar_of, case_crumbs, to_case
from openccr.conference.queries.advisers import advisers_to_name
from openccr.kernel.actors import Actor
from openccr.ui.kinds import Asked, Done, ask, stamped


def _about(*, actor: Actor, file: UUID) -> Asked:
    case, bar = bar_of(file, actor=actor)
    return Asked(title="Who advises the victim?", button="Name the adviser", identity=bar, crumbs=case_crumbs(case))


def _named(let_in: bool, *, file: UUID) -> Done:
    if let_in:
        return Done(to_case(file), "The adviser is named.")
    words = "The adviser is named, but cannot see the case yet. List it on a meeting and invite their service."
    return Done(to_case(file), words)


ask(
    pages, "case/<uuid:file>/adviser/", name="adviser", title="Who advises the victim?", may="conference.name_adviser",
    form=AdviserForm, operation=stamped(name_adviser, file_id="file"), about=_about,
    choices=lambda *, actor, file: {"people": advisers_to_name(today=timezone.localdate())},
    done=_named,
)  # fmt: skip
