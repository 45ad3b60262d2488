"""Progress of long work, as its owner sees it."""

from __future__ import annotations

from django.db import models

from openccr.access.models import Walled
from openccr.access.walls import Self


class Work(Walled):
    """One long piece of work: who asked, how far it is, what came of it. Holds ids and counts, never contents."""

    wall = Self(
        column="appointment_id",
        of="appointment",
        commands=("SELECT", "INSERT", "UPDATE"),
        changes=("state", "done", "total", "words", "href", "ended_at"),
    )

    agency_id = models.UUIDField()
    user_id = models.UUIDField(null=True)
    appointment_id = models.UUIDField()
    name = models.CharField(max_length=60, help_text="What is being done, in words.")
    state = models.CharField(max_length=10, help_text="waiting, running, done, failed or cancelled.")
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    words = models.CharField(max_length=300, blank=True, help_text="The outcome, or why it failed.")
    href = models.CharField(max_length=300, blank=True, help_text="Where its result is.")
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
