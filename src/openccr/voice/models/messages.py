"""Messages that nobody can trace."""

from __future__ import annotations

from django.db import models

from openccr.access.models import Walled
from openccr.access.walls import APP, Partnership, Policy


class _MessageWall(Partnership):
    """Read by those on duty: coordinators, advisers. Written by an allow-listed function, for whoever has no name."""

    def own(self, table: str) -> list[Policy]:
        duty = (
            f'"{table}"."partnership_id" = (SELECT openccr.actor_partnership())'
            " AND (SELECT openccr.actor_role()) IN ('coordinator', 'idva')"
        )
        reads = duty.replace("'idva')", "'idva', 'commands')")
        return [
            Policy("duty", APP, command="SELECT", using=reads),
            Policy("duty_update", APP, command="UPDATE", using=duty, check=duty),
        ]


class Message(Walled):
    """An anonymous message, sealed. It holds the day, no time, no address, no device; of the code a token alone."""

    wall = _MessageWall(
        commands=("SELECT", "UPDATE"), changes=("danger", "triaged_at", "triaged_by", "triage", "reply")
    )

    partnership = models.ForeignKey("partnership.Partnership", on_delete=models.PROTECT, related_name="+")
    receipt = models.CharField(max_length=64, unique=True)
    follows = models.ForeignKey(
        "self", null=True, on_delete=models.PROTECT, related_name="more", help_text="The first, of the same code."
    )
    sealed = models.BinaryField()
    received_on = models.DateField()
    danger = models.BooleanField(null=True, help_text="Empty: nobody has read it yet.")
    triage = models.TextField(blank=True, help_text="What was done about danger to somebody or to a child.")
    triaged_at = models.DateTimeField(null=True)
    triaged_by = models.CharField(max_length=120, blank=True)
    reply = models.CharField(max_length=40, blank=True, help_text="Key of the pack's neutral reply.")
