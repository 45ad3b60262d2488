"""Erasing a person by destroying her key. What was sealed to her never opens again, in no copy of the database."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import DatabaseError, transaction

from openccr.access.acting import acting_as
from openccr.access.may import must
from openccr.audit.operations import record
from openccr.casefiles.operations import call
from openccr.kernel.actors import Actor
from openccr.kernel.refusals import Refusal


def destroy_key(*, actor: Actor, person: UUID, reason: str, at: datetime) -> UUID:
    """Destroy a person's key and her places. Returns the receipt's id (`KeyDestroyed`).

    Raises Refusal without a reason and while a file of hers is on hold, which outranks every erasure; NotFound for a
    person with a part in a file out of sight, or with no key.
    """
    with acting_as(actor):
        must(actor, "people.destroy_key")
        if not reason.strip():
            raise Refusal("Say why, and who decided.", field="reason")
        try:
            with transaction.atomic():
                receipt = call("SELECT openccr.destroy_key(%s, %s, %s)", person, reason.strip(), actor.name)
        except DatabaseError as error:
            if getattr(error.__cause__, "sqlstate", "") != "55006":
                raise
            raise Refusal(
                "A case of this person is on hold.", remedy="Under “Files whose time is over” it says why, and ends it."
            ) from error
        record("person.key_destroyed", subjects=[person, receipt], at=at)
        return receipt
