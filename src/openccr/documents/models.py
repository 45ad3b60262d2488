"""Files that are kept, and papers made for one recipient each: rows say whose, the bytes lie sealed on disk."""

from __future__ import annotations

from django.db import models

from openccr.access.models import Walled
from openccr.access.walls import Self
from openccr.documents.attachment import Attachment
from openccr.documents.disposal import Disposal, LegalHold

__all__ = ["Attachment", "Disposal", "LegalHold", "MadePaper", "StoredFile"]


class StoredFile(Walled):
    """One file of one agency. Its name on disk is its id; its words are nowhere in a path, a log or an address."""

    wall = Self(column="kept_by", of="appointment", commands=("SELECT", "INSERT", "DELETE"))

    agency = models.ForeignKey("partnership.Agency", on_delete=models.PROTECT, related_name="+")
    kept_by = models.UUIDField(help_text="The appointment that put it here; it alone gets it back.")
    purpose = models.CharField(max_length=40)
    content_type = models.CharField(max_length=120)
    extension = models.CharField(max_length=8)
    size = models.PositiveIntegerField(help_text="Bytes before sealing.")
    kept_at = models.DateTimeField()
    delete_after = models.DateTimeField(help_text="When the nightly job removes it.")

    class Meta:
        indexes = [models.Index(fields=["delete_after"], name="stored_file_delete_after")]


class MadePaper(Walled):
    """One paper, made for one recipient by somebody who alone gets it back; others make their own."""

    wall = Self(column="made_by", of="appointment", commands=("SELECT", "INSERT", "DELETE"))

    agency = models.ForeignKey("partnership.Agency", on_delete=models.PROTECT, related_name="+")
    made_by = models.UUIDField(help_text="The appointment that made it.")
    kind = models.CharField(max_length=40, help_text="Key of a declared kind of paper.")
    about_id = models.UUIDField(help_text="The meeting or case it is about.")
    recipient_id = models.UUIDField(help_text="The agency it is for.")
    recipient = models.CharField(max_length=250)
    person = models.CharField(max_length=120, blank=True)
    reference = models.CharField(max_length=20, unique=True)
    content_token = models.CharField(max_length=64, help_text="Keyed: equal for equal contents, and tells nothing.")
    pdf_id = models.UUIDField()
    docx_id = models.UUIDField()
    made_at = models.DateTimeField()
    delete_after = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["made_by", "about_id"], name="made_paper_about"),
            models.Index(fields=["delete_after"], name="made_paper_delete_after"),
        ]
