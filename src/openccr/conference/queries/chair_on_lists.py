"""Whether the chair of a meeting works where somebody has said that nobody may be told."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from openccr.casefiles.models import Exclusion
from openccr.conference.models import Hearing, Meeting
from openccr.conference.rules.hearings import HearingState
from openccr.sharing.models import NoGo, Override


def listed_against_chair(meeting: Meeting, hearings: Iterable[Hearing], *, today: date) -> tuple[str, ...]:
    """The initials of the cases that wait whose no-go list names the chair's agency, or its kind. One query at most.

    A chair sees each case by a grant of their own, without being invited: no list stops that, so the coordinator is
    told. Left out are cases in which it was decided that the agency is told all the same, or that keep the chair out.
    A line that names the chair in person holds them out by itself. Ask it as the coordinator, who reads the lists.
    """
    waiting = {one.file_id: one.file.title for one in hearings if one.state == HearingState.LISTED}
    chair = meeting.chair
    if chair is None or not waiting:
        return ()
    now = timezone.now()
    told = Override.objects.filter(no_go=OuterRef("id"), agency_id=chair.agency_id, duty=False)
    kept_out = Exclusion.objects.filter(
        Q(user_id=chair.user_id) | Q(agency_id=chair.agency_id, unit=""),
        Q(until_at=None) | Q(until_at__gt=now),
        file_id=OuterRef("file_id"),
        from_at__lte=now,
    )
    lines = NoGo.objects.filter(
        NoGo.counting(today),
        Q(agency_id=chair.agency_id) | Q(kind=chair.agency.kind),
        ~Exists(told),
        ~Exists(kept_out),
        file_id__in=waiting,
        person="",
    )
    return tuple(sorted({waiting[file] for file in lines.values_list("file_id", flat=True)}))
