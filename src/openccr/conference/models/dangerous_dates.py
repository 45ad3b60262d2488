"""Days on which the danger may rise, and who was told of them beforehand."""

from __future__ import annotations

from django.db import models

from openccr.access.models import Walled
from openccr.access.walls import AgencysOwn, File


class DangerousDate(Walled):
    """A day on which the danger may rise: a release, the end of an order, a hearing, a birth, a move."""

    wall = AgencysOwn(
        agency="owner_agency_id",
        also=("coordinator", "chair", "idva"),
        puts=(
            "chair",
            "idva",
            "representative",
        ),  # whoever learns of a day writes it down for the agency that watches it
        commands=("SELECT", "INSERT", "UPDATE"),
        changes=("ended_at", "ended_by", "ended_why"),
    )

    file = models.ForeignKey("casefiles.CaseFile", on_delete=models.PROTECT, related_name="dangerous_dates")
    kind = models.CharField(max_length=40, help_text="Key of the pack's kinds of dangerous dates.")
    on = models.DateField()
    words = models.CharField(max_length=300, blank=True)
    source = models.CharField(max_length=200, help_text="How it is known.")
    owner_agency = models.ForeignKey("partnership.Agency", on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    recorded_name = models.CharField(max_length=240, help_text="Name and agency.")
    ended_at = models.DateTimeField(null=True, help_text="It was moved or will not happen.")
    ended_by = models.CharField(max_length=240, blank=True)
    ended_why = models.CharField(max_length=300, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["file", "on"], name="dangerous_date_file"),
            models.Index(fields=["on"], condition=models.Q(ended_at__isnull=True), name="dangerous_date_ahead"),
        ]


class DateTold(Walled):
    """The owners were told that a dangerous date is so many days ahead: once each, however often the night runs."""

    wall = File(commands=("SELECT", "INSERT"))

    file = models.ForeignKey("casefiles.CaseFile", on_delete=models.PROTECT, related_name="+")
    date = models.ForeignKey(DangerousDate, on_delete=models.PROTECT, related_name="told")
    days = models.PositiveSmallIntegerField(help_text="How many days ahead the step lies.")
    on = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["date", "days"], name="told_of_a_date_once_a_step")]
        indexes = [models.Index(fields=["file"], name="date_told_file")]
