"""Who is one human: where two people decide, two accounts of one do not count as two."""

from __future__ import annotations

from uuid import UUID

from django.db import connection

from openccr.kernel.actors import Actor
from openccr.kernel.refusals import Refusal


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
