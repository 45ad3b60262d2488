"""Who keeps an agency's entries: those who are asked to look at them, and whose list has them."""

from __future__ import annotations

from datetime import date

from django.db.models import QuerySet

from openccr.partnership.desks import appointments_in_force
from openccr.partnership.models import Appointment
from openccr.partnership.rules import Role

KEEPERS = (Role.LEAD, Role.REPRESENTATIVE, Role.IDVA, Role.COORDINATOR)
"""Who is asked of an agency: those of the first of these roles in which anybody there can act today."""


def keepers(today: date) -> QuerySet[Appointment]:
    """The appointments under which somebody can keep their agency's entries today. Call it inside `acting_as`."""
    return appointments_in_force(today).filter(role__in=KEEPERS)
