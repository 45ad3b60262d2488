"""A person's calendar address."""

from __future__ import annotations

from django.db import models

from openccr.access.models import Walled
from openccr.access.walls import Self


class CalendarFeed(Walled):
    """The private address of one appointment's calendar. Only the hash of its token is kept."""

    wall = Self(
        column="appointment_id", of="appointment", commands=("SELECT", "INSERT", "UPDATE"), changes=("withdrawn_at",)
    )

    appointment = models.ForeignKey("partnership.Appointment", on_delete=models.PROTECT, related_name="+")
    user_id = models.UUIDField()
    token_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["appointment"], condition=models.Q(withdrawn_at=None), name="one_calendar_address_at_a_time"
            )
        ]
