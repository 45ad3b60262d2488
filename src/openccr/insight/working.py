"""How the conference worked in a quarter, for whoever asks.

Whoever may have figures before they are signed off sees every case of the area through the walls, so these are counted
there and nothing is counted across them; everybody else reads what was frozen, rounded, when the quarter was signed
off.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime, time, timedelta
from itertools import chain
from typing import Any
from uuid import UUID

from django.db.models import BooleanField, ExpressionWrapper, F, Q
from django.utils import timezone

from openccr.access.acting import acting_as
from openccr.access.may import must
from openccr.actions.models import Action
from openccr.conference.models import Attendance, Hearing, Meeting, Referral, Research, Transfer
from openccr.conference.rules.research import ResearchState
from openccr.content import Pack
from openccr.content.schema.quality import Indicator
from openccr.insight.counting import PROCESS, form_of, must_see_every_figure, sees_every_figure, versioned
from openccr.insight.models import Release
from openccr.insight.rules.quarters import Quarter, last_day
from openccr.insight.rules.working import (
    Decided,
    Measured,
    Sat,
    Seat,
    Task,
    Work,
    indicators,
    measured,
    published,
)
from openccr.kernel.actors import Actor
from openccr.partnership.practice import practice
from openccr.people.models import ContactAttempt
from openccr.people.rules import PartKind

PRESENT = "present"


@dataclass(frozen=True, kw_only=True)
class Working:
    """The indicators of a quarter as this actor may have them.

    Args:
        exact: as recorded now; otherwise as frozen and rounded, without meetings.
        sources: the document each comes from.
        found: empty when they are not shown yet.
        meetings: the day of each meeting with its indicators, in order.
    """

    quarter: Quarter
    exact: bool
    definitions: list[Indicator]
    sources: Mapping[str, str]
    found: Mapping[str, Measured]
    meetings: tuple[tuple[date, Mapping[str, Measured]], ...] = ()


def working_of(*, actor: Actor, quarter: Quarter, today: date) -> Working:
    """How the conference worked in a quarter. Raises Refusal for a role that does not work with figures."""
    with acting_as(actor):
        must(actor, "insight.figures")
        pack = practice(actor)
        defined = indicators(pack.quality.indicators)
        sources = {one.key: pack.sources.in_full(one.source) for one in defined}
        if not sees_every_figure():
            release = Release.objects.filter(form=versioned(form_of(pack)), first_on=quarter.period.first)
            last = release.order_by("number").last()
            kept = thawed(last.working if last else [])
            return Working(quarter=quarter, exact=False, definitions=defined, sources=sources, found=kept)
        work, names = work_of(quarter, today=today, pack=pack), reason_names(pack)
        days = sorted(work.by_day().items())
        return Working(
            quarter=quarter,
            exact=True,
            definitions=defined,
            sources=sources,
            found=measured(work, names=names),
            meetings=tuple((day, measured(own, names=names)) for day, own in days),
        )


def frozen(quarter: Quarter, *, today: date, pack: Pack) -> list[dict[str, Any]]:
    """A quarter's indicators, rounded, as a release keeps them; for whoever sees every figure."""
    must_see_every_figure()
    found = measured(work_of(quarter, today=today, pack=pack), names=reason_names(pack))
    return [asdict(published(one)) for one in found.values()]


def thawed(rows: Sequence[Mapping[str, Any]]) -> dict[str, Measured]:
    """What `frozen` kept."""
    return {row["key"]: Measured(**row) for row in rows}


def reason_names(pack: Pack) -> dict[str, str]:
    """Key of a reason to screen out, pass on or defer → its words."""
    process = pack.processes[PROCESS]
    lists = (process.reasons_not_met, process.other_forums, process.reasons_deferred)
    return {key: entry.name for key, entry in chain.from_iterable(one.items() for one in lists)}


