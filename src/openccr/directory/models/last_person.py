"""Who would be the last person to approach a service, or to be reached by a strategy or a contract."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from openccr.access.models import Walled
from openccr.access.walls import APP, Partnership, Policy


class _LastPersonWall(Partnership):
    """A service's and a strategy's is read by the partnership, a contract's by those who answer for it.

    Written by the coordinator, and by the agency that answers for the thing.
    """

    def own(self, table: str) -> list[Policy]:
        here = f'"{table}"."partnership_id" = (SELECT openccr.actor_partnership())'
        mine = (
            "((SELECT openccr.actor_whole_area()) IS NOT NULL"
            f' OR "{table}"."agency_id" = (SELECT openccr.actor_agency()))'
        )
        reads = f"\"{table}\".\"kind\" <> 'contract' OR {mine} OR (SELECT openccr.actor_role()) = 'commands'"
        return [
            Policy("partnership", APP, command="SELECT", using=f"{here} AND ({reads})"),
            Policy("partnership_insert", APP, command="INSERT", check=f"{here} AND {mine}"),
            Policy("partnership_update", APP, command="UPDATE", using=f"{here} AND {mine}", check=f"{here} AND {mine}"),
        ]


class LastPerson(Walled):
    """The question put to one service, strategy or contract, and its answer once there is one."""

    wall = _LastPersonWall(
        commands=("SELECT", "INSERT", "UPDATE"),
        changes=(
            "about",
            "agency_id",
            "who",
            "why",
            "change",
            "known_from",
            "review_on",
            "answered_at",
            "answered_by",
        ),
    )

    partnership = models.ForeignKey("partnership.Partnership", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20, help_text="Key of the pack: service, strategy, contract.")
    about_id = models.UUIDField()
    about = models.CharField(max_length=200, help_text="What it is called.")
    agency = models.ForeignKey("partnership.Agency", null=True, on_delete=models.PROTECT, related_name="+")
    who = models.CharField(max_length=300, blank=True)
    why = models.TextField(blank=True)
    change = models.TextField(blank=True, help_text="What is done so that they come after all.")
    known_from = models.CharField(max_length=20, blank=True, help_text="Key of the pack.")
    review_on = models.DateField(null=True)
    asked_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    answered_by = models.CharField(max_length=120, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["partnership", "kind", "about_id"], name="last_person_asked_once"),
            models.CheckConstraint(condition=Q(answered_at__isnull=True) | ~Q(who=""), name="last_person_is_named"),
        ]
