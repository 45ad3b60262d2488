"""Whom a chronology may be made for: oneself, and for the coordinator every agency that is let into the case."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from openccr.casefiles.models import CaseFile, Grant
from openccr.conference.recipients import files_for, oneself, oneself_for_file
from openccr.documents.rules.paper import Recipient
from openccr.kernel.actors import Actor
from openccr.kernel.refusals import NotFound
from openccr.partnership.models import Agency
from openccr.people.models import Part


def of_case(*, actor: Actor, about: UUID) -> list[Recipient]:
    """For a case. Raises NotFound for a hidden one."""
    mine = oneself_for_file(actor=actor, about=about)
    if not actor.whole_area:
        return mine
    others = Agency.objects.filter(id__in=Grant.agencies_on(about)).exclude(id=actor.agency).order_by("name")
    return [*mine, *(Recipient(agency_id=one.id, agency=one.name, kind=one.kind) for one in others)]


def of_person(*, actor: Actor, about: UUID, file: UUID | None = None) -> list[Recipient]:
    """For a person through all their cases: oneself alone, since no other agency need be let into every one of them.

    Args:
        file: a case in which they are met, if one is named.

    Raises NotFound for somebody whom the actor does not see, or who is not in that case.
    """
    met = Part.objects.filter(person_id=about)
    if not (met if file is None else met.filter(file_id=file)).exists():
        raise NotFound
    return [oneself(actor)]


def chosen(*, actor: Actor, file: UUID, agency_id: UUID, whom: str = "") -> tuple[Recipient, bool]:
    """The recipient of a case's chronology, and whether that is another than oneself.

    Raises NotFound for an agency that is not let in or is kept out or stands on her no-go list, Refusal where somebody
    there must not see it and nobody is named.
    """
    found = next((one for one in of_case(actor=actor, about=file) if one.agency_id == agency_id), None)
    if found is None or not CaseFile.objects.filter(id=file).exists():
        raise NotFound
    if whom.strip() and not found.person:
        found = replace(found, person=" ".join(whom.split()))
    if file not in files_for(actor=actor, recipient=found, file_ids=[file]):
        raise NotFound
    return found, found.agency_id != actor.agency_id
