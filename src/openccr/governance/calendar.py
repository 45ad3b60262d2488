"""The partnership's calendar as it stands, for operations and queries alike. Call these inside `acting_as(actor)`."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta

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
    rounds = AssessmentRound.objects.exclude(state=RoundState.CALLED_OFF).order_by("-opened_at")
    done, area, meets, *shown = yield (
        DutyDone.objects.filter(done_on__gte=today - LOOKED_BACK).order_by("done_on", "period"),
        Partnership.objects.filter(id=actor.partnership).values_list("coordinating_agency__joined_on", flat=True),
        Meeting.objects.filter(urgent=False).order_by().values_list("id", flat=True)[:1],
        Release.objects.order_by("-signed_off_at").values_list("signed_off_at", flat=True)[:1],
        rounds.filter(kind="full").values_list("opened_at", flat=True)[:1],
        rounds.values_list("opened_at", flat=True)[:1],
        DipSample.objects.order_by("-drawn_at").values_list("drawn_at", flat=True)[:1],
        PrincipleCheck.objects.order_by("-said_at").values_list("said_at", flat=True)[:1],
        BoardPack.objects.order_by("-made_at").values_list("made_at", flat=True)[:1],
    )
    names = ("figures_signed", "full_assessment", "light_assessment", "dip_sample", "yearly_check", "board_pack")
    last = {name: localdate(rows[0]) for name, rows in zip(names, shown, strict=True) if rows}
    rows: defaultdict[str, list[DutyDone]] = defaultdict(list)
    for row in done:
        rows[row.duty].append(row)
    since = area[0] if area and area[0] else today
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


def duty_shown(*, actor: Actor, key: str, today: date) -> DutyShown:
    """One thing of the calendar. One query. Raises NotFound."""
    for one in duties(actor, today=today):
        if one.duty.key == key:
            return one
    raise NotFound
