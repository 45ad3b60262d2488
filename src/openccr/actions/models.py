"""Agreed actions: who does what by when, and what became of it."""

from __future__ import annotations

from django.db import models

from openccr.access.models import Walled
from openccr.access.walls import AgencysOwn


class Action(Walled):
    """One action of a case's plan. Its states and moves stand in `rules.py`."""

    wall = AgencysOwn(
        commands=("SELECT", "INSERT", "UPDATE"), changes=("state", "due_on", "ended_on", "evidence", "reason")
    )

    file = models.ForeignKey("casefiles.CaseFile", on_delete=models.PROTECT, related_name="actions")
    text = models.CharField(max_length=500)
    risk = models.CharField(max_length=300, blank=True, help_text="The risk it answers.")
    faces = models.CharField(max_length=20, help_text="On whom it falls: victim, harmer, child or agencies.")
    agency = models.ForeignKey("partnership.Agency", on_delete=models.PROTECT, related_name="+")
    owner = models.ForeignKey("partnership.Appointment", null=True, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=20)
    agreed_at = models.DateTimeField()
    due_on = models.DateField()
    ended_on = models.DateField(null=True, help_text="Done, found impossible, or refused.")
    evidence = models.TextField(blank=True)
    reason = models.TextField(blank=True, help_text="Why it could not be done.")
    arises_from_id = models.UUIDField(null=True, help_text="The hearing that agreed it.")

    class Meta:
        indexes = [
            models.Index(fields=["file", "due_on"], name="action_file_due"),
            models.Index(fields=["agency", "state", "due_on"], name="action_agency_due"),
            models.Index(fields=["state", "due_on"], name="action_due"),
        ]
