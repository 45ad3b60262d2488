"""What a case shows of interpreters."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils import timezone

from openccr.access.may import why_not
from openccr.kernel.actors import Actor
from openccr.people.queries import people_of
from openccr.people.queries.interpreters import interpreter_needs
from openccr.people.rules import PartKind
from openccr.people.rules.interpreters import needed_words
from openccr.ui.panels import Panel


def _interpreters(*, actor: Actor, file_id: UUID) -> dict[str, Any] | None:
    """Whose need is written down, and each victim, so that it can be."""
    needs, rows = interpreter_needs(file_id), []
    for one in people_of(file_id, today=timezone.localdate()):
        need = needs.get(one.person_id)
        if need is None and one.part is not PartKind.VICTIM:
            continue
        row: dict[str, Any] = {
            "key": one.name or one.part.label,
            "text": list(needed_words(need)) if need else "Not asked yet. Ask when the person is alone.",
        }
        if why_not(actor, "people.contact") is None:
            row["change_href"] = reverse("people.interpreter", kwargs={"file": file_id, "person": one.person_id})
        rows.append(row)
    return {"rows": rows} if rows else None


INTERPRETERS = Panel(
    slot="case.marac.people", order=31, title="Interpreter", query=_interpreters, template="ui/panels/summary.html",
    may="people.see", ahead=lambda _, file: [interpreter_needs.later(file)],
)  # fmt: skip
