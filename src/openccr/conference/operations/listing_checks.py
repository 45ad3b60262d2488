"""What keeps an accepted case off an agenda: the pair turned round, the pair listed already, an open conflict."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from openccr.casefiles.queries import one_chance_of
from openccr.conference.models import DualAllegation, Hearing, Meeting, Referral
from openccr.conference.operations.conflicts import staff_to_look_at
from openccr.conference.rules.hearings import HearingState
from openccr.conference.rules.two_ways import TwoWaysFacts, why_not_together
from openccr.kernel.refusals import Refusal
from openccr.people.queries.pairs import files_of_pair, turned_pairs


def check_listing(referral: Referral, meeting: Meeting, agency_ids: Collection[UUID]) -> None:
    """Raise the Refusal that keeps this case off this meeting, if there is one."""
    same = Hearing.coming_of(files_of_pair(referral.file_id)).first()
    if same is not None:
        raise Refusal(
            f"The same victim and person who harms are on a coming agenda as {same.file.reference}.",
            remedy="Join this referral to that case instead of listing it twice.",
            field="meeting_id",
        )
    on_it = Hearing.objects.filter(meeting=meeting, state=HearingState.LISTED).exclude(file_id=referral.file_id)
    there = set(on_it.values_list("file_id", flat=True))
    recorded = {row.other_than(referral.file_id): row.id for row in DualAllegation.of(referral.file_id)}
    facts = DualAllegation.facts_of(recorded.values())
    for other in there & {*recorded, *turned_pairs(referral.file_id)}:
        refusal = why_not_together(facts[recorded[other]] if other in recorded else TwoWaysFacts())
        if refusal is not None:
            raise refusal
    need_nobody_alike(referral.file_id, {*agency_ids, referral.agency_id})


def need_nobody_alike(file_id: UUID, agency_ids: Collection[UUID]) -> None:
    """Raise the Refusal that keeps an agency out while somebody there may be in the case and nobody has decided.

    Whoever is held sees nothing already; whoever only has the name would see the case the moment it is listed.
    """
    one_chance = one_chance_of(file_id) is not None
    waiting = (match.staff for match in staff_to_look_at(file_id) if one_chance or not match.strong)
    agencies = sorted({staff.agency for staff in waiting if staff.agency_id in agency_ids})
    if agencies:
        raise Refusal(
            f"Somebody at {' and at '.join(agencies)} has the name of a person in this case, and would see it at once.",
            remedy="Decide first on “Staff with a name of this case”, on the referral's page “Weigh the criteria”.",
            field="agency_ids",
        )
