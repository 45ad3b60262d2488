"""Inviting a further agency to a case that is listed already."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from openccr.access.acting import acting_as
from openccr.access.may import must
from openccr.audit.operations import record
from openccr.casefiles.operations import note
from openccr.conference.models import Research
from openccr.conference.operations.listing import ask_agencies, current_agencies, let_in, locked_hearing, shut_out_of
from openccr.conference.operations.listing_checks import need_nobody_alike
from openccr.conference.operations.sharing import share_hearing
from openccr.conference.rules.hearings import HEARING
from openccr.conference.rules.meetings import MeetingState
from openccr.kernel.actors import Actor
from openccr.kernel.refusals import Refusal


def invite_later(
    *,
    actor: Actor,
    file_id: UUID,
    hearing_id: UUID,
    agency_ids: Collection[UUID],
    at: datetime,
    override_reason: str = "",
) -> None:
    """Let further agencies into a listed case and ask them what they know, through the same gate as listing.

    Args:
        override_reason: why agencies on her no-go list are told all the same.

    Raises NotFound for a hearing that is not there, Refusal once it is heard or off the agenda, for nobody, for an
    agency that is asked already, shut out or gone, while somebody there may be in the case, and as the gate says.
    """
    with acting_as(actor):
        must(actor, "conference.list")
        hearing = locked_hearing(file_id, hearing_id)
        meeting = hearing.meeting
        if hearing.state != HEARING.first or meeting.state == MeetingState.HELD:
            raise Refusal("The case is no longer waiting for this meeting.", remedy="List it on another one first.")
        agencies = current_agencies(agency_ids, at=at)
        if not agencies or len(agencies) < len(set(agency_ids)):
            raise Refusal("Choose whom to invite among the agencies of today.", field="agency_ids")
        ids = [agency.id for agency in agencies]
        asked = set(Research.objects.filter(hearing=hearing, agency__in=ids).values_list("agency_id", flat=True))
        out = shut_out_of(file_id, at=at)
        for agency in agencies:
            if agency.id in asked:
                raise Refusal(f"{agency.name} is invited already.", field="agency_ids")
            if agency.id in out:
                raise Refusal(f"{agency.name} is kept out of this case.", field="agency_ids")
        need_nobody_alike(file_id, ids)
        share_hearing(
            actor=actor, meeting=meeting, hearing=hearing, agencies=agencies, at=at, override_reason=override_reason,
            event="AgencyInvited",
        )  # fmt: skip
        let_in(actor, meeting, hearing, ids, at=at)
        names = ", ".join(agency.name for agency in agencies)
        note(file_id=file_id, kind="invited", sentence=f"Invited later: {names}", at=at, about_id=hearing.id)
        record("hearing.invited", file_id=file_id, subjects=[hearing.id, *ids], at=at)
        ask_agencies(actor, meeting, hearing, ids, at=at)
