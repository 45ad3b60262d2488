"""The instruments that a partnership uses."""

from __future__ import annotations

from uuid import UUID

from django.utils import timezone

from openccr.access.acting import current_actor
from openccr.content.schema.instruments import Instrument
from openccr.kernel.refusals import NotFound
from openccr.partnership.practice import practice
from openccr.people.queries import people_of
from openccr.people.rules import PartKind
from openccr.risk.rules import propose


def instruments_in_use() -> list[Instrument]:
    """The instruments that the partnership's processes have chosen, in their order, each once."""
    pack = practice(current_actor())
    names = [name for process in pack.processes.values() for name in process.choices.instruments]
    return [pack.instruments[name] for name in dict.fromkeys(names)]


def proposed_for(file_id: UUID) -> Instrument:
    """The instrument for the victim of this file, by her age. Two queries. Raises LookupError as `propose`."""
    people = people_of(file_id, today=timezone.localdate())
    age = next((one.age for one in people if one.part is PartKind.VICTIM), None)
    return propose(instruments_in_use(), age=age)


def instrument_named(name: str) -> Instrument:
    """The instrument of that key@version, if it is in use. Raises NotFound."""
    found = next((one for one in instruments_in_use() if one.id == name), None)
    if found is None:
        raise NotFound
    return found
