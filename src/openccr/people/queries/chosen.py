"""Whereabouts that somebody chose onto one paper: opened for that paper alone."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from openccr.casefiles.models import Grant
from openccr.kernel.refusals import Refusal
from openccr.partnership.models import Agency
from openccr.people.models import PlacesChosen, Whereabouts
from openccr.people.sealing import Vault


@dataclass(frozen=True)
class ChosenPlace:
    """One place that somebody chose onto a paper, opened, with the reason given."""

    person_id: UUID
    kind: str
    text: str = field(repr=False)
    reason: str


def chosen_for(*, file: UUID, agency: UUID, by: UUID, at: datetime) -> list[ChosenPlace]:
    """The places that this appointment chose for a paper of that agency and that may stand on it still.

    What has been retired since, or the person who harms knows, is left out. Raises Refusal when nothing of its kind is
    left. Three queries.
    """
    rows = PlacesChosen.objects.filter(file_id=file, agency_id=agency, chosen_by=by, until_at__gt=at)
    chosen = {row.person_id: row for row in rows.order_by("chosen_at")}
    found = [
        row
        for row in Whereabouts.objects.filter(person_id__in=chosen, until_on=None).annotate(
            known=Whereabouts.is_known()
        )
        if row.kind in chosen[row.person_id].kinds
    ]
    safe = [row for row in found if not row.known]
    if {(row.person_id, row.kind) for row in found} != {(row.person_id, row.kind) for row in safe}:
        raise Refusal("The person who harms may know one of these places.", remedy="Ask for another that is safe.")
    vault = Vault.of(row.person_id for row in safe)
    return [
        ChosenPlace(
            row.person_id, row.kind, vault.unseal(row.sealed, person_id=row.person_id), chosen[row.person_id].reason
        )
        for row in safe
    ]


def chosen_agencies(*, file: UUID, by: UUID, at: datetime) -> list[UUID]:
    """For which agencies this appointment has chosen whereabouts of the case. One query."""
    rows = PlacesChosen.objects.filter(file_id=file, chosen_by=by, until_at__gt=at)
    return list(rows.order_by().values_list("agency_id", flat=True).distinct())


def let_in(file: UUID) -> list[tuple[str, str]]:
    """(id, name) of every agency that is let into a case. One query."""
    rows = Agency.objects.filter(id__in=Grant.agencies_on(file)).order_by("name")
    return [(str(row.id), row.name) for row in rows]
