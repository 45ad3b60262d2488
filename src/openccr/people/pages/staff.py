"""One's own details, declared and never shown again."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils import timezone

from openccr.kernel.actors import Actor
from openccr.people.operations.declaring import declare_own, declared_kinds
from openccr.people.pages import pages
from openccr.people.rules.staff import Declared
from openccr.people.staff_forms import OwnDetailsForm
from openccr.ui.kinds import Asked, Done, ask


def _about(*, actor: Actor) -> Asked:
    there = declared_kinds(actor)
    before = f" You have declared: {', '.join(there).lower()}. Saving replaces all of it." if there else ""
    return Asked(
        intro=(
            "So that you are never given a case of your own family, or your own. It is sealed as you save it: it can"
            " be compared, and nobody can read it, not your manager, not the coordinator, not you." + before
        ),
        button="Seal it",
    )


def _declare(*, actor: Actor, names: str, **given: Any) -> None:
    others = tuple(line.strip() for line in names.splitlines() if line.strip())
    declare_own(actor=actor, declared=Declared(names=others, **given), at=timezone.now())


ask(
    pages, "account/own-details/", name="own_details", title="Your own details, sealed", may="people.declare",
    form=OwnDetailsForm, operation=_declare, about=_about, step_up=True,
    done=lambda _: Done(reverse("people.own_details"), "Sealed."),
)  # fmt: skip
