"""The coordinator's page of how many women live in the area."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from openccr.kernel.actors import Actor
from openccr.partnership.forms import Women
from openccr.partnership.pages import pages
from openccr.partnership.population import population, say_population
from openccr.ui.kinds import Asked, Done, ask


def _about(*, actor: Actor) -> Asked:
    return Asked(
        intro=_(
            "The national rate is cases for each 10,000 of them, over twelve months. Figures that are signed off keep"
            " the number they were counted with."
        ),
        crumbs=[{"text": _("Agencies"), "href": reverse("partnership.agencies")}, {"text": _("Women in the area")}],
    )


def _now(*, actor: Actor) -> dict[str, Any]:
    found = population(actor=actor)
    return {"women": found.women, "year": found.year, "source": found.source}


def _say(*, actor: Actor, women: int, year: int, source: str) -> None:
    say_population(actor=actor, women=women, year=year, source=source, at=timezone.now())


ask(
    pages, "area/women/", name="population", title="Women living in the area", may="partnership.population", form=Women,
    operation=_say, about=_about, initial=_now,
    done=lambda _outcome: Done(reverse("partnership.agencies"), _("Saved. The rate is counted with it from now on.")),
)  # fmt: skip
