"""That a file of services was brought in, and what came of it."""

from __future__ import annotations

from django.db import models

from openccr.access.models import Walled
from openccr.access.walls import Partnership


class ServiceImport(Walled):
    """One file of services."""

    wall = Partnership(commands=("SELECT", "INSERT"), writers=("coordinator", "commands"))

    partnership = models.ForeignKey("partnership.Partnership", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    by = models.CharField(max_length=120)
    read = models.PositiveIntegerField()
    added = models.PositiveIntegerField()
    changed = models.PositiveIntegerField()
    already_known = models.PositiveIntegerField()
    refused = models.PositiveIntegerField()
    refusals = models.JSONField(default=list, help_text="Each reason: row, column, words.")
    refused_file = models.UUIDField(null=True, help_text="The file of refused rows, to correct.")
