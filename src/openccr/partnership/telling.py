"""Whether anybody of an agency learns of what is sent there, and what is said to whoever sent it when nobody does."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import date
from uuid import UUID

from openccr.access.acting import acting_as
from openccr.access.may import why_not
from openccr.kernel.actors import Actor
from openccr.kernel.text import in_a_row
from openccr.partnership.desks import appointments_in_force
from openccr.partnership.models import Agency
from openccr.partnership.rules import Role

NAMED = 3
"""So many agencies are named in a sentence; the rest are counted."""


def roles_that_may(permission: str, *, actor: Actor) -> frozenset[Role]:
    """The roles that act under a permission in their own agency, as the policy tables say."""
    return frozenset(
        one for one in Role if why_not(replace(actor, role=one, whole_area=False), permission) is None
    )  # fmt: skip


def sent(words: str, *, to: Collection[UUID] | None, permission: str, actor: Actor, today: date) -> str:
    """What is said after something was sent to agencies: silence of theirs must not look like an answer to come.

    Args:
        words: what is said anyhow.
        to: the agencies; None: all that are in the partnership.
        permission: what somebody there must be allowed to do, to find it on their list.

    Returns the words, and which of the agencies have nobody with an account who could be told.
    """
    with acting_as(actor):
        told = appointments_in_force(today).filter(role__in=roles_that_may(permission, actor=actor))
        asked = Agency.objects.filter(left_on=None)
        deaf = list(
            (asked if to is None else asked.filter(id__in=to))
            .exclude(id__in=told.values("agency_id"))
            .order_by("name")
            .values_list("name", flat=True)
        )
    if not deaf:
        return words
    named = deaf if len(deaf) <= NAMED + 1 else [*deaf[:NAMED], f"{len(deaf) - NAMED} other agencies"]
    whose = "your" if actor.whole_area else "the coordinator’s"
    return f"{words} Nobody at {in_a_row(named)} can be told. Write to them: a letter is ready on {whose} list."
