"""Saying which interpreter somebody needs."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils import timezone

from openccr.casefiles.crumbs import crumbs_to
from openccr.kernel.actors import Actor
from openccr.people.interpreter_forms import InterpreterForm
from openccr.people.operations.interpreters import say_interpreter
from openccr.people.pages import pages
from openccr.people.queries import person_of
from openccr.people.queries.interpreters import interpreter_needs
from openccr.people.queries.naming import who_in_case
from openccr.people.rules.interpreters import NEVER, Need
from openccr.ui.kinds import Asked, Done, ask


def _about(*, actor: Actor, file: UUID, person: UUID) -> Asked:
    shown = person_of(file, person, today=timezone.localdate())
    # The name stands on the page and not in its title, which a browser keeps and shows to whoever looks on.
    return Asked(
        title="Which interpreter is needed?",
        intro=f"{who_in_case(shown, actor=actor)} {NEVER}",
        crumbs=crumbs_to(file),
    )


def _said_last(*, actor: Actor, file: UUID, person: UUID) -> dict[str, Any]:
    need = interpreter_needs(file).get(person)
    return vars(need) if need else {}


def _say(*, actor: Actor, file: UUID, person: UUID, **said: Any) -> None:
    say_interpreter(actor=actor, file=file, person=person, need=Need(**said), at=timezone.now())


ask(
    pages, "case/<uuid:file>/people/<uuid:person>/interpreter/", name="interpreter", title="Interpreter",
    may="people.contact", form=InterpreterForm, operation=_say, about=_about, initial=_said_last,
    done=lambda _, *, file, person: Done(reverse("conference.case_people", kwargs={"file": file}), "Saved."),
)  # fmt: skip
