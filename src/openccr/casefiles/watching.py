"""Who opens cases that are not their work, and how many: noticed as it happens, and stopped when it is many."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from django.db import connection
from django.db.models import QuerySet
from django.utils import timezone

from openccr.access.acting import acting_as
from openccr.access.may import must
from openccr.access.sealing import NOBODY
from openccr.access.together import Steps, asked
from openccr.audit.operations import record
from openccr.casefiles.models import CaseAlert
from openccr.casefiles.rules import BLOCKED_FROM, ON_MONDAY, Opening, opening
from openccr.kernel.actors import Actor
from openccr.kernel.refusals import NotFound
from openccr.kernel.text import comparable
from openccr.partnership.practice import practice


def opened(*, actor: Actor, file: UUID, agency: str = "") -> Opening:
    """Note that the actor opens a case and say whether it may be shown, after a proof of who is there, or not.

    One statement. Part of showing a page, in its transaction.
    """
    if actor.user_id is None:
        return Opening.SHOWN
    name = f"{actor.name}, {agency}" if agency else actor.name
    with connection.cursor() as cursor:
        family = comparable(actor.name.split()[-1]) if len(actor.name.split()) > 1 else ""
        common = practice(actor).people.common_name
        cursor.execute(
            "SELECT in_work, others FROM openccr.case_opened(%s, %s, %s, %s, %s, %s)",
            [file, name, family, BLOCKED_FROM, common.one_in, common.cases],
        )
        in_work, others = cursor.fetchone()
    return opening(in_work=in_work, others=others)


def alerts_told(at: datetime) -> QuerySet[CaseAlert]:
    """What a case's lead is told of by `at`: what tells little alone waits until the Monday after it."""
    today = timezone.localtime(at).replace(hour=0, minute=0, second=0, microsecond=0)
    return CaseAlert.objects.exclude(kind=ON_MONDAY, at__gte=today - timedelta(days=today.weekday()))


@asked
def alerts_to_see(actor: Actor) -> Steps[list[CaseAlert]]:
    """The alerts that the case's lead has not looked at, oldest first. One query; none that speak of the reader."""
    rows = alerts_told(timezone.now()).filter(seen_at=None)
    (found,) = yield (rows.select_related("file").order_by("at")[:50],)
    return found


def see_alerts(*, actor: Actor, file: UUID, shown: Sequence[UUID], at: datetime) -> None:
    """The case's lead has looked into what was `shown`; what came in since stays to be looked into.

    Raises NotFound where there is nothing, or it speaks of oneself.
    """
    with acting_as(actor):
        must(actor, "casefiles.alerts")
        seen = alerts_told(at).filter(file_id=file, id__in=shown, seen_at=None).exclude(user_id=actor.user_id or NOBODY)
        if not seen.update(seen_at=at, seen_by=actor.name):
            raise NotFound
        record("alert.seen", file_id=file, at=at)
