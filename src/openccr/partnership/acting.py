"""From a signed-in request to the actor: which appointments are in force, and which one is acted under."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import connection
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from openccr.access.acting import acting_as
from openccr.kernel.actors import Actor, ActorKind
from openccr.partnership.rules import Role, Tenure

CHOSEN = "openccr_appointment"
"""Where the session keeps the appointment chosen in the header."""


@dataclass(frozen=True)
class Held:
    """An appointment of the account, as `openccr.my_appointments()` tells it."""

    id: UUID
    agency_id: UUID
    partnership_id: UUID
    name: str
    role: str
    agency_name: str
    partnership_name: str
    whole_area: bool
    tenure: Tenure

    @property
    def role_label(self) -> str:
        """The role in words."""
        return Role(self.role).label


def held(user_id: UUID, *, today: date) -> list[Held]:
    """The account's appointments in force today, in the order of their start."""
    return [one for one in appointments_of(user_id) if one.tenure.in_force(today)]


def appointments_of(user_id: UUID) -> list[Held]:
    """The account's appointments that nobody has ended, whether in force today or not."""
    with acting_as(Actor(kind=ActorKind.PERSON, user_id=user_id)), connection.cursor() as cursor:
        cursor.execute(
            "SELECT id, agency_id, partnership_id, name, role, agency_name, partnership_name, whole_area,"
            " from_on, until_on, attested_on FROM openccr.my_appointments()"
        )
        rows = cursor.fetchall()
    return [Held(*(*row[:8], Tenure(*row[8:]))) for row in rows]


def actor_of(request: HttpRequest) -> Actor | None:
    """The actor of a request: the chosen appointment, else the first; without one only what is walled `self`."""
    if not request.user.is_authenticated:
        return None
    mine = held(request.user.pk, today=timezone.localdate())
    chosen = request.session.get(CHOSEN, "")
    one = next((each for each in mine if str(each.id) == chosen), mine[0] if mine else None)
    request.held = mine  # type: ignore[attr-defined]
    request.acting_under = one  # type: ignore[attr-defined]
    if one is None:
        return Actor(kind=ActorKind.PERSON, user_id=request.user.pk, name=request.user.name)
    return actor_under(one, user_id=request.user.pk)


def actor_under(one: Held, *, user_id: UUID, purpose: str = "case work") -> Actor:
    """The person acting under that appointment."""
    return Actor(
        kind=ActorKind.PERSON,
        user_id=user_id,
        appointment_id=one.id,
        agency_id=one.agency_id,
        partnership_id=one.partnership_id,
        role=one.role,
        whole_area=one.whole_area,
        name=one.name,
        purpose=purpose,
    )


def acting_line(request: HttpRequest) -> dict[str, str]:
    """What the header says of whoever is signed in: name, role in words, agency, and where to change that."""
    one: Held | None = getattr(request, "acting_under", None)
    account = {"switch_href": reverse("partnership.choose"), "switch_text": _("Your account")}
    if one is None:
        return {"name": getattr(request.user, "name", ""), **account}
    return {"name": one.name, "role": one.role_label, "agency": one.agency_name, **account}
