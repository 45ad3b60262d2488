"""The register of information-sharing agreements. Nothing in it concerns a case."""

from __future__ import annotations

from django.db import models

from openccr.access.models import Walled
from openccr.access.walls import APP, Partnership, Policy


class Agreement(Walled):
    """An agreement between agencies of the partnership: what for, by which law, until when it is reviewed."""

    wall = Partnership(
        writers=("coordinator",), commands=("SELECT", "INSERT", "UPDATE"),
        changes=("review_on", "reviewed_on", "review_note", "ended_on"),
    )  # fmt: skip

    partnership = models.ForeignKey("partnership.Partnership", on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=200)
    purpose = models.TextField()
    law = models.JSONField(help_text="Keys of the pack's law.")
    kinds = models.JSONField(default=list, help_text="Keys of the kinds of information it covers; empty: all of them.")
    from_on = models.DateField()
    review_on = models.DateField()
    reviewed_on = models.DateField(null=True)
    review_note = models.TextField(blank=True)
    ended_on = models.DateField(null=True)


class _PartyWall(Partnership):
    """Read by the partnership; a lead signs for their own agency, the coordinator writes down what others signed."""

    def own(self, table: str) -> list[Policy]:
        signs = f"""((SELECT openccr.actor_whole_area()) IS NOT NULL
            OR "{table}"."agency_id" = (SELECT openccr.actor_agency()))"""
        coordinates = "(SELECT openccr.actor_whole_area()) IS NOT NULL"
        return [
            *super().own(table),
            Policy("own_agency", APP, command="UPDATE", permissive=False, using=signs, check=signs),
            Policy("coordinates", APP, command="INSERT", permissive=False, check=coordinates),
        ]


class Party(Walled):
    """An agency of an agreement, and who signed it for the agency when."""

    wall = _PartyWall(
        writers=("coordinator", "lead"), commands=("SELECT", "INSERT", "UPDATE"),
        changes=("signed_on", "signed_by", "recorded_by_name"),
    )  # fmt: skip

    partnership = models.ForeignKey("partnership.Partnership", on_delete=models.PROTECT, related_name="+")
    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="parties")
    agency = models.ForeignKey("partnership.Agency", on_delete=models.PROTECT, related_name="+")
    signed_on = models.DateField(null=True)
    signed_by = models.CharField(max_length=200, blank=True, help_text="Name and post of the signatory.")
    recorded_by_name = models.CharField(max_length=120, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agreement", "agency"], name="agency_once_in_an_agreement")]
