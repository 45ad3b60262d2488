"""The partnership's calendar as it stands, for operations and queries alike. Call these inside `acting_as(actor)`."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Exists, QuerySet, Subquery
from django.utils.timezone import localdate

from openccr.access.together import Steps, asked
from openccr.conference.models import Meeting
from openccr.content.schema.coordination import Duty
from openccr.governance.models import AssessmentRound, BoardPack, DipSample, DutyDone, PrincipleCheck
from openccr.governance.rules.assessment import RoundState
from openccr.governance.rules.duties import Standing, counts_still, standing
from openccr.insight.models import Release
from openccr.kernel.actors import Actor
from openccr.kernel.refusals import NotFound
from openccr.partnership.models import Partnership
from openccr.partnership.practice import practice

LOOKED_BACK = timedelta(days=3 * 366)
"""How far back what was done is read: as long as the longest period."""


@dataclass(frozen=True)
class DutyShown:
    """Something of the calendar and how it stands; `standing` is None for what comes by event.

    Args:
        marked: what somebody said last of its running period or of the one before; None where nobody did.
    """

    duty: Duty
    standing: Standing | None
    done_on: date | None
    done_by: str
    marked: DutyDone | None = None


@asked
def duties(actor: Actor, *, today: date) -> Steps[list[DutyShown]]:
    """The partnership's calendar as it stands, without what is about cases where no conference meets. One query."""
    rounds = AssessmentRound.objects.exclude(state=RoundState.CALLED_OFF)
    shown = {
        "figures_signed": Release.objects.values("signed_off_at"),
        "full_assessment": rounds.filter(kind="full").values("opened_at"),
        "light_assessment": rounds.values("opened_at"),
        "dip_sample": DipSample.objects.values("drawn_at"),
        "yearly_check": PrincipleCheck.objects.values("said_at"),
        "board_pack": BoardPack.objects.values("made_at"),
    }
    done, areas = yield (
        DutyDone.objects.filter(done_on__gte=today - LOOKED_BACK).order_by("done_on", "period"),
        Partnership.objects.filter(id=actor.partnership).values_list(
            "coordinating_agency__joined_on",
            Exists(Meeting.objects.filter(urgent=False)),
            *(_newest(moments) for moments in shown.values()),
        ),
    )
    since, meets, *moments = areas[0] if areas else (None, False)
    last = {name: localdate(moment) for name, moment in zip(shown, moments, strict=False) if moment}
    rows: defaultdict[str, list[DutyDone]] = defaultdict(list)
    for row in done:
        rows[row.duty].append(row)
    since = since or today
    found = []
    for one in practice(actor).duties.duties.values():
        if one.of_cases and not meets:
            continue
        mine = rows[one.key]
        stands = standing(
            one, periods=[row.period for row in mine], shown_on=last.get(one.shown_by), since=since, today=today
        )
        newest = mine[-1] if mine else None
        done_on = newest.done_on if newest else last.get(one.shown_by)
        marked = newest if newest and counts_still(one, newest.period, today=today) else None
        found.append(DutyShown(one, stands, done_on, newest.done_by if newest else "", marked))
    return found


def _newest(moments: QuerySet[Any, Any]) -> Subquery:
    """The last of these moments, as a column of another list: six lists of one row took as long as six long ones."""
    (name,) = moments.query.values_select
    return Subquery(moments.order_by(f"-{name}")[:1])


def duty_shown(*, actor: Actor, key: str, today: date) -> DutyShown:
    """One thing of the calendar. One query. Raises NotFound."""
    for one in duties(actor, today=today):
        if one.duty.key == key:
            return one
    raise NotFound
