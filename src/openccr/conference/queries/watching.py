"""When she and each child were last seen, and the dangerous dates ahead."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from openccr.access.acting import current_actor
from openccr.access.together import Steps, asked
from openccr.conference.models import DangerousDate, LastSeen
from openccr.conference.rules.dangerous_dates import left_words
from openccr.conference.rules.last_seen import LastSeenOf, Seeing, last_seen
from openccr.content.schema.processes import Process
from openccr.kernel.actors import Actor
from openccr.partnership.practice import practice
from openccr.people.queries import PersonShown, people_of
from openccr.people.queries.naming import WHO_NOW
from openccr.people.rules import PartKind


@dataclass(frozen=True)
class PersonSeen:
    """Her or a child, and when they were last seen alone and well.

    Args:
        name: for the chair's view.
        label: for the room: no name.
    """

    person_id: UUID
    name: str
    label: str
    seen: LastSeenOf


@dataclass(frozen=True)
class DateAhead:
    """A dangerous date.

    Args:
        room: it may stand on a screen that the whole room sees.
        near: within the first of the steps on which its owners are told.
    """

    id: UUID
    file_id: UUID
    on: date
    left: str
    kind: str
    words: str
    source: str
    owner_id: UUID
    noted_by: str
    room: bool
    near: bool
    advice: str = ""


@dataclass(frozen=True)
class Watched:
    """What is watched of one case."""

    people: tuple[PersonSeen, ...]
    dates: tuple[DateAhead, ...]
    past: tuple[DateAhead, ...]
    sightings: tuple[tuple[str, Seeing], ...]
    amber_days: int


@asked
def watched_of(file_id: UUID, *, today: date) -> Steps[Watched]:
    """Who was last seen when, and the dangerous dates of a case. One query, besides those of its people."""
    sightings, ahead = yield (
        LastSeen.objects.filter(file_id=file_id).annotate(who_now=WHO_NOW).order_by("-on", "-recorded_at"),
        DangerousDate.objects.filter(file_id=file_id, ended_at=None).order_by("on"),
    )
    process = practice(current_actor()).processes["marac"]
    near = today + timedelta(days=max(process.dates_told.days, default=0))
    seen: dict[UUID, list[Seeing]] = defaultdict(list)
    for row in sightings:
        seen[row.who_now].append(_sighting(row, process))
    dates = [_date_ahead(row, process, today=today, near=near) for row in ahead]
    watched = [one for one in people_of(file_id, today=today) if one.part in (PartKind.VICTIM, PartKind.CHILD)]
    amber = process.last_seen.amber_days
    people = tuple(
        PersonSeen(
            one.person_id,
            one.name or "Not named",
            _label(one),
            last_seen(seen[one.person_id], today=today, amber_days=amber),
        )
        for one in watched
        if not one.unborn and not one.deceased
    )
    return Watched(
        people=people,
        dates=tuple(one for one in dates if one.on >= today),
        past=tuple(one for one in dates if one.on < today),
        sightings=tuple((one.name or "Not named", each) for one in watched for each in seen[one.person_id]),
        amber_days=amber,
    )


@asked
def dates_coming(actor: Actor, *, today: date, last: int) -> Steps[list[tuple[DangerousDate, str]]]:
    """The dangerous dates that this actor's agency watches, for the coordinator those of the area, within the first
    step of the pack: with the words of each kind. One query."""
    process = practice(actor).processes["marac"]
    until = today + timedelta(days=max(process.dates_told.days, default=0))
    found = DangerousDate.objects.filter(ended_at=None, on__gte=today, on__lte=until)
    if not actor.whole_area:
        found = found.filter(owner_agency_id=actor.agency_id)
    (rows,) = yield (found.select_related("file").order_by("on", "id")[:last],)
    kinds = process.dangerous_dates
    return [(row, kinds[row.kind].name if row.kind in kinds else row.kind) for row in rows]


def _sighting(row: LastSeen, process: Process) -> Seeing:
    way = process.ways_seen.get(row.way)
    return Seeing(
        on=row.on,
        by=row.by,
        way=way.name if way else row.way,
        in_person=bool(way and way.in_person),
        alone=row.alone,
        well=row.well,
        words=row.words,
        recorded_by=row.recorded_name,
    )


def _date_ahead(row: DangerousDate, process: Process, *, today: date, near: date) -> DateAhead:
    kind = process.dangerous_dates.get(row.kind)
    return DateAhead(
        id=row.id,
        file_id=row.file_id,
        on=row.on,
        left=left_words(on=row.on, today=today),
        kind=kind.name if kind else row.kind,
        words=row.words,
        source=row.source,
        owner_id=row.owner_agency_id,
        noted_by=row.recorded_name,
        room=bool(kind and kind.room),
        near=row.on <= near,
        advice=(kind.advice or "") if kind else "",
    )


def _label(one: PersonShown) -> str:
    if one.part is PartKind.VICTIM:
        return one.initials
    return f"Child, aged {one.age}" if one.age is not None else "Child"
