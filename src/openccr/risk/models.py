"""Risk assessments, the judgement that no score overwrites, and the changes that call for a new one."""

from __future__ import annotations

from django.db import models

from openccr.access.models import Walled
from openccr.access.walls import APP, File, Policy


class Assessment(Walled):
    """One instrument answered once. Never changed: a new one supersedes it (domain 2.4)."""

    wall = File(commands=("SELECT", "INSERT"))

    file = models.ForeignKey("casefiles.CaseFile", on_delete=models.PROTECT, related_name="assessments")
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    instrument = models.CharField(max_length=60, help_text="key@version of the pack's instrument.")
    answers = models.JSONField(
        default=dict, help_text="Item number → answer, note and source; empty if only a score was sent."
    )
    score = models.PositiveSmallIntegerField(null=True, help_text="Number of yes answers, or the score as sent.")
    unknowns = models.PositiveSmallIntegerField(null=True, help_text="Answered “not known”; null: not stated.")
    not_asked = models.PositiveSmallIntegerField(default=0)
    judged_high = models.BooleanField(null=True, help_text="Professional judgement, kept apart from the score.")
    grade = models.CharField(max_length=40, blank=True, default="", help_text="Key of the instrument's grade.")
    judgement_reason = models.TextField(blank=True)
    assessed_on = models.DateField()
    agency_name = models.CharField(max_length=120)
    author_name = models.CharField(max_length=120, blank=True)
    appointment_id = models.UUIDField(null=True, help_text="Who entered it; null when a referral brought it.")
    supersedes = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()

    reviewed_high: bool
    """Whether a second person judged it high; rows of `with_looks` say so."""

    class Meta:
        indexes = [models.Index(fields=["file", "-assessed_on", "-entered_at"], name="assessment_file_on")]

    @classmethod
    def with_looks(cls) -> models.QuerySet[Assessment]:
        """Assessments, newest first, each knowing whether a second person judged it high."""
        raised = SecondLook.objects.filter(assessment_id=models.OuterRef("id"), judged_high=True)
        return cls.objects.annotate(reviewed_high=models.Exists(raised)).order_by("-assessed_on", "-entered_at")


class SecondLook(Walled):
    """A second person's look at an assessment, mostly a supervisor's. It may raise to high; it lowers nothing."""

    wall = File(commands=("SELECT", "INSERT"))

    file = models.ForeignKey("casefiles.CaseFile", on_delete=models.PROTECT, related_name="+")
    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="second_looks")
    judged_high = models.BooleanField()
    reason = models.TextField()
    agency_name = models.CharField(max_length=120)
    author_name = models.CharField(max_length=120)
    appointment_id = models.UUIDField()
    at = models.DateTimeField()


class Change(Walled):
    """Something that changed, or will on a known day; a new assessment answers it."""

    wall = File(commands=("SELECT", "INSERT"))

    file = models.ForeignKey("casefiles.CaseFile", on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=40, help_text="Key of the pack's triggers.")
    words = models.TextField(blank=True)
    happened_on = models.DateField()
    due_on = models.DateField(help_text="By the pack's period on the day it was reported.")
    agency_name = models.CharField(max_length=120)
    author_name = models.CharField(max_length=120)
    reported_at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["file", "happened_on"], name="change_file_on"),
            models.Index(fields=["due_on"], name="change_due_on"),
        ]


class NotDone(Walled):
    """Why the assessment that a change called for could not be done. It says nothing about the risk, which stands."""

    wall = File(commands=("SELECT", "INSERT"))

    file = models.ForeignKey("casefiles.CaseFile", on_delete=models.PROTECT, related_name="+")
    change = models.OneToOneField(Change, on_delete=models.PROTECT, related_name="not_done")
    reason = models.TextField()
    agency_name = models.CharField(max_length=120)
    author_name = models.CharField(max_length=120)
    at = models.DateTimeField()


class _OwnDraftWall(File):
    """The file wall, and of its rows only one's own: half an answer is nobody else's to read."""

    def own(self, table: str) -> list[Policy]:
        mine = f'"{table}"."appointment_id" = (SELECT openccr.actor_appointment())'
        return [*super().own(table), Policy("mine", APP, permissive=False, using=mine, check=mine)]


class Draft(Walled):
    """An instrument half answered by one practitioner; gone once the assessment is entered."""

    wall = _OwnDraftWall()

    file = models.ForeignKey("casefiles.CaseFile", on_delete=models.PROTECT, related_name="+")
    appointment_id = models.UUIDField()
    instrument = models.CharField(max_length=60)
    typed = models.JSONField(default=dict, help_text="What the form held, field by field, as it was typed.")
    saved_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["file", "appointment_id", "instrument"], name="draft_one_each")]
