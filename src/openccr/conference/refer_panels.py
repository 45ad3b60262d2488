"""Where to refer, on the case screen: the way for the risk that stands, and who takes people now."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.urls import reverse

from openccr.directory.panels import way_shown
from openccr.directory.queries.pathways import pathways
from openccr.directory.rules.services import RISKS
from openccr.kernel.actors import Actor
from openccr.risk.queries import latest_risk
from openccr.ui.panels import Panel

HIGH = "high"


def _refer(*, actor: Actor, file_id: UUID) -> dict[str, Any]:
    """The way for high risk where it stands as high; otherwise the others, since no score rules high out."""
    risk = latest_risk(file_id)
    if risk is None:
        words, levels = "No risk assessment stands. Until there is one, take the way of what you see.", None
    elif risk.high:
        words, levels = f"{risk.text}.".replace("..", "."), {HIGH}
    else:
        words = f"{risk.text}. Your own judgement may say high whatever the score."
        levels = {risk.grade} if risk.grade in RISKS else set(RISKS) - {HIGH}
    found = [one for one in pathways(actor) if levels is None or one.risk in levels]
    return {"risk": words, "ways": [way_shown(one) for one in found], "href": reverse("directory.pathways")}


WHERE_TO_REFER = Panel(
    "case.marac.risk", 90, "Where to refer", _refer, "directory/panels/refer.html", "directory.see",
    ahead=lambda actor, _: [pathways.later(actor)], key="refer",
)  # fmt: skip
