"""An agency says beforehand how it takes part in a meeting; what it says on the telephone the coordinator writes."""

from __future__ import annotations

from datetime import datetime, time
from uuid import UUID

from openccr.access.acting import acting_as
from openccr.access.may import must
from openccr.audit.operations import record
from openccr.conference.models import Coming, Meeting, Research
from openccr.conference.rules.coming import coming_refusal
from openccr.conference.rules.meetings import OVER
from openccr.kernel.actors import Actor
from openccr.kernel.refusals import NotFound, Refusal


def say_who_comes(
    *,
    actor: Actor,
    meeting_id: UUID,
    how: str,
    at: datetime,
    name: str = "",
    deputy: bool = False,
    there_from: time | None = None,
    there_until: time | None = None,
    agency_id: UUID | None = None,
) -> None:
    """Say how an agency takes part; said again, the later word stands.

    Args:
        how: a key of `rules.coming.HOW`.
        name: who comes; needed unless nobody does.
        deputy: it is not whoever usually comes.
        there_from, there_until: when they are there, if not all the time.
        agency_id: for another agency, which only a coordinator does; None for one's own.

    Raises Refusal for an answer that is none and for a meeting that is over, NotFound for a meeting elsewhere or one
    that the agency is not invited to.
    """
    with acting_as(actor):
        must(actor, "conference.say_who_comes")
        meeting = Meeting.objects.filter(id=meeting_id).first()
        agency = agency_id or actor.agency
        if meeting is None:
            raise NotFound
        if agency != actor.agency and not actor.whole_area:
            raise Refusal("Each agency says this for itself.", remedy="Ask the coordinator to write it down.")
        if not Research.objects.filter(hearing__meeting=meeting, agency_id=agency).exists():
            raise NotFound
        why = coming_refusal(
            how=how, name=name, first=there_from, last=there_until, over=meeting.state in OVER
        )  # fmt: skip
        if why is not None:
            raise why
        Coming.objects.update_or_create(
            meeting=meeting,
            agency_id=agency,
            defaults={
                "partnership_id": meeting.partnership_id, "how": how, "name": name.strip(), "deputy": deputy,
                "there_from": there_from, "there_until": there_until, "said_by": actor.name, "said_at": at,
            },
        )  # fmt: skip
        record("meeting.coming_said", subjects=[meeting_id, agency], at=at)
