"""The panels that a file itself brings: its timeline."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from openccr.casefiles.queries import timeline
from openccr.kernel.actors import Actor
from openccr.ui.panels import Panel

SOURCES = {"act": "", "fact": "Fact", "opinion": "Opinion", "third_party": "Third party"}


def _timeline(*, actor: Actor, file_id: UUID) -> dict[str, Any]:
    return {
        "items": [
            {
                "title": entry.sentence,
                "at": entry.at,
                "agency": entry.agency,
                "author": entry.author,
                "source": SOURCES.get(entry.source, entry.source),
            }
            for entry in timeline(file_id)
        ],
        "empty": {"text": "Nothing has happened yet."},
    }


PANELS = [
    Panel(
        slot="case.marac",
        order=38,
        title="Timeline",
        query=_timeline,
        template="ui/panels/timeline.html",
        may="casefiles.timeline",
    ),
]
