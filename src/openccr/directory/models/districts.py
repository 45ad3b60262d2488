"""Where the middle of a postcode district is, so that a distance can be told to somebody who says no more than that."""

from __future__ import annotations

from django.db import models

from openccr.access.models import Walled
from openccr.access.walls import APP, Partnership, Policy


class _DistrictWall(Partnership):
    """Read by anybody, as a map is; written by the coordinator."""

    def own(self, table: str) -> list[Policy]:
        writes = f'"{table}"."partnership_id" = (SELECT openccr.actor_whole_area())'
        return [
            Policy("public", APP, command="SELECT", using="true"),
            Policy("partnership_insert", APP, command="INSERT", check=writes),
            Policy("partnership_delete", APP, command="DELETE", using=writes),
        ]


class District(Walled):
    """The middle of a postcode district, to a hundredth of a degree (about a kilometre)."""

    wall = _DistrictWall(commands=("SELECT", "INSERT", "DELETE"))

    partnership = models.ForeignKey("partnership.Partnership", on_delete=models.PROTECT, related_name="+")
    code = models.CharField(max_length=4)
    latitude = models.FloatField()
    longitude = models.FloatField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["partnership", "code"], name="district_once")]
