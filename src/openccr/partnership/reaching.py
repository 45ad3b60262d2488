"""Whether mail reaches somebody: the worker notes it, and the agency's lead sees it."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import connection

from openccr.access.acting import acting_as
from openccr.kernel.actors import Actor


def note_mail(*, actor: Actor, appointment_id: UUID, refused_on: date | None) -> None:
    """Note that mail to the holder was refused on a day, or (None) that it was taken; part of sending it."""
    with acting_as(actor), connection.cursor() as cursor:
        cursor.execute("SELECT openccr.say_mail(%s, %s)", [appointment_id, refused_on])
