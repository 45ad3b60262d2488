"""Keeping an instrument half answered."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from openccr.access.acting import acting_as
from openccr.access.may import must
from openccr.audit.operations import record
from openccr.casefiles.models import CaseFile
from openccr.kernel.actors import Actor
from openccr.kernel.refusals import NotFound
from openccr.kernel.text import printable
from openccr.risk.models import Draft
from openccr.risk.operations.there import instrument_of


def keep_draft(*, actor: Actor, file: UUID, instrument: str, typed: Mapping[str, str], at: datetime) -> None:
    """Keep what a form holds as it was typed, unchecked; one draft for each file, practitioner and instrument.

    Raises NotFound for a file that the actor does not see, Refusal for an unknown instrument.
    """
    with acting_as(actor):
        must(actor, "risk.assess")
        tool = instrument_of(actor, instrument)
        if not CaseFile.objects.filter(id=file).exists():
            raise NotFound
        # A pasted sign that neither JSON in the database nor a document can hold is no reason to lose the rest.
        kept = {"typed": {printable(name): printable(text) for name, text in typed.items()}, "saved_at": at}
        row = {"file_id": file, "appointment_id": actor.appointment_id, "instrument": tool.id}
        if not Draft.objects.filter(**row).update(**kept):
            Draft.objects.bulk_create([Draft(**row, **kept)])
        record("risk.draft_kept", file_id=file, at=at)
