"""Whom the coordinator can invite to a case, and what speaks against it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q

from openccr.conference.models import Research
from openccr.kernel.actors import Actor
from openccr.kernel.once import once
from openccr.partnership.models import Agency
from openccr.partnership.practice import practice
from openccr.sharing.queries import no_go, signed_agencies
from openccr.sharing.rules.no_go import Entry, people_there, recipient_of, why_not_told

ON_HER_LIST = "On the no-go list: the victim does not want this agency to be told."
NOT_SIGNED = "Has signed no information-sharing agreement that is in force."


@dataclass(frozen=True)
class Invitable:
    """Agencies to choose from.

    Args:
        agencies: (id, name) of each.
        usual: those whom the pack asks, without anybody on her list.
        hints: agency → what speaks against it or is to be minded, in words.
    """

    agencies: tuple[tuple[UUID, str], ...]
    usual: tuple[UUID, ...]
    hints: dict[str, str]


@once
def invitable(*, actor: Actor, today: date, file_id: UUID | None = None, hearing_id: UUID | None = None) -> Invitable:
    """The partnership's agencies of today, but for those asked about that hearing already.

    Args:
        file_id: the case, when it is known; her list is compared.
    """
    rows = Agency.objects.filter(Q(left_on=None) | Q(left_on__gt=today)).order_by("name")
    if hearing_id is not None:
        rows = rows.exclude(id__in=Research.objects.filter(hearing_id=hearing_id).values("agency_id"))
    current = list(rows)
    entries = no_go(file_id) if file_id else ()
    asked = practice(actor).processes["marac"].research.asked
    return Invitable(
        agencies=tuple((row.id, row.name) for row in current),
        usual=tuple(
            row.id for row in current if row.kind in asked and why_not_told(entries, recipient_of(row)) is None
        ),
        hints=_hints(current, entries, signed_agencies(today=today)),
    )


def _hints(agencies: Iterable[Agency], entries: Iterable[Entry], signed: frozenset[UUID] | None) -> dict[str, str]:
    hints = {}
    for agency in agencies:
        said = [ON_HER_LIST] if why_not_told(entries, recipient_of(agency)) else []
        said += [f"The victim does not want {person} there to be told." for person in people_there(entries, agency.id)]
        if signed is not None and agency.id not in signed:
            said.append(NOT_SIGNED)
        if said:
            hints[str(agency.id)] = " ".join(said)
    return hints
