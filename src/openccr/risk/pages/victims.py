"""Who a page of risk is about."""

from __future__ import annotations

from uuid import UUID

from django.utils import timezone

from openccr.kernel.refusals import Refusal
from openccr.people.queries import PersonShown, people_of
from openccr.people.rules import PartKind


def victims_of(file: UUID) -> list[PersonShown]:
    """The victims of a case. Raises Refusal for a case without one."""
    people = people_of(file, today=timezone.localdate())
    victims = [one for one in people if one.part is PartKind.VICTIM]
    if not victims:
        raise Refusal("Nobody stands as the victim in this case.", remedy="Add the victim to the case first.")
    return victims
