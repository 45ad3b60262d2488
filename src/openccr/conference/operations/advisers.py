"""Naming who advises the victim of a file: never one adviser on both sides of a pair that is not settled."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.utils import timezone

from openccr.access.acting import acting_as
from openccr.access.may import must
from openccr.audit.operations import record
from openccr.casefiles.models import CaseFile, Exclusion, Grant
from openccr.casefiles.operations import note
from openccr.conference.models import Adviser, DualAllegation
from openccr.conference.rules.two_ways import TwoWaysFacts, why_not_adviser
from openccr.kernel.actors import Actor
from openccr.kernel.refusals import NotFound, Refusal
from openccr.partnership.desks import appointments_in_force
from openccr.partnership.models import Agency
from openccr.partnership.rules import Role
from openccr.people.queries.pairs import turned_pairs


def name_adviser(*, actor: Actor, file_id: UUID, appointment_id: UUID, at: datetime) -> bool:
    """Name the IDVA who advises the victim of a file from now on; whoever did before ends.

    Answers whether their service is let into the file: naming lets nobody in.

    Raises NotFound; Refusal for somebody who is no IDVA today, is suspended or is kept out of the file, and for one who
    advises the other side of the same pair before it is settled who does what to whom.
    """
    with acting_as(actor):
        must(actor, "conference.name_adviser")
        if not CaseFile.objects.filter(id=file_id).exists():
            raise NotFound
        today = timezone.localdate(at)
        found = appointments_in_force(today).filter(id=appointment_id, role=Role.IDVA).select_related("agency").first()
        if found is None or Exclusion.objects.filter(file_id=file_id, until_at=None, user_id=found.holder_id).exists():
            raise Refusal("This person cannot be named.", remedy="Choose another adviser.", field="appointment_id")
        _check_other_side(file_id, found.holder_id)
        Adviser.objects.filter(file_id=file_id, until_at=None).update(until_at=at)
        name = f"{found.name}, {found.agency.name}"
        row = Adviser(
            file_id=file_id, agency_id=found.agency_id, appointment=found, user_id=found.holder_id, name=name,
            from_at=at,
        )  # fmt: skip
        row.save(force_insert=True)
        note(file_id=file_id, kind="adviser", sentence=f"The adviser is {name}", at=at, about_id=row.id)
        record("adviser.named", file_id=file_id, subjects=[found.id], at=at)
        return Agency.objects.filter(id=found.agency_id, id__in=Grant.agencies_on(file_id)).exists()


def _check_other_side(file_id: UUID, user_id: UUID) -> None:
    recorded = {row.other_than(file_id): row.id for row in DualAllegation.of(file_id)}
    facts = DualAllegation.facts_of(recorded.values())
    others = {*recorded, *turned_pairs(file_id)}
    advised = Adviser.objects.filter(file_id__in=others, user_id=user_id, until_at=None)
    for other in advised.values_list("file_id", flat=True):
        refusal = why_not_adviser(facts[recorded[other]] if other in recorded else TwoWaysFacts())
        if refusal is not None:
            raise refusal
