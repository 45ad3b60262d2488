"""That somebody asked whether a person is known."""

from __future__ import annotations

from uuid import uuid4

from django.db import models

from openccr.access.models import Walled
from openccr.access.walls import Self


class Search(Walled):
    """One question, whom it was about as a keyed token: it counts questions, and tells nobody who was sought.

    What was shown stands in the audit, with the purpose.
    """

    wall = Self(column="appointment_id", of="appointment", commands=("SELECT", "INSERT"))

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    appointment_id = models.UUIDField()
    asked = models.CharField(max_length=64, help_text="Keyed token of what was asked.")
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["appointment_id", "at"], name="linkage_search_recent")]
