"""Whether the chair of a meeting works where somebody has said that nobody may be told."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from openccr.casefiles.models import Exclusion, Grant
from openccr.conference.models import Hearing, Meeting
from openccr.conference.rules.hearings import HearingState
from openccr.sharing.models import NoGo, Override


@dataclass(frozen=True)
class AgainstChair:
    """Cases that wait, by initials, whose no-go list names the chair's agency or its kind.

    Args:
        sees: the chair was let into the case before the line was written.
        left_out: the chair was not let in.
    """

    sees: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()


def listed_against_chair(meeting: Meeting, hearings: Iterable[Hearing], *, today: date) -> AgainstChair:
    """The cases of a meeting whose list names its chair's agency. One query, and one for each that it finds.

    Left out are cases in which it was decided that the agency is told all the same, or that keep the chair out. A line
    that names the chair in person holds them out by itself. Ask it as the coordinator, who reads the lists.
    """
    waiting = {one.file_id: one.file.title for one in hearings if one.state == HearingState.LISTED}
    chair = meeting.chair
    if chair is None or not waiting:
        return AgainstChair()
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
    found = {file: _sees(file, chair.id, now) for file in lines.values_list("file_id", flat=True)}
    names = {sees: sorted(waiting[file] for file, one in found.items() if one is sees) for sees in (True, False)}
    return AgainstChair(sees=tuple(names[True]), left_out=tuple(names[False]))


def _sees(file_id: UUID, chair_id: UUID, now: datetime) -> bool:
    grants = (one for one in Grant.on(file_id) if one.holder_id == chair_id)
    return any(one.until_at is None or one.until_at > now for one in grants)
