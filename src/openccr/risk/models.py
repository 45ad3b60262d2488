"""Risk assessments: the answers, the score, and the judgement that no score overwrites."""

from __future__ import annotations

from django.db import models

from openccr.access.models import Walled
from openccr.access.walls import File


class Assessment(Walled):
    """One instrument answered once. Never changed: a new one supersedes it (domain 2.4)."""

    wall = File(commands=("SELECT", "INSERT"))

    file = models.ForeignKey("casefiles.CaseFile", on_delete=models.PROTECT, related_name="assessments")
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    instrument = models.CharField(max_length=60, help_text="key@version of the pack's instrument.")
    answers = models.JSONField(default=dict, help_text="Item number → answer and note; empty if only a score was sent.")
    score = models.PositiveSmallIntegerField(null=True, help_text="Number of yes answers, or the score as sent.")
    unknowns = models.PositiveSmallIntegerField(null=True)
    judged_high = models.BooleanField(null=True, help_text="Professional judgement, kept apart from the score.")
    judgement_reason = models.TextField(blank=True)
    assessed_on = models.DateField()
    agency_name = models.CharField(max_length=120)
    author_name = models.CharField(max_length=120, blank=True)
    entered_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["file", "-assessed_on", "-entered_at"], name="assessment_file_on")]
