"""Service actors: commands and jobs act under an appointment too, and say for what purpose."""

from __future__ import annotations

from uuid import UUID

from django.db import connection
from django.utils import timezone

from openccr.access.acting import acting_as
from openccr.kernel.actors import Actor, ActorKind
from openccr.kernel.refusals import Refusal
from openccr.partnership.acting import actor_under, held
from openccr.partnership.rules import Role


def service_actors(purpose: str) -> list[Actor]:
    """The service actor of each partnership, in the order of their codes."""
    return list(_services(purpose).values())


def area_of(actor: Actor, *, purpose: str) -> Actor:
    """The service actor of the actor's partnership, for what concerns every case alike, those hidden from them too.

    Nothing that it reads may be shown to the actor: whoever is kept out of a case learns nothing by it.
    """
    if actor.kind is ActorKind.SERVICE:
        return actor
    return next(one for one in service_actors(purpose) if one.partnership_id == actor.partnership_id)


def commands_actor(code: str, *, purpose: str) -> Actor:
    """The actor of a command for one partnership.

    Args:
        code: the partnership's code (`--area`).
        purpose: the command's name, kept in the audit.

    Raises Refusal, naming the codes there are, for an unknown one.
    """
    services = _services(purpose)
    if code not in services:
        there = ", ".join(services) or "none yet: make one with `openccr init`"
        raise Refusal(f"There is no partnership with the code {code}.", remedy=f"There are: {there}.", field="area")
    return services[code]


def actor_again(user_id: UUID | None, appointment_id: UUID, purpose: str) -> Actor | None:
    """The actor of a job, found again when its turn comes; None when the appointment is no longer in force."""
    if user_id is None:
        return next((one for one in service_actors(purpose) if one.appointment_id == appointment_id), None)
    mine = held(user_id, today=timezone.localdate())
    one = next((each for each in mine if each.id == appointment_id), None)
    return actor_under(one, user_id=user_id, purpose=purpose) if one else None


def _services(purpose: str) -> dict[str, Actor]:
    asking = Actor(kind=ActorKind.SERVICE, user_id=None, role=Role.COMMANDS, purpose=purpose)
    with acting_as(asking), connection.cursor() as cursor:
        cursor.execute("SELECT id, agency_id, partnership_id, name, code FROM openccr.service_appointments()")
        return {
            code: Actor(
                kind=ActorKind.SERVICE,
                user_id=None,
                appointment_id=appointment,
                agency_id=agency,
                partnership_id=area,
                role=Role.COMMANDS,
                name=name,
                purpose=purpose,
            )
            for appointment, agency, area, name, code in cursor.fetchall()
        }
