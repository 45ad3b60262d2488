"""What an operation finds before it acts."""

from __future__ import annotations

from uuid import UUID

from openccr.content.schema.instruments import Instrument
from openccr.kernel.actors import Actor
from openccr.kernel.refusals import NotFound, Refusal
from openccr.partnership.models import Agency
from openccr.partnership.practice import practice
from openccr.people.models import Part
from openccr.people.rules import PartKind


def instrument_of(actor: Actor, name: str) -> Instrument:
    """The instrument of that key@version. Raises Refusal with the known ones named."""
    try:
        return practice(actor).instrument(name)
    except KeyError as error:
        sentence = f"There is no instrument “{name}” here."
        raise Refusal(sentence, remedy=str(error.args[0]), field="instrument") from error


def must_be_victim(file_id: UUID, person_id: UUID) -> None:
    """Raises NotFound for somebody who is not a victim in that file."""
    if not Part.objects.filter(file_id=file_id, person_id=person_id, kind=PartKind.VICTIM).exists():
        raise NotFound


def agency_name(actor: Actor) -> str:
    """The name of the actor's agency; a role that works on cases is held in one."""
    assert actor.agency_id is not None
    return Agency.objects.values_list("name", flat=True).get(id=actor.agency_id)
