"""Reporting that something changed, so that risk is assessed anew."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.utils.timezone import localdate

from openccr.access.acting import acting_as
from openccr.access.may import must
from openccr.audit.operations import record
from openccr.casefiles.operations import note
from openccr.kernel.actors import Actor
from openccr.partnership.practice import practice
from openccr.risk.models import Change
from openccr.risk.operations.there import agency_name, must_be_victim
from openccr.risk.rules import due_on, why_not_reported


def report_change(
    *, actor: Actor, file: UUID, person: UUID, kind: str, happened_on: date, words: str, at: datetime
) -> UUID:
    """Report a change after which risk is assessed anew; anybody on the case may.

    Args:
        kind: key of the pack's triggers; its period sets the day by which a new assessment is due.
        happened_on: when it happened, or will.

    Returns the change's id. Raises NotFound for somebody who is not a victim in that file, Refusal as
    `rules.why_not_reported`.
    """
    with acting_as(actor):
        must(actor, "risk.report_change")
        must_be_victim(file, person)
        kinds = practice(actor).risk.triggers
        refusal = why_not_reported(kind=kind, kinds=kinds, happened_on=happened_on, today=localdate(at))
        if refusal is not None:
            raise refusal
        made = Change(
            file_id=file, person_id=person, kind=kind, words=words.strip(), happened_on=happened_on,
            due_on=due_on(kinds[kind], happened_on=happened_on), agency_name=agency_name(actor), author_name=actor.name,
            reported_at=at,
        )  # fmt: skip
        Change.objects.bulk_create([made])
        sentence = f"Risk to be assessed again: {kinds[kind].name}"
        note(file_id=file, kind="risk", sentence=sentence, at=at, about_id=made.id)
        record("risk.change_reported", file_id=file, subjects=[made.id, person], at=at)
        return made.id
