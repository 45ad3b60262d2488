"""What reaches a case after its meeting: notes that were taken on paper, and old minutes."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.utils import timezone

from openccr.access.acting import acting_as
from openccr.access.may import must
from openccr.audit.operations import record
from openccr.casefiles.operations import note
from openccr.conference.models import Hearing
from openccr.conference.operations.listing import locked_hearing
from openccr.conference.rules.afterwards import added, why_not_after
from openccr.conference.rules.reading import PROCESS
from openccr.documents.attaching import attach
from openccr.kernel.actors import Actor
from openccr.kernel.refusals import NotFound, Refusal
from openccr.partnership.practice import practice

MINUTES = "minutes"


def attach_to_hearing(*, actor: Actor, file_id: UUID, hearing_id: UUID, data: bytes, name: str, at: datetime) -> UUID:
    """Put a paper with a hearing: minutes from before the system, a scan of notes. Whoever sees the case sees it.

    Returns the attachment's id. Raises NotFound, and Refusal as `documents.attaching.attach`.
    """
    with acting_as(actor):
        must(actor, "conference.past_papers")
        if not Hearing.objects.filter(id=hearing_id, file_id=file_id).exists():
            raise NotFound
        return attach(actor=actor, file_id=file_id, about_id=hearing_id, data=data, name=name, kind=MINUTES, at=at)


def entered_within(actor: Actor) -> int:
    """Days after a meeting in which its paper notes are typed in."""
    return practice(actor).processes[PROCESS].periods.notes_after.days


def write_after(
    *,
    actor: Actor,
    file_id: UUID,
    hearing_id: UUID,
    her_views: str,
    discussion: str,
    risk_summary: str,
    at: datetime,
) -> None:
    """Enter notes that were taken on paper below what stands there already, marked with the day.

    Raises NotFound; Refusal when nothing is given, and as `rules.afterwards.why_not_after`.
    """
    with acting_as(actor):
        must(actor, "conference.past_papers")
        row = locked_hearing(file_id, hearing_id)
        today = timezone.localdate(at)
        if refusal := why_not_after(
            hearing=row.state,
            meeting=row.meeting.state,
            meeting_on=row.meeting.on,
            today=today,
            within=entered_within(actor),
        ):
            raise refusal
        if not any(text.strip() for text in (her_views, discussion, risk_summary)):
            raise Refusal("Nothing is entered.", remedy="Type what the paper says.")
        row.her_views = added(row.her_views, her_views, on=today)
        row.discussion = added(row.discussion, discussion, on=today)
        row.risk_summary = added(row.risk_summary, risk_summary, on=today)
        row.written_after_at, row.version = at, row.version + 1
        row.save(update_fields=["her_views", "discussion", "risk_summary", "written_after_at", "version"])
        note(
            file_id=file_id, kind="hearing", sentence="Notes of the meeting were entered after", at=at,
            about_id=hearing_id,
        )  # fmt: skip
        record("hearing.written_after", file_id=file_id, subjects=[hearing_id], at=at)
