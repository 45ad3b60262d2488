"""Saying that an assessment which a change called for could not be done."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils import timezone

from openccr.casefiles.crumbs import crumbs_to
from openccr.kernel.actors import Actor
from openccr.kernel.days import day_words
from openccr.kernel.refusals import NotFound
from openccr.risk.forms import NotDoneForm
from openccr.risk.operations import close_change
from openccr.risk.pages import pages
from openccr.risk.queries import changes_of
from openccr.ui.kinds import Asked, Done, ask


def _about(*, actor: Actor, file: UUID, change: UUID) -> Asked:
    one = next((one for one in changes_of(file) if one.id == change), None)
    if one is None:
        raise NotFound
    return Asked(
        intro=f"{one.name}, {day_words(one.happened_on)}. What stands of the risk is not changed; "
        "assess it as soon as it can be done.",
        button="Save",
        crumbs=crumbs_to(file),
        context={"cancel_href": reverse("conference.case", args=[file])},
    )


def _close(**given: Any) -> None:
    close_change(at=timezone.now(), **given)


def _done(_: None, *, file: UUID, change: UUID) -> Done:
    return Done(f"{reverse('conference.case', args=[file])}#risk", "Saved. It stays in the case's history.")


ask(
    pages, "case/<uuid:file>/risk/change/<uuid:change>/not-done/", name="not_done",
    title="Risk could not be assessed again", may="risk.close_change", form=NotDoneForm, operation=_close, done=_done,
    about=_about, reads="risk.form_read",
)  # fmt: skip
