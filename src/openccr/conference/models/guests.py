"""Guests and observers of one meeting, who have no account and see nothing here."""

from __future__ import annotations

from django.db import models

from openccr.access.models import Walled
from openccr.access.walls import APP, Partnership, Policy


class _GuestWall(Partnership):
    """Those of the meetings that one sees, written by the coordinator and the chair."""

    def own(self, table: str) -> list[Policy]:
        coordinates = "(SELECT openccr.actor_role()) IN ('coordinator', 'commands')"
        meeting = "EXISTS (SELECT 1 FROM conference_meeting m WHERE m.id = conference_guest.meeting_id)"
        return [
            *super().own(table),
            Policy("seen", APP, command="SELECT", permissive=False, using=f"{coordinates} OR {meeting}"),
        ]


class Guest(Walled):
    """Somebody let in to one meeting: named, with their organisation, why, and the statement they signed."""

    wall = _GuestWall(commands=("SELECT", "INSERT"), writers=("coordinator", "commands", "chair"))

    partnership = models.ForeignKey("partnership.Partnership", on_delete=models.PROTECT, related_name="+")
    meeting = models.ForeignKey("conference.Meeting", on_delete=models.PROTECT, related_name="guests")
    name = models.CharField(max_length=120)
    organisation = models.CharField(max_length=120)
    kind = models.CharField(max_length=20, help_text="rules/attending.py: guest or observer.")
    why = models.CharField(max_length=300)
    joins = models.CharField(max_length=20, help_text="rules/attending.py: room, video or telephone.")
    identified = models.CharField(max_length=200, help_text="How it was made sure that it is them.")
    signed_at = models.DateTimeField()
    let_in_by = models.CharField(max_length=240, help_text="Name and agency.")

    class Meta:
        indexes = [models.Index(fields=["meeting"], name="guest_meeting")]
