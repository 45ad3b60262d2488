"""How much need is known of a postcode district: a published count, never one of this installation's own cases."""

from __future__ import annotations

from django.db import models

from openccr.access.models import Walled
from openccr.access.walls import Partnership


class DistrictNeed(Walled):
    """A published count of one district, with what it counts, its year and its source."""

    wall = Partnership(commands=("SELECT", "INSERT", "DELETE"), writers=("coordinator",))

    partnership = models.ForeignKey("partnership.Partnership", on_delete=models.PROTECT, related_name="+")
    code = models.CharField(max_length=4)
    number = models.PositiveIntegerField()
    counts = models.CharField(max_length=120, help_text="What is counted, such as crimes recorded by the police.")
    year = models.PositiveSmallIntegerField()
    source = models.CharField(max_length=200)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["partnership", "code"], name="district_need_once")]
