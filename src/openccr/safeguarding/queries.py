"""Out-referrals as pages and to-do lists show them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.timezone import localdate

from openccr.access.together import Steps, answer, asked
from openccr.kernel.actors import Actor
from openccr.kernel.refusals import NotFound
from openccr.partnership.models import Agency
from openccr.partnership.practice import practice
from openccr.people.models import PersonName
from openccr.people.queries.naming import WHO_NOW
from openccr.people.rules import full_name, in_order
from openccr.safeguarding.models import Chase, OutReferral
from openccr.safeguarding.rules import OPEN, Due, State, due, is_late

SHOWN = 200


class Whose(StrEnum):
    """Which out-referrals a list shows."""

    MINE = "mine"
    TO_US = "to_us"
    LATE = "late"
    ALL = "all"


@dataclass(frozen=True, kw_only=True)
class Out:
    """An out-referral as it is shown.

    Args:
        to: who receives it, in words; `to_agency_id` where that is an agency of the partnership.
        due: the answer that is owed next, None when nothing is.
    """

    id: UUID
    file_id: UUID
    person_id: UUID
    person: str
    initials: str
    reference: str
    agency_id: UUID
    agency: str
    by_name: str
    to: str
    to_agency_id: UUID | None
    route: str
    threshold: str
    urgency: str
    state: State
    sent_at: datetime | None
    due: Due | None
    late: bool
    chases: int
    row: OutReferral


def list_out(actor: Actor, *, whose: Whose, today: date) -> list[Out]:
    """Out-referrals that the actor sees, those owed longest first; `SHOWN` at most. Two queries."""
    rows = OutReferral.objects.all()
    if whose is Whose.MINE:
        rows = rows.filter(agency_id=actor.agency)
    elif whose is Whose.TO_US:
        rows = rows.filter(to_agency_id=actor.agency).exclude(state=State.DRAFT)
    elif whose is Whose.LATE:
        rows = rows.filter(state__in=OPEN)
    found = _shown(rows, actor, today)
    if whose is Whose.LATE:
        found = [one for one in found if one.late]
    return sorted(found, key=lambda one: (one.due is None, one.due.on if one.due else today))


@asked
def open_out(actor: Actor, *, today: date) -> Steps[list[Out]]:
    """What the actor's agency has to see to: its own that are late, drafts, and those sent to it. Two queries."""
    mine = Q(agency_id=actor.agency, state__in=(State.DRAFT, *OPEN))
    to_us = Q(to_agency_id=actor.agency, state__in=OPEN)
    found = yield from _steps(OutReferral.objects.filter(mine | to_us), actor, today)
    return sorted(found, key=lambda one: one.due.on if one.due else today)


@asked
def out_of(file: UUID, *, actor: Actor, today: date) -> Steps[list[Out]]:
    """The out-referrals of a file, newest first. Two queries, one when there are none."""
    return (yield from _steps(OutReferral.objects.filter(file_id=file), actor, today))


def out_shown(file: UUID, out: UUID, *, actor: Actor, today: date) -> Out:
    """One of them. Two queries. Raises NotFound."""
    found = _shown(OutReferral.objects.filter(id=out, file_id=file), actor, today)
    if not found:
        raise NotFound
    return found[0]


def chases_of(out: UUID) -> list[Chase]:
    """Every asking again, newest first. One query."""
    return list(Chase.objects.filter(referral_id=out).order_by("-at"))


def receivers(kind: str) -> list[tuple[str, str]]:
    """The agencies of that kind in the partnership, as (id, name). One query."""
    rows = Agency.objects.filter(kind=kind, left_on=None).order_by("name")
    return [(str(row.id), row.name) for row in rows]


def _shown(rows: QuerySet[OutReferral], actor: Actor, today: date) -> list[Out]:
    return answer(_steps(rows, actor, today))


def _steps(rows: QuerySet[OutReferral], actor: Actor, today: date) -> Steps[list[Out]]:
    shown = rows.select_related("file", "agency", "to_agency").annotate(who_now=WHO_NOW).order_by("-made_at")
    (found,) = yield (shown[:SHOWN],)
    people = {row.who_now for row in found}
    (written,) = yield (PersonName.objects.filter(person_id__in=people),)
    names = _names(written)
    return [_one(row, names.get(row.who_now, ""), actor, today) for row in found]


def _names(written: Iterable[PersonName]) -> dict[UUID, str]:
    """The names of the people referred; of one who was recognised as somebody of an earlier case, that one's."""
    names: dict[UUID, str] = {}
    for name in in_order(written):
        names.setdefault(name.person_id, full_name(name.given, name.family))
    return names


def _one(row: OutReferral, name: str, actor: Actor, today: date) -> Out:
    pack = practice(actor)
    ours = pack.safeguarding
    found = due(
        ours, state=row.state, urgency=row.urgency, sent_on=localdate(row.sent_at) if row.sent_at else None,
        rung=row.rung, rung_due_on=row.rung_due_on, holidays=pack.holidays,
    )  # fmt: skip
    return Out(
        id=row.id,
        file_id=row.file_id,
        person_id=row.person_id,
        person=name or "Name not known",
        initials=row.file.title,
        reference=row.file.reference,
        agency_id=row.agency_id,
        agency=row.agency.name,
        by_name=row.by_name,
        to=row.to_agency.name if row.to_agency else row.to_outside,
        to_agency_id=row.to_agency_id,
        route=ours.routes[row.route].name if row.route in ours.routes else row.route,
        threshold=ours.thresholds[row.threshold].name if row.threshold in ours.thresholds else row.threshold,
        urgency=ours.urgencies[row.urgency].name if row.urgency in ours.urgencies else row.urgency,
        state=State(row.state),
        sent_at=row.sent_at,
        due=found,
        late=is_late(found, today=today),
        chases=row.chases,
        row=row,
    )
