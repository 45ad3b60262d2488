"""That somebody has practised. Nothing of what they answered is kept."""

from __future__ import annotations

from django.db import models

from openccr.access.models import Walled
from openccr.access.walls import Self


class Practised(Walled):
    """The day on which an appointment's holder went through a practice case to its end."""

    wall = Self(column="appointment_id", of="appointment", commands=("SELECT", "INSERT"))

    appointment = models.ForeignKey("partnership.Appointment", on_delete=models.PROTECT, related_name="+")
    case = models.CharField(max_length=40, help_text="Key of the pack's practice case.")
    done_on = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["appointment", "case"], name="practised_once_a_case")]
