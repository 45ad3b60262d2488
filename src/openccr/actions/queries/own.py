"""An agency's own actions, by their id alone."""

from __future__ import annotations

from uuid import UUID

from openccr.actions.models import Action
from openccr.kernel.actors import Actor
from openccr.kernel.refusals import NotFound


def file_of_own(actor: Actor, action_id: UUID) -> UUID:
    """The file of one of the agency's own actions. One query. Raises NotFound, for another agency's too."""
    found = Action.objects.filter(id=action_id, agency_id=actor.agency).values_list("file_id", flat=True).first()
    if found is None:
        raise NotFound
    return found
