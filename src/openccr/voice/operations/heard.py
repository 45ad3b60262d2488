"""Counting who was heard, apart from what was said."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db.models import F
from django.utils import timezone

from openccr.kernel.actors import Actor
from openccr.kernel.refusals import Refusal
from openccr.partnership.practice import practice
from openccr.voice.models import HeardCount
from openccr.voice.rules.engagements import quarter_on

EVERYBODY = ""
"""The group of all who were asked who they are."""


def count_heard(actor: Actor, groups: Sequence[str], *, at: datetime) -> None:
    """Count one more person of these groups in this quarter. Raises Refusal for a group that the pack does not have."""
    if not set(groups) <= set(practice(actor).directory.groups):
        raise Refusal("Choose from the list.", field="groups")
    first = quarter_on(timezone.localdate(at))
    for group in (EVERYBODY, *groups):
        there = HeardCount.objects.filter(partnership_id=actor.partnership, quarter_on=first, group=group)
        if not there.update(number=F("number") + 1):
            HeardCount(partnership_id=actor.partnership, quarter_on=first, group=group, number=1).save(
                force_insert=True
            )
