"""How large a part of the people living here a group is: what need, provision and voices are set beside."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from openccr.access.models import Walled
from openccr.access.walls import Partnership


class PopulationShare(Walled):
    """One group's published share of the population, with its year and source."""

    wall = Partnership(
        commands=("SELECT", "INSERT", "UPDATE", "DELETE"), writers=("coordinator",),
        changes=("percent", "year", "source"),
    )  # fmt: skip

    partnership = models.ForeignKey("partnership.Partnership", on_delete=models.PROTECT, related_name="+")
    group = models.CharField(max_length=40, help_text="Key of the pack.")
    percent = models.FloatField()
    year = models.PositiveSmallIntegerField()
    source = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["partnership", "group"], name="population_share_once"),
            models.CheckConstraint(condition=Q(percent__gte=0) & Q(percent__lte=100), name="share_is_a_percentage"),
        ]
