"""A unit is kept out, and a colleague of that agency has no unit written: nobody can tell whether they work in it."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from openccr.access.acting import acting_as
from openccr.access.may import must
from openccr.casefiles.models import Exclusion
from openccr.conference.models import StaffLooked
from openccr.conference.operations.conflicts import hold_out
from openccr.kernel.actors import Actor
from openccr.partnership.models import Appointment


def hold_without_unit(
    *, actor: Actor, at: datetime, files: Collection[UUID] | None = None, user_id: UUID | None = None,
    decided_by: UUID | None = None,
) -> int:  # fmt: skip
    """Hold out by name who has no unit written at an agency of which a unit is kept out, until somebody has decided.

    Asked by the partnership's own service actor once a unit is kept out or held, and when somebody new works here. One
    query where no unit is. Whoever was
    decided on since the unit is kept out, is not held again. Returns how many were held. Nobody is told but the
    coordinators, on their to-do list.

    Args:
        files: where a unit was kept out or held just now; None for every case.
        user_id: who is new; None for everybody.
        decided_by: who kept the unit out, and knows where they work themselves.
    """
    with acting_as(actor):
        must(actor, "conference.hold")
        units = Exclusion.objects.filter(until_at=None, agency__isnull=False).exclude(unit="").order_by("from_at")
        rows = list((units if files is None else units.filter(file_id__in=files)).select_related("agency"))
        if not rows:
            return 0
        works = Appointment.objects.filter(
            agency_id__in={row.agency_id for row in rows}, unit="", ended_on=None, user__isnull=False
        )
        there: dict[UUID, set[UUID]] = {}
        for one in works if user_id is None else works.filter(user_id=user_id):
            there.setdefault(one.agency_id, set()).add(one.holder_id)
        looked = StaffLooked.objects.filter(file_id__in={row.file_id for row in rows}).order_by("at")
        decided = {(one.file_id, one.user_id): one.at for one in looked}
        return sum(
            hold_out(row.file_id, f"No unit is written for them at {row.agency.name}, and {row.unit} is kept out.",
                     user_id=user, at=at)
            for row in rows
            if row.agency_id is not None and row.agency is not None
            for user in there.get(row.agency_id, ())
            if user != decided_by
            and ((last := decided.get((row.file_id, user))) is None or last < row.from_at)
        )  # fmt: skip
