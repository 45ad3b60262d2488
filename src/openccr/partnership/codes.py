"""Sheets of one-time codes: printed for a person by whoever looks after their appointment, never for oneself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.utils import timezone

from openccr.access.acting import acting_as
from openccr.access.may import must
from openccr.accounts.codes import print_codes
from openccr.audit.operations import record
from openccr.kernel.actors import Actor
from openccr.partnership.desks import looked_after
from openccr.partnership.rules import codes_refusal


@dataclass(frozen=True)
class Sheet:
    """A sheet of codes, known at this moment only."""

    agency_id: UUID
    name: str
    good_until: date
    codes: tuple[str, ...]


def print_sheet(*, actor: Actor, appointment: UUID, count: int, good_until: date, at: datetime | None = None) -> Sheet:
    """Print one-time codes for somebody who will sit where no telephone may come.

    Args:
        count: how many, `MOST_CODES` at most; each works once.
        good_until: the day of the meeting, the last on which they work.

    It takes two people, as letting somebody back in does: the actor, and whoever knows the password. Raises Refusal
    and NotFound as `desks.looked_after` does, and Refusal for too many, too far ahead, and for somebody without a
    second factor of their own.
    """
    at = at or timezone.now()
    today = timezone.localdate(at)
    with acting_as(actor):
        must(actor, "partnership.print_codes")
        one = looked_after(actor, appointment, today=today)
        wrong = codes_refusal(count=count, good_until=good_until, today=today)
        if wrong is not None:
            raise wrong
        codes = print_codes(
            user_id=one.holder_id, count=count, good_until=good_until, printed_by=actor.appointment, at=at
        )
        record("codes.printed", subjects=[one.pk, one.holder_id], at=at)
        return Sheet(one.agency_id, one.name, good_until, tuple(codes))
