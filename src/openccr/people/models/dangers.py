"""That somebody has died, and that somebody may take their own life."""

from __future__ import annotations

from django.db import models

from openccr.access.models import Walled
from openccr.access.walls import File
from openccr.people.models.persons import Person, WhereSheIsWall


class Death(Walled):
    """Somebody said that a person has died, or that this was a mistake. The newest row counts; none is taken back."""

    wall = WhereSheIsWall(
        commands=("SELECT", "INSERT", "UPDATE", "DELETE"),
        changes=("considered_at", "considered_by", "considered", "considered_reason"),
    )

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="deaths")
    died_on = models.DateField(null=True, help_text="Empty in a row that corrects an earlier one: the person lives.")
    source = models.CharField(max_length=200, help_text="Who says so, and how they know.")
    said_by = models.CharField(max_length=120)
    said_at = models.DateTimeField()
    considered = models.CharField(max_length=20, blank=True, help_text="Whether a death review was asked for.")
    considered_reason = models.CharField(max_length=300, blank=True)
    considered_at = models.DateTimeField(null=True)
    considered_by = models.CharField(max_length=120, blank=True)


class SuicidalSign(Walled):
    """A sign that a person of a file may take their own life, and what was done the same day."""

    wall = File(
        commands=("SELECT", "INSERT", "UPDATE"),
        changes=("person_id", "told", "safety_step", "route", "closed_at", "closed_by", "closing"),
    )

    file = models.ForeignKey("casefiles.CaseFile", on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    seen_at = models.DateTimeField()
    seen_by = models.CharField(max_length=120)
    agency = models.ForeignKey("partnership.Agency", on_delete=models.PROTECT, related_name="+")
    arises_from = models.CharField(max_length=60, help_text="Item of an instrument (key@version/number), or record.")
    what = models.CharField(max_length=500, help_text="What was seen or said, in a sentence.")
    told = models.CharField(max_length=200, blank=True, help_text="Who was told today.")
    safety_step = models.CharField(max_length=500, blank=True)
    route = models.CharField(max_length=40, blank=True, help_text="Key of the pack's crisis route that was taken.")
    due_on = models.DateField(help_text="The same day.")
    closed_at = models.DateTimeField(null=True)
    closed_by = models.CharField(max_length=120, blank=True)
    closing = models.CharField(max_length=500, blank=True, help_text="Why it may be closed.")

    class Meta:
        indexes = [models.Index(fields=["due_on"], condition=models.Q(closed_at=None), name="suicidal_sign_open")]
