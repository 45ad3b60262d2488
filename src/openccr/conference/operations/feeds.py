"""A person's calendar: its private address made and withdrawn, and who stands behind one."""

from __future__ import annotations

import secrets
import uuid
from datetime import datetime
from hashlib import sha256
from uuid import UUID

from django.conf import settings
from django.db import connection
from django.urls import reverse

from openccr.access.acting import acting_as
from openccr.access.may import must
from openccr.audit.operations import record
from openccr.conference.models import CalendarFeed
from openccr.kernel.actors import Actor
from openccr.kernel.refusals import NotFound, Refusal
from openccr.partnership.services import actor_again

PURPOSE = "calendar"


def make_address(*, actor: Actor, at: datetime) -> str:
    """Make the private address of one's own calendar; the one before it works no more.

    Its token is 256 random bits and only its hash is kept, so the address is known at this moment alone. Returns it.
    Raises Refusal for an actor who is no person.
    """
    with acting_as(actor):
        must(actor, "conference.calendar")
        if actor.user_id is None:
            raise Refusal("Only a person has a calendar.")
        _withdraw(actor, at=at)
        token = secrets.token_urlsafe(32)
        row = CalendarFeed(
            id=uuid.uuid4(),
            appointment_id=actor.appointment,
            user_id=actor.user_id,
            token_hash=hash_of(token),
            made_at=at,
        )
        CalendarFeed.objects.bulk_create([row])
        record("calendar.made", subjects=[row.id], at=at)
        return settings.ADDRESS + reverse("conference.calendar_feed", kwargs={"token": token})


def withdraw_address(*, actor: Actor, at: datetime) -> None:
    """Let the address of one's own calendar work no longer. Raises Refusal when there is none."""
    with acting_as(actor):
        must(actor, "conference.calendar")
        if not _withdraw(actor, at=at):
            raise Refusal("There is no address that works.")
        record("calendar.withdrawn", subjects=[actor.appointment], at=at)


def behind(token: str) -> Actor:
    """Who stands behind an address, when their appointment is in force. Raises NotFound, the same for all others."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT f.user_id, f.appointment_id FROM openccr.calendar_feed(%s) f", [hash_of(token)])
        row = cursor.fetchone()
    actor = actor_again(*_ids(row), PURPOSE) if row else None
    if actor is None:
        raise NotFound
    return actor


def hash_of(token: str) -> str:
    """What is kept of a token. It is random throughout, so a plain hash cannot be turned back."""
    return sha256(token.encode()).hexdigest()


def _ids(row: tuple[UUID, UUID]) -> tuple[UUID, UUID]:
    return row[0], row[1]


def _withdraw(actor: Actor, *, at: datetime) -> int:
    works = CalendarFeed.objects.filter(appointment_id=actor.appointment, withdrawn_at=None)
    return works.update(withdrawn_at=at)
