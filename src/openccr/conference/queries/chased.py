"""Agencies that stayed silent although their people and their lead were reminded: the coordinator's list."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q

from openccr.access.together import Steps, asked
from openccr.conference.models import AgendaOpened, Chase, Coming, Research
from openccr.conference.rules.chasing import CHASED, Chased, Step
from openccr.conference.rules.meetings import OVER
from openccr.conference.rules.research import ResearchState


@dataclass(frozen=True)
class SilentAgency:
    """One agency, one meeting, and what it still owes it, in words."""

    meeting_id: UUID
    on: date
    agency: str
    what: str


@asked
def silent_agencies(*, today: date) -> Steps[list[SilentAgency]]:
    """What was chased to the end and is still owed to a meeting ahead, the nearest first.

    Whether it is still owed is asked of the few that were, since that question is costly to plan.
    """
    chased = Chase.objects.filter(step=Step.COORDINATOR, meeting__on__gte=today).exclude(meeting__state__in=OVER)
    (some,) = yield (chased.values_list("id", flat=True),)
    if not some:
        return []
    of_this = {"meeting": OuterRef("meeting"), "agency": OuterRef("agency")}
    owed = Research.objects.filter(
        hearing__meeting=OuterRef("meeting"),
        hearing__state="listed",
        agency=OuterRef("agency"),
        state=ResearchState.ASKED,
    )
    opened = AgendaOpened.objects.filter(version=OuterRef("meeting__version"), **of_this)
    answered = Coming.objects.filter(said_at__gte=OuterRef("meeting__circulated_at"), **of_this)
    rows = Chase.objects.filter(
        Q(what=Chased.RESEARCH) & Exists(owed)
        | Q(what=Chased.ATTENDANCE) & ~Exists(Coming.objects.filter(**of_this))
        | Q(what=Chased.AGENDA) & ~Exists(opened) & ~Exists(answered),
        id__in=some,
    )
    found = rows.order_by("meeting__on", "agency__name", "what").annotate(day=F("meeting__on"), named=F("agency__name"))
    (lines,) = yield (found.values_list("meeting_id", "day", "named", "what"),)
    return [SilentAgency(meeting_id, day, named, CHASED[what]) for meeting_id, day, named, what in lines]
