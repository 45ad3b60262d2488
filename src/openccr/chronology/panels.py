"""The way to the chronology from a case."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.urls import reverse

from openccr.kernel.actors import Actor
from openccr.ui.panels import Panel


def _link(*, actor: Actor, file_id: UUID) -> dict[str, Any]:
    return {
        "rows": [
            {
                "key": "Chronology",
                "text": "Everything that has a day, across agencies",
                "href": reverse("chronology.case", kwargs={"file": file_id}),
            }
        ]
    }


PANELS = [
    Panel("case.marac.papers", 5, "Chronology", _link, "ui/panels/summary.html", "chronology.read"),
]
