"""A request to take the area out as it stands now: what every decision about it, and every page of it, rests on."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import connection
from django.db.models import Exists, F, OuterRef, QuerySet
from django.utils.timezone import localdate

from openccr.leaving.models import AreaExport
from openccr.leaving.rules import ExportFacts, Step
from openccr.partnership.desks import appointments_in_force
from openccr.partnership.rules import Role


def requests() -> QuerySet[AreaExport]:
    """The partnership's requests; each knows as `asker_here` whether whoever asked still coordinates the area: nobody
    else can have it made.
    """
    return AreaExport.objects.annotate(asker_here=asker_is_here())


def asker_is_here() -> Exists:
    """The same as a condition on requests."""
    coordinates = appointments_in_force(localdate()).filter(
        role=Role.COORDINATOR, agency=F("partnership__coordinating_agency")
    )
    return Exists(coordinates.filter(user=OuterRef("asked_user")))


def facts_of(row: AreaExport, *, at: datetime) -> ExportFacts:
    """What is decided about one of `requests` by; not who asks."""
    return ExportFacts(
        agreed={one.office: one.at for one in row.agreements.all()}, made=row.step(Step.MADE) is not None,
        withdrawn=row.step(Step.WITHDRAWN) is not None, asker_left=not row.asker_here, now=at,  # type: ignore[attr-defined]
    )  # fmt: skip


def one_at_a_time(export: UUID) -> None:
    """Let nothing be decided about a request until this transaction is over: it may be read and never changed, so it
    has no row that could be locked.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended('area export ' || %s, 0))", [str(export)])
