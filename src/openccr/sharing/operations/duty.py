"""Her no-go list, where a duty to protect a child or an adult may outweigh it (decision 0019)."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import connection
from django.utils.timezone import localdate

from openccr.access.acting import acting_as
from openccr.access.may import must
from openccr.audit.operations import record
from openccr.kernel.actors import Actor
from openccr.kernel.refusals import Refusal
from openccr.partnership.models import Agency


def pass_list_by_duty(*, actor: Actor, file_id: UUID, agency: Agency, reason: str, at: datetime) -> None:
    """Before a safeguarding referral goes to an agency: on her list only with a reason, which her IDVA reads.

    It opens nothing else to that agency: an invitation still needs the coordinator's own decision.

    Raises Refusal (field `override_reason`) without a reason. Its sentence is all that the referrer learns of the list.
    """
    with acting_as(actor):
        must(actor, "sharing.refer_by_duty")
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT openccr.outweigh_no_go(%s, %s, %s, %s, %s)", [file_id, agency.id, reason, localdate(at), at]
            )
            (lines,) = cursor.fetchone()
        if not lines:
            return
        if not reason.strip():
            raise Refusal(
                f"The victim has asked that {agency.name} is not told.",
                remedy="Where a duty to protect a child or an adult outweighs it, say why.",
                field="override_reason",
            )
        record("no_go.outweighed", file_id=file_id, subjects=[agency.id], at=at)
