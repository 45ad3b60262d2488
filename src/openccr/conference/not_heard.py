"""Whether a case that was finished by mistake can still be opened again."""

from __future__ import annotations

from datetime import date

from openccr.conference.models import Hearing, Minutes
from openccr.conference.rules.hearings import HearingFacts
from openccr.conference.rules.minutes import MinutesState
from openccr.conference.rules.reading import PROCESS
from openccr.kernel.actors import Actor
from openccr.partnership.practice import practice


def hearing_facts(actor: Actor, hearing: Hearing, *, reason: str, today: date) -> HearingFacts:
    """What taking back that this case was heard rests on. One query beside the meeting's and the file's own."""
    states = set(Minutes.objects.filter(meeting_id=hearing.meeting_id).values_list("state", flat=True))
    furthest = [state for state in (MinutesState.ISSUED, MinutesState.AGREED, MinutesState.DRAFT) if state in states]
    return HearingFacts(
        reason=reason,
        minutes=furthest[0] if furthest else "",
        file_closed=hearing.file.closed_at is not None,
        days_since=(today - hearing.meeting.on).days,
        within=practice(actor).processes[PROCESS].periods.notes_after.days,
    )
