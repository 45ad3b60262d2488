"""Files that go with a referral that is not sent yet."""

from __future__ import annotations

from django.db import models

from openccr.access.models import Walled
from openccr.access.walls import APP, Agency, Policy
from openccr.conference.models.drafts import ReferralDraft

_ITS_DRAFT = """(SELECT openccr.actor_agency()) IS NOT NULL
            AND EXISTS (SELECT 1 FROM conference_referraldraft d
            WHERE d.id = "{table}"."draft_id" AND d.agency_id = "{table}"."agency_id")"""
"""SQL: the actor sees the draft that the file belongs to."""


class _DraftFileWall(Agency):
    """Seen and written by whoever sees the draft, and by nobody else of the agency."""

    def own(self, table: str) -> list[Policy]:
        seen = _ITS_DRAFT.format(table=table)
        return [*super().own(table), Policy("of_its_draft", APP, permissive=False, using=seen, check=seen)]


class DraftFile(Walled):
    """One file attached to a draft. Its bytes are sealed in the row, so that they go with the draft and leave nothing.

    Sent, it becomes an attachment of the case (`documents.Attachment`).
    """

    wall = _DraftFileWall(commands=("SELECT", "INSERT", "DELETE"))

    agency = models.ForeignKey("partnership.Agency", on_delete=models.PROTECT, related_name="+")
    draft = models.ForeignKey(ReferralDraft, on_delete=models.CASCADE, related_name="files")
    kind = models.CharField(max_length=40, help_text="What it is: a risk assessment, a form …")
    name = models.CharField(max_length=100, help_text="Cleaned.")
    size = models.PositiveIntegerField(help_text="Bytes before sealing.")
    sealed = models.BinaryField()
    kept_by_name = models.CharField(max_length=120)
    kept_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["draft"], name="draft_file_draft")]
