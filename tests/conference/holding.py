"""Families of whom somebody is kept out of one case, for the tests of who is held out of another."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from openccr.access.acting import acting_as
from openccr.casefiles.models import CaseFile, Exclusion
from openccr.casefiles.operations import exclude
from openccr.conference.queries.held import Held, held_for
from openccr.kernel.actors import Actor
from openccr.people.operations import Description, Name, add_person
from openccr.people.rules import PartKind
from tests.makers import NOW, TODAY, Area, open_case

BORN = date(1990, 4, 3)
NOWHERE = UUID("00000000-0000-4000-8000-000000000001")
RUTH = Description(names=(Name(given="Ruth", family="Tideswell"),), born_on=BORN)


def sees(actor: Actor, file: UUID) -> bool:
    with acting_as(actor):
        return CaseFile.objects.filter(id=file).exists()


def held(area: Area, file: UUID, user: Actor) -> bool:
    with acting_as(area.amina):
        return Exclusion.objects.filter(file_id=file, user_id=user.user_id, held=True, until_at=None).exists()


def add(area: Area, file: UUID, described: Description = RUTH, kind: PartKind = PartKind.VICTIM) -> UUID:
    return add_person(
        actor=area.amina, file_id=file, kind=kind, described=described, relationship="", source="test", on=TODAY
    )


def earlier(area: Area, described: Description = RUTH, kind: PartKind = PartKind.VICTIM) -> UUID:
    """A case out of which Bea is kept: she is of the family."""
    file = open_case(area)
    add(area, file, described, kind)
    exclude(actor=area.amina, file=file, user_id=area.bea.user_id, reason="Her sister", at=NOW)
    return file


def held_for_in(area: Area, actor: Actor) -> list[Held]:
    with acting_as(actor):
        return held_for(actor)
