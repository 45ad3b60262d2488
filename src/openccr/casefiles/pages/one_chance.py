"""One-chance mode: turned on where there may be no second conversation, and ended with a reason."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils import timezone

from openccr.casefiles.crumbs import crumbs_to
from openccr.casefiles.forms import EndOneChanceForm, OneChanceForm
from openccr.casefiles.operations import end_one_chance, set_one_chance
from openccr.casefiles.pages import pages
from openccr.kernel.actors import Actor
from openccr.ui.kinds import Asked, Done, ask


def _about_one_chance(title: str, button: str, warning: str = "") -> Any:
    def about(*, actor: Actor, file: UUID) -> Asked:
        return Asked(title=title, button=button, warning=warning, crumbs=crumbs_to(file))

    return about


def _to_case(words: str) -> Any:
    return lambda _, *, file: Done(reverse("conference.case", kwargs={"file": file}), words)


ask(
    pages, "case/<uuid:file>/one-chance/", name="one_chance", title="One-chance mode", may="casefiles.one_chance",
    form=OneChanceForm, done=_to_case("One-chance mode is on, and everybody on the case sees it."),
    operation=lambda *, actor, file, why: set_one_chance(actor=actor, file=file, why=why, at=timezone.now()),
    about=_about_one_chance(
        "There may be one chance", "Turn it on",
        "While it is on, nobody contacts the family or community, nobody mediates, and family never interprets.",
    ),
)  # fmt: skip

ask(
    pages, "case/<uuid:file>/one-chance/end/", name="end_one_chance", title="End one-chance mode",
    may="casefiles.end_one_chance", form=EndOneChanceForm, done=_to_case("One-chance mode has ended."),
    operation=lambda *, actor, file, why: end_one_chance(actor=actor, file=file, why=why, at=timezone.now()),
    about=_about_one_chance(
        "End one-chance mode", "End it",
        "From then on nothing stops an action that brings in the family, the community or somebody who mediates.",
    ),
)  # fmt: skip
