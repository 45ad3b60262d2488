"""Home's line for the coordinator: a quarter that is over and not signed off."""

from __future__ import annotations

from datetime import date

from django.db.models import Exists
from django.urls import reverse
from django.utils import timezone

from openccr.access.together import Later, Steps, asked
from openccr.conference.models import Meeting
from openccr.insight.models import Release
from openccr.insight.rules.quarters import Quarter, quarter_of
from openccr.kernel.actors import Actor
from openccr.ui.panels import Item, Todo


def _not_signed_off(*, actor: Actor, today: date | None = None) -> list[Item]:
    """The last quarter that is over, when it had meetings and nobody has signed it off."""
    quarter = quarter_of(today or timezone.localdate()).before()
    if not _unsigned(quarter):
        return []
    href = reverse("insight.quarter", kwargs={"quarter": str(quarter)})
    return [Item(text=f"Sign off the figures of {quarter.name}", href=href)]


@asked
def _unsigned(quarter: Quarter) -> Steps[bool]:
    """Whether the quarter had a meeting and nobody has signed it off. One query."""
    signed = Release.objects.filter(first_on=quarter.period.first)
    period = {"on__gte": quarter.period.first, "on__lte": quarter.period.last}
    (found,) = yield (Meeting.objects.filter(~Exists(signed), **period).values_list("id")[:1],)
    return bool(found)


def _asks(_: Actor) -> list[Later]:
    return [_unsigned.later(quarter_of(timezone.localdate()).before())]


TODOS = [Todo(90, "Figures", _not_signed_off, "insight.sign_off", ahead=_asks)]
