"""Who is one human: where two people decide, two accounts of one do not count as two."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import connection
from django.db.models import BooleanField, F, Func, QuerySet

from openccr.kernel.actors import Actor
from openccr.kernel.refusals import Refusal
from openccr.partnership.desks import appointments_in_force
from openccr.partnership.models import Appointment
from openccr.partnership.rules import Role


def same_human(actor: Actor, user_id: UUID | None) -> bool:
    """Whether that account is the actor's, or looks like one more of theirs by its name or address. One query at most.

    One account may hold several appointments, so nobody needs a second account to act for a second agency.
    """
    if user_id is None or actor.user_id is None:
        return False
    if user_id == actor.user_id:
        return True
    with connection.cursor() as cursor:
        cursor.execute("SELECT openccr.same_human(%s)", [user_id])
        return bool(cursor.fetchone()[0])


def two_accounts(sentence: str) -> Refusal:
    """The refusal of two accounts that bear one name or one address."""
    return Refusal(
        f"{sentence} The other account bears your name or your address, so the two count as one person.",
        remedy="Ask somebody else.",
    )


def other_coordinators(actor: Actor, *, today: date) -> QuerySet[Appointment]:
    """Who else coordinates with a coordinator on a day, and not as the same human by a second account.

    Ask it inside `acting_as`. It says nothing of which cases they may see.
    """
    theirs = Func(F("user_id"), function="openccr.same_human", output_field=BooleanField())
    held = appointments_in_force(today).filter(agency=actor.agency, role=Role.COORDINATOR)
    return held.annotate(same_human=theirs).filter(same_human=False)
