"""The coordinator's own work in the invented area: her time, the calendar, talks afterwards, and agreed actions."""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import cycle

from django.utils.timezone import localdate

from openccr.access.acting import acting_as
from openccr.actions.operations.area import agree_area_action
from openccr.actions.operations.ending import complete
from openccr.governance.calendar import duties
from openccr.governance.models import Board, Sitting
from openccr.governance.operations.coordination import mark_done, offer_debriefs, tap
from openccr.governance.rules.duties import why_not_done
from openccr.kernel.actors import Actor
from openccr.partnership.rules import Role
from openccr.site.demo.place import Place

_WORK = (
    ("referrals", 9), ("referrals", 9), ("telephone", 11), ("minutes", 14), ("meetings", 13), ("meetings", 14),
    ("telephone", 16), ("partnership", 10), ("figures", 15), ("minutes", 18), ("survivors", 12),
)  # fmt: skip
"""Kind of work and hour, one tap after the other."""

_LATELY, _BACK, _WEDNESDAY = 27, 184, 2
"""Days of the time written down: each working day lately, before that one a week, so that the chair's last whole
quarter has something in it."""

_LEFT_OPEN = {"partners_asked", "training_reviewed", "needs_refreshed"}
"""What of the calendar nobody has done, so that the list shows what is late."""

_AGREED = (
    ("Publish the staff policy on domestic abuse", "housing", 30, -12, False),
    ("Name somebody senior for every sitting of the board", "probation", 25, 20, False),
    ("Offer routine enquiry in every antenatal clinic", "maternity_health_visiting", 60, -4, False),
    ("Give each school a named contact", "education", 60, -20, True),
)
"""What, whose (kind of agency), agreed so many days ago, due in so many, done."""


def fill_coordination(place: Place, *, at: datetime) -> None:
    """A few rows of each. No case and nobody of a case is in any of them."""
    coordinator = place.actor(place.coordinator)
    _time(coordinator, at=at)
    _calendar(coordinator, at=at)
    _actions(coordinator, place, at=at)
    sat = [one.appointment_id for one in place.staff() if one.appointment_id and one.role is Role.REPRESENTATIVE]
    offer_debriefs(actor=coordinator, occasion="hard_hearing", people=sat[:9], at=at - timedelta(days=6))


def _time(coordinator: Actor, *, at: datetime) -> None:
    work = cycle(_WORK)
    for days in range(_BACK, -1, -1):
        then = at - timedelta(days=days)
        if then.weekday() > 4 or (days > _LATELY and then.weekday() != _WEDNESDAY):
            continue
        for _ in range(3):
            kind, hour = next(work)
            moment = then.replace(hour=hour, minute=15)
            tap(actor=coordinator, work_kind=kind, at=min(moment, at))


def _calendar(coordinator: Actor, *, at: datetime) -> None:
    with acting_as(coordinator):
        found = duties(coordinator, today=localdate(at))
    for one in found:
        if one.standing and one.standing.late and why_not_done(one.duty) is None and one.duty.key not in _LEFT_OPEN:
            mark_done(actor=coordinator, duty=one.duty.key, at=at)


def _actions(coordinator: Actor, place: Place, *, at: datetime) -> None:
    with acting_as(coordinator):
        board = Board.objects.filter(closed=False, ended_on=None).order_by("name").first()
        sitting = Sitting.objects.filter(board__closed=False).order_by("on").first()
    arises = ("governance.sitting", sitting.id) if sitting else ("governance.board", board.id if board else place.id)
    for what, kind, ago, due, done in _AGREED:
        agency = place.agencies[kind].id
        action = agree_area_action(
            actor=coordinator, what=what, agency_id=agency, due_on=localdate(at) + timedelta(days=due),
            arises_from=arises[0], arises_id=arises[1], at=at - timedelta(days=ago),
        )  # fmt: skip
        if done:
            complete(
                actor=coordinator, file=None, action=action.id, evidence="The list stands on the schools' page.",
                ended_on=localdate(at) - timedelta(days=25), at=at,
            )  # fmt: skip
