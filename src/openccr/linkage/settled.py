"""Pairs of people of cases that were settled on a case's page: there somebody found them to be two."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Greatest, Least

from openccr.linkage.models import ReviewPair
from openccr.people.models import NotSame


def found_two() -> Q:
    """Of the pairs for review, those of two people who were found to be two since. Who are one are one person only."""
    pair = (OuterRef("one_id"), OuterRef("other_id"))
    return Q(kind="people") & Q(Exists(NotSame.objects.filter(person_id=Least(*pair), other_id=Greatest(*pair))))


def is_found_two(pair: ReviewPair) -> bool:
    """Whether this one is."""
    return ReviewPair.objects.filter(found_two(), id=pair.id).exists()
