"""What is attached to a case: the row says by whom and to what, the bytes lie sealed on disk."""

from __future__ import annotations

from django.db import models

from openccr.access.models import Walled
from openccr.access.walls import APP, AgencysOwn, Policy


class _AttachmentWall(AgencysOwn):
    """Read as the file is; put there in one's own name for one's own agency; removed by it or who manages the file."""

    def own(self, table: str) -> list[Policy]:
        mine = f"""\"{table}".agency_id = (SELECT openccr.actor_agency())
            AND "{table}".kept_by = (SELECT openccr.actor_appointment())"""
        return [*super().own(table), Policy("own_name", APP, command="INSERT", permissive=False, check=mine)]


class Attachment(Walled):
    """One file attached to something of a case: an agency's research, a referral. Whoever sees the case sees it."""

    wall = _AttachmentWall(commands=("SELECT", "INSERT", "UPDATE"), changes=("removed_at", "removed_by_name"))

    file = models.ForeignKey("casefiles.CaseFile", on_delete=models.PROTECT, related_name="+")
    agency = models.ForeignKey("partnership.Agency", on_delete=models.PROTECT, related_name="+")
    about_id = models.UUIDField(help_text="The row of the case that it belongs to.")
    kind = models.CharField(max_length=40, blank=True, help_text="What it is: a risk assessment, a form …")
    name = models.CharField(max_length=100, help_text="Cleaned; shown on the case alone.")
    content_type = models.CharField(max_length=120)
    extension = models.CharField(max_length=8)
    size = models.PositiveIntegerField(help_text="Bytes before sealing.")
    kept_by = models.UUIDField(help_text="The appointment that attached it.")
    kept_by_name = models.CharField(max_length=120)
    kept_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True, help_text="Its bytes are gone since.")
    removed_by_name = models.CharField(max_length=120, blank=True)

    class Meta:
        indexes = [models.Index(fields=["file", "about_id"], name="attachment_file_about")]
