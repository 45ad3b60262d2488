"""Who opens cases that are not their work, and how many: noticed as it happens, and stopped when it is many."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from uuid import UUID

from django.db import connection
from django.db.models import Case, Q, QuerySet, When
from django.utils import timezone

from openccr.access.acting import acting_as
from openccr.access.may import must
from openccr.access.sealing import NOBODY
from openccr.access.together import Steps, asked
from openccr.audit.operations import Act, record_all
from openccr.casefiles.models import CaseAlert
from openccr.casefiles.rules import BLOCKED_FROM, MANY, ON_MONDAY, Opening, opening
from openccr.kernel.actors import Actor
from openccr.kernel.refusals import NotFound
from openccr.kernel.text import comparable
from openccr.partnership.practice import practice

_SHOWN = 50
"""Alerts on a list, those of whoever opens case after case not counted."""
_MANY_AT_ONCE = 1_000
_ON_ONE_PAGE = 500
"""Alerts that one page shows or speaks of: its button names each of them."""
_ONE_EVENT = timedelta(hours=1)


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
    """The alerts that the case's lead has not looked at, oldest first. One query; none that speak of the reader.

    Those of somebody who opens case after case stand first, all of them: they are one line on a list.
    """
    rows = alerts_told(timezone.now()).filter(seen_at=None).select_related("file")
    (found,) = yield (rows.order_by(Case(When(kind=MANY, then=0), default=1), "at")[:_MANY_AT_ONCE],)
    many = [one for one in found if one.kind == MANY]
    return [*many, *found[len(many) : len(many) + _SHOWN]]


def events(rows: Iterable[CaseAlert]) -> list[list[CaseAlert]]:
    """Alerts of people who open case after case, as what happened: each one person's, within an hour of its first."""
    found: list[list[CaseAlert]] = []
    for row in sorted(rows, key=lambda one: (str(one.user_id), one.at)):
        first = found[-1][0] if found else None
        if first is not None and first.user_id == row.user_id and row.at - first.at <= _ONE_EVENT:
            found[-1].append(row)
        else:
            found.append([row])
    return found


def alerts_of(file: UUID, *, at: datetime) -> tuple[list[CaseAlert], list[list[CaseAlert]]]:
    """What a case's lead is shown: the case's alerts, the newest first, and the events that some of them are part of.

    An event holds what is not looked into of other cases too: one look is for all of it. One query.
    """
    theirs = CaseAlert.objects.filter(file_id=file, kind=MANY, seen_at=None).values("user_id")
    elsewhere = Q(kind=MANY, seen_at=None, user_id__in=theirs)
    # The case's own first: whoever was stopped at hundreds of others does not crowd them out.
    here = Case(When(file_id=file, then=0), default=1)
    rows = list(alerts_told(at).filter(Q(file_id=file) | elsewhere).order_by(here, "-at")[:_ON_ONE_PAGE])
    own = [row for row in rows if row.file_id == file]
    many = [row for row in rows if row.kind == MANY and row.seen_at is None]
    return own, [one for one in events(many) if any(row.file_id == file for row in one)]


def see_alerts(*, actor: Actor, file: UUID, shown: Sequence[UUID], at: datetime) -> None:
    """The case's lead has looked into what was `shown`: that is closed and nothing else, neither older nor newer.

    Of other cases only what the same person did who opened case after case, and was shown with it.

    Raises NotFound where there is nothing, or it speaks of oneself.
    """
    with acting_as(actor):
        must(actor, "casefiles.alerts")
        waits = alerts_told(at).filter(seen_at=None, id__in=shown).exclude(user_id=actor.user_id or NOBODY)
        found = list(waits.filter(file_id=file))
        if not found:
            raise NotFound
        if many := {one.user_id for one in found if one.kind == MANY}:
            found += waits.filter(kind=MANY, user_id__in=many).exclude(file_id=file)
        waits.filter(id__in=[one.id for one in found]).update(seen_at=at, seen_by=actor.name)
        record_all([Act(type="alert.seen", file_id=one) for one in sorted({row.file_id for row in found})], at=at)
