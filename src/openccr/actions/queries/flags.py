"""Flags: what an agency still confirms, and who has not."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, Min, Q, QuerySet

from openccr.access.together import Steps, asked
from openccr.actions.models import FlagReceipt
from openccr.actions.queries.actions import GLANCE
from openccr.actions.rules.flags import MAY_WAIT, FlagState, waits
from openccr.kernel.actors import Actor
from openccr.kernel.refusals import NotFound


@dataclass(frozen=True, kw_only=True)
class FlagShown:
    """One agency's flag on one case. `waits`: the agency still has to confirm, on or off."""

    id: UUID
    file_id: UUID
    initials: str
    reference: str
    agency_id: UUID
    agency: str
    state: FlagState
    until_on: date
    changed_on: date | None
    by: str
    system: str
    waits: bool
    to_take_off: bool


@asked
def flags_on(file_id: UUID, *, today: date) -> Steps[list[FlagShown]]:
    """The flags of a case, by agency. One query."""
    found = FlagReceipt.objects.filter(file_id=file_id).select_related("file", "agency")
    (rows,) = yield (found.order_by("agency__name"),)
    return [_shown(row, today) for row in rows]


@asked
def flags_waiting(actor: Actor, *, today: date) -> Steps[list[FlagShown]]:
    """What the actor's own agency has to confirm, the oldest first. One query."""
    if actor.agency_id is None:
        return []
    (rows,) = yield (_waiting_of(actor.agency_id, today),)
    return [_shown(row, today) for row in rows]


def flags_waiting_of(agency: UUID, *, today: date) -> list[FlagShown]:
    """The same for one agency, for whoever writes down what it says. One query."""
    return [_shown(row, today) for row in _waiting_of(agency, today)]


def _waiting_of(agency: UUID, today: date) -> QuerySet[FlagReceipt]:
    return _waiting(today).filter(agency_id=agency).select_related("file", "agency").order_by("asked_at", "id")


@dataclass(frozen=True)
class FlagsWaiting:
    """How many flags wait to be confirmed as on and as off again, and of how many agencies."""

    to_put_on: int
    to_take_off: int
    agencies: int

    @property
    def all(self) -> int:
        return self.to_put_on + self.to_take_off


@asked
def flags_in_all(actor: Actor, *, today: date) -> Steps[FlagsWaiting]:
    """What the actor's agency has to confirm; for whoever sees the whole area, what all have. One query.

    Of either at most `GLANCE` are counted: the to-do list says that much is open, not how far it reaches.
    """
    on, off = (one.order_by("until_on") for one in (_to_put_on(today), _to_take_off(today)))  # as the indexes have them
    if not actor.whole_area:
        on, off = on.filter(agency=actor.agency_id), off.filter(agency=actor.agency_id)
    to_put_on, to_take_off = yield tuple(one.values_list("agency_id", flat=True)[:GLANCE] for one in (on, off))
    return FlagsWaiting(len(to_put_on), len(to_take_off), len({*to_put_on, *to_take_off}))


def flag_of(actor: Actor, flag_id: UUID, *, today: date) -> FlagShown:
    """One of them. Raises NotFound."""
    row = FlagReceipt.objects.filter(id=flag_id).select_related("file", "agency").first()
    if row is None:
        raise NotFound
    return _shown(row, today)


@dataclass(frozen=True)
class NotConfirmed:
    """How many flags an agency has not confirmed, and since when the oldest is waited for."""

    agency_id: UUID
    agency: str
    to_put_on: int
    to_take_off: int
    oldest: date


@asked
def not_confirmed(*, today: date) -> Steps[list[NotConfirmed]]:
    """By agency, most first; only what the actor sees is counted. One query."""
    on = Count("id", filter=Q(state=FlagState.ASKED))
    (found,) = yield (
        _waiting(today).order_by().values("agency_id", "agency__name")
        .annotate(on=on, all=Count("id"), oldest=Min("asked_at")),
    )  # fmt: skip
    lines = [
        NotConfirmed(one["agency_id"], one["agency__name"], one["on"], one["all"] - one["on"], one["oldest"].date())
        for one in found
    ]
    return sorted(lines, key=lambda one: (-(one.to_put_on + one.to_take_off), one.agency))


def _waiting(today: date) -> QuerySet[FlagReceipt]:
    return _to_put_on(today) | _to_take_off(today)


def _to_put_on(today: date) -> QuerySet[FlagReceipt]:
    # The states are named once more for the index, which holds no other.
    return FlagReceipt.objects.filter(state=FlagState.ASKED, until_on__gte=today, state__in=MAY_WAIT)


def _to_take_off(today: date) -> QuerySet[FlagReceipt]:
    return FlagReceipt.objects.filter(state=FlagState.ON, until_on__lt=today, state__in=MAY_WAIT)


def _shown(row: FlagReceipt, today: date) -> FlagShown:
    off = row.state == FlagState.OFF
    return FlagShown(
        id=row.id,
        file_id=row.file_id,
        initials=row.file.title,
        reference=row.file.reference,
        agency_id=row.agency_id,
        agency=row.agency.name,
        state=FlagState(row.state),
        until_on=row.until_on,
        changed_on=row.off_on if off else row.on_on,
        by=row.off_by if off else row.on_by,
        system=row.system,
        waits=waits(state=row.state, until_on=row.until_on, today=today),
        to_take_off=row.state == FlagState.ON and today > row.until_on,
    )
