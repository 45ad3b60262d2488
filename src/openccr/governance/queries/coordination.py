"""What the pages of the coordinator's own work show."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db import connection

from openccr.access.may import must
from openccr.access.together import Steps, asked
from openccr.governance.models import Debrief, TimeSpent
from openccr.governance.rules.coordination import Debriefs, told
from openccr.kernel.actors import Actor
from openccr.partnership.desks import appointments_in_force
from openccr.partnership.practice import practice

WEEKS = 4
"""How many weeks of her own time the coordinator sees, and the least that a chair is told of."""


@dataclass(frozen=True)
class Load:
    """Minutes of work: by kind, and by hour of the day."""

    by_kind: dict[str, int]
    by_hour: dict[int, int]

    @property
    def minutes(self) -> int:
        return sum(self.by_kind.values())


def own_time(actor: Actor, *, today: date) -> tuple[Load, Load]:
    """One's own time: of today, and of the last weeks. One query."""
    must(actor, "governance.time")
    since = today - timedelta(weeks=WEEKS) + timedelta(days=1)
    rows = TimeSpent.objects.filter(appointment_id=actor.appointment, on__gte=since)
    taps = list(rows.values_list("kind", "hour", "minutes", "on"))
    return (
        _load([(kind, hour, minutes) for kind, hour, minutes, on in taps if on == today]),
        _load([(kind, hour, minutes) for kind, hour, minutes, _ in taps]),
    )


def coordination_load(actor: Actor, *, first: date, last: date) -> Load:
    """For a chair: the coordinators' time, of four weeks at least. One query. Raises Refusal."""
    must(actor, "governance.load")
    with connection.cursor() as cursor:
        cursor.execute("SELECT kind, hour, minutes FROM openccr.coordination_load(%s, %s)", [first, last])
        return _load(cursor.fetchall())


def _load(taps: list[tuple[str, int, int]]) -> Load:
    by_kind: defaultdict[str, int] = defaultdict(int)
    by_hour: defaultdict[int, int] = defaultdict(int)
    for kind, hour, minutes in taps:
        by_kind[kind] += int(minutes)
        by_hour[hour] += int(minutes)
    return Load(dict(by_kind), dict(sorted(by_hour.items())))


@dataclass(frozen=True)
class DebriefShown:
    """An offer to oneself."""

    id: UUID
    occasion: str
    offered_on: date
    offered_by: str
    own_wish: bool
    answer: str


@asked
def own_debriefs(actor: Actor, *, open_only: bool) -> Steps[list[DebriefShown]]:
    """What was offered to oneself, the newest first. One query."""
    rows = Debrief.objects.filter(appointment_id=actor.appointment)
    if open_only:
        rows = rows.filter(answer="", own_wish=False)
    (found,) = yield (rows.order_by("-offered_on", "-id")[:50],)
    occasions = practice(actor).duties.occasions
    return [
        DebriefShown(
            one.id, occasions[one.occasion].name if one.occasion in occasions else one.occasion, one.offered_on,
            one.offered_by, one.own_wish, one.answer,
        )
        for one in found
    ]  # fmt: skip


def debriefs_counted(actor: Actor, *, first: date, last: date) -> Debriefs:
    """How many were offered, asked for and taken, as whoever leads the work may know it. One query. Raises Refusal."""
    must(actor, "governance.offer_debrief")
    with connection.cursor() as cursor:
        cursor.execute("SELECT offered, asked_for, taken FROM openccr.debriefs_counted(%s, %s)", [first, last])
        offered, asked_for, taken = cursor.fetchone() or (0, 0, 0)
    return told(offered=offered, asked_for=asked_for, taken=taken)


def people_here(*, today: date) -> list[tuple[str, str]]:
    """Everybody who works in the partnership today, as choices, by agency. One query."""
    return [
        (str(one.id), f"{one.name}, {one.agency.name}")
        for one in appointments_in_force(today).select_related("agency").order_by("agency__name", "name")
    ]
