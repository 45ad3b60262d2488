"""An area's own words for what is done at a level of risk."""

from __future__ import annotations

from django.db import models

from openccr.access.models import Walled
from openccr.access.walls import Partnership


class LocalPathway(Walled):
    """The steps of one level of risk in this area, in the place of the pack's."""

    wall = Partnership(
        commands=("SELECT", "INSERT", "UPDATE"), writers=("coordinator",), changes=("steps", "said_at", "said_by")
    )

    partnership = models.ForeignKey("partnership.Partnership", on_delete=models.PROTECT, related_name="+")
    risk = models.CharField(max_length=20)
    steps = models.TextField(help_text="One step a line.")
    said_at = models.DateTimeField()
    said_by = models.CharField(max_length=120)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["partnership", "risk"], name="pathway_once")]
