"""Telling an agency that there is something to do, without saying what or about whom."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from uuid import UUID

from django.db import connection
from django.utils import timezone

from openccr.access import sealing
from openccr.access.acting import acting_as
from openccr.access.may import must
from openccr.accounts.mail import tell
from openccr.audit.operations import record
from openccr.jobs.queue import put
from openccr.kernel.actors import Actor
from openccr.partnership.rules import Tenure

SUBJECT = "You have an item in OpenCCR"
TEXT = "You have an item in OpenCCR.\n\nSign in to see it. This message says no more on purpose.\n"
"""Security paper, rule 8: no names, initials, references, places, agencies or risk; one recipient per message."""

GATHERED_FOR = timedelta(minutes=5)
"""How long a notice waits for others to the same agency, which then make one message."""


def tell_agency(*, actor: Actor, file_id: UUID, agency_id: UUID) -> None:
    """Queue a notice to the agency's people who can see the file; sent only if this transaction commits."""
    lock = sealing.token(f"{agency_id}:{file_id}", purpose="notice")
    put("tell", once=lock, wait=GATHERED_FOR, partnership=actor.partnership, file=file_id, agency=agency_id)


def send_notices(*, actor: Actor, agency_id: UUID, file_ids: Iterable[UUID]) -> int:
    """Send one message to each of an agency's people who can see one of the files. Returns how many went out.

    Nobody who is kept out of a file is told of it, nor anybody whose appointment is not in force.
    """
    recipients: set[str] = set()
    with acting_as(actor):
        must(actor, "notices.send")
        for file_id in file_ids:
            if told := _who_can_be_told(file_id, agency_id, today=timezone.localdate()):
                record("notice.sent", file_id=file_id, subjects=[agency_id])
                recipients |= told
    for email in sorted(recipients):
        tell(email, subject=SUBJECT, text=TEXT)
    return len(recipients)


def _who_can_be_told(file_id: UUID, agency_id: UUID, *, today: date) -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT email, from_on, until_on, attested_on FROM openccr.who_can_be_told(%s, %s)", [file_id, agency_id]
        )
        return {email for email, *days in cursor.fetchall() if Tenure(*days).in_force(today)}
