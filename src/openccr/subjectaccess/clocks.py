"""By when a request is to be answered, by the pack's period."""

from __future__ import annotations

from datetime import date

from openccr.content.schema.law import SubjectAccess
from openccr.kernel.actors import Actor
from openccr.kernel.refusals import Refusal
from openccr.partnership.practice import practice
from openccr.subjectaccess.models import SubjectRequest
from openccr.subjectaccess.rules.requests import due_on


def wording(actor: Actor) -> SubjectAccess:
    """What the pack says of subject access. Raises Refusal for a pack that says nothing of it."""
    found = practice(actor).law.subject_access
    if found is None:
        raise Refusal("The pack has no rules for subject access.", remedy="Add [subject_access] to law.toml.")
    return found


def due_of(row: SubjectRequest, *, actor: Actor, today: date | None = None) -> date:
    """The day by which it is due; while the clock stands still, as if it went on today."""
    law = wording(actor)
    waited = 0
    if row.waits_from is not None:
        waited = max(0, ((row.waits_until or today or row.waits_from) - row.waits_from).days)
    return due_on(
        received_on=row.received_on, months=law.months, waited=waited, extended=row.extended_on is not None,
        longer=law.longer, holidays=practice(actor).holidays,
    )  # fmt: skip
