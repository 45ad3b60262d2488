"""The letter of evidence for legal aid, asked for by the survivor herself."""

from __future__ import annotations

from django.db import models

from openccr.access.models import Walled
from openccr.access.walls import APP, File, Policy


class _EvidenceWall(File):
    """The file wall, for her adviser and the coordinator: that she asked is hers."""

    def own(self, table: str) -> list[Policy]:
        helps = "(SELECT openccr.actor_role()) IN ('idva', 'coordinator')"
        mine = f'"{table}"."by_appointment" = (SELECT openccr.actor_appointment())'
        return [
            *super().own(table),
            Policy("hers", APP, command="SELECT", permissive=False, using=helps),
            Policy("own_name", APP, command="INSERT", permissive=False, check=f"{helps} AND {mine}"),
        ]


class EvidenceRequest(Walled):
    """She asked for a letter that confirms the abuse; who signs it, and whom it names. The newest counts."""

    wall = _EvidenceWall(commands=("SELECT", "INSERT"))

    file = models.ForeignKey("casefiles.CaseFile", on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+", help_text="Who asked.")
    harmer = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    asked_on = models.DateField()
    how_asked = models.CharField(max_length=300)
    signatory = models.CharField(max_length=120)
    signatory_post = models.CharField(max_length=200)
    by_appointment = models.UUIDField()
    by_name = models.CharField(max_length=120)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["file", "-at"], name="evidence_file")]
