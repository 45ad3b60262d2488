"""Home's line for the coordinator: a quarter that is over and not signed off."""

from __future__ import annotations

from datetime import date

from django.db.models import Exists
from django.urls import reverse
from django.utils import timezone

from openccr.conference.models import Meeting
from openccr.insight.models import Release
from openccr.insight.rules.quarters import quarter_of
from openccr.kernel.actors import Actor
from openccr.ui.panels import Item, Todo


def _not_signed_off(*, actor: Actor, today: date | None = None) -> list[Item]:
    """The last quarter that is over, when it had meetings and nobody has signed it off. One query."""
    quarter = quarter_of(today or timezone.localdate()).before()
    signed = Release.objects.filter(first_on=quarter.period.first)
    period = {"on__gte": quarter.period.first, "on__lte": quarter.period.last}
    if not Meeting.objects.filter(~Exists(signed), **period).exists():
        return []
    href = reverse("insight.quarter", kwargs={"quarter": str(quarter)})
    return [Item(text=f"Sign off the figures of {quarter.name}", href=href)]


TODOS = [Todo(order=90, title="Figures", query=_not_signed_off, may="insight.sign_off")]
