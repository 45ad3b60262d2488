"""Files that are kept: the row says whose, the bytes lie sealed in the data folder."""

from __future__ import annotations

from django.db import models

from openccr.access.models import Walled
from openccr.access.walls import Self


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