def work_of(quarter: Quarter, *, today: date, pack: Pack) -> Work:
    """What is recorded of a quarter, through the walls: eight queries, none of which reads what was written."""
    first, last = quarter.period.first, last_day(quarter.period)
    after = last + timedelta(days=1)
    meetings = {
        one.id: one for one in Meeting.objects.filter(forum__kind=PROCESS, on__gte=first, on__lte=last).order_by("on")
    }
    said = ExpressionWrapper(Q(her_views__regex=r"\S"), output_field=BooleanField())
    hearings = Hearing.objects.filter(meeting__in=meetings).annotate(her_view=said).values_list(
        "id", "meeting_id", "file_id", "state", "referral__referred_on", "referral__incident_on", "her_view",
        "deferred_key", named=True,
    )  # fmt: skip
    asked = Research.objects.filter(hearing__meeting__in=meetings).values_list(
        "hearing_id", "hearing__meeting_id", "state", "agency_id", "agency__name", "agency__kind", named=True
    )
    of_each = Counter(one.hearing_id for one in asked)
    answered = Counter(one.hearing_id for one in asked if one.state != ResearchState.ASKED)
    tasks = _tasks([one.id for one in hearings])
    tried, spoken = _contacts([one.file_id for one in hearings], pack)
    sat = [
        Sat(
            on=meetings[one.meeting_id].on,
            state=one.state,
            referred_on=one.referral__referred_on,
            incident_on=one.referral__incident_on,
            prepared=meetings[one.meeting_id].circulated_at is not None,
            her_view=one.her_view,
            asked=of_each[one.id],
            answered=answered[one.id],
            tasks=tuple(tasks[one.id]),
            tried=one.file_id in tried,
            spoken_on=tuple(spoken[one.file_id]),
            deferred_key=one.deferred_key,
        )
        for one in hearings
    ]
    came_in = Referral.objects.filter(received_at__gte=_begin(first), received_at__lt=_begin(after))
    sent = Transfer.objects.filter(sent_at__gte=_begin(first), sent_at__lt=_begin(after))
    return Work(
        today=today,
        sat=sat,
        seats=_seats(meetings, asked, pack),
        referrals=[Decided(*row) for row in came_in.values_list("state", "decision_key")],
        transfers=list(sent.values_list("state", flat=True)),
    )


def _begin(day: date) -> datetime:
    return datetime.combine(day, time.min, tzinfo=timezone.get_current_timezone())


def _tasks(hearings: Sequence[UUID]) -> dict[UUID, list[Task]]:
    found: dict[UUID, list[Task]] = defaultdict(list)
    rows = Action.objects.filter(arises_from_id__in=hearings)
    for hearing, faces, state, due_on, ended_on in rows.values_list(
        "arises_from_id", "faces", "state", "due_on", "ended_on"
    ):
        if hearing is not None:
            found[hearing].append(Task(faces, state, due_on, ended_on))
    return found


def _contacts(files: Sequence[UUID], pack: Pack) -> tuple[set[UUID], dict[UUID, list[date]]]:
    """The files in which somebody tried to reach her, and the days on which she was spoken with."""
    reached = {key for key, outcome in pack.people.attempt_outcomes.items() if outcome.reached}
    rows = ContactAttempt.objects.filter(
        file_id__in=files, person__parts__kind=PartKind.VICTIM, person__parts__file=F("file"),
    ).distinct()  # fmt: skip
    tried: set[UUID] = set()
    spoken: dict[UUID, list[date]] = defaultdict(list)
    for file_id, at, outcome in rows.values_list("file_id", "at", "outcome"):
        tried.add(file_id)
        if outcome in reached:
            spoken[file_id].append(timezone.localdate(at))
    return tried, spoken


def _seats(meetings: Mapping[UUID, Meeting], asked: Iterable[Any], pack: Pack) -> list[Seat]:
    """Agencies asked, at the meetings they were asked for: each by name where it is core, the others together.

    A by-and-for or community service is never singled out for a seat that nobody pays for.
    """
    invited = {(one.hearing__meeting_id, one.agency_id, one.agency__name, one.agency__kind) for one in asked}
    there: dict[UUID, set[UUID]] = defaultdict(set)
    listed = set()
    for meeting, agency, kind in Attendance.objects.filter(meeting__in=meetings).values_list(
        "meeting_id", "agency_id", "kind"
    ):
        listed.add(meeting)
        if kind == PRESENT:
            there[meeting].add(agency)
    core = {key for key, kind in pack.agencies.kinds.items() if kind.core and kind.sector != "voluntary"}
    return [
        Seat(
            meetings[meeting].on,
            name if kind in core else "Other agencies",
            agency in there[meeting] if meeting in listed else None,
        )
        for meeting, agency, name, kind in sorted(invited, key=str)
    ]
