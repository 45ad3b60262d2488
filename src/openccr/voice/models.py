"""What survivors said, what was published of it, and messages that nobody can trace."""

from __future__ import annotations

from django.db import models

from openccr.access.models import Walled
from openccr.access.walls import APP, Partnership, Policy, Public
from openccr.voice.rules import State


class _VoiceWall(Partnership):
    """The coordinator's, and that agency's whose answer is asked; nobody else's, the chair's neither."""

    def own(self, table: str) -> list[Policy]:
        here = f'"{table}"."partnership_id" = (SELECT openccr.actor_partnership())'
        keeps = "(SELECT openccr.actor_whole_area()) IS NOT NULL"
        owner = f'"{table}"."agency_id" = (SELECT openccr.actor_agency())'
        sees = f"{here} AND ({keeps} OR {owner})"
        # The command that takes the whole area out reads all of it.
        reads = f"{here} AND ({keeps} OR {owner} OR (SELECT openccr.actor_role()) = 'commands')"
        return [
            Policy("partnership", APP, command="SELECT", using=reads),
            Policy("partnership_insert", APP, command="INSERT", check=f"{here} AND {keeps}"),
            Policy("partnership_update", APP, command="UPDATE", using=sees, check=sees),
        ]


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


class Contribution(Walled):
    """Something that a survivor said. It names nobody: who it was stays with the service that asked."""

    wall = _VoiceWall(
        commands=("SELECT", "INSERT", "UPDATE"),
        changes=("words", "consents", "themes", "state", "agency_id", "due_on", "answer", "answered_at", "moved_at"),
    )

    partnership = models.ForeignKey("partnership.Partnership", on_delete=models.PROTECT, related_name="+")
    channel = models.CharField(max_length=40)
    words = models.TextField(help_text="Emptied when it is withdrawn.")
    consents = models.JSONField(default=list)
    themes = models.JSONField(default=list, help_text="Keys of the components it speaks to.")
    state = models.CharField(max_length=12, default=State.RECEIVED)
    agency = models.ForeignKey("partnership.Agency", null=True, on_delete=models.PROTECT, related_name="+")
    received_on = models.DateField()
    due_on = models.DateField(null=True)
    answer = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True)
    moved_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["partnership", "state", "due_on"], name="contribution_state")]


class Published(Walled):
    """You said, we did: what anybody may read, in the partnership's words."""

    wall = Public(commands=("SELECT",))

    partnership = models.ForeignKey("partnership.Partnership", on_delete=models.PROTECT, related_name="+")
    said = models.TextField()
    did = models.TextField()
    changed = models.BooleanField()
    on = models.DateField()


class Message(Walled):
    """An anonymous message, sealed. It holds the day, no time, no address, no device; of the code a token alone."""

    wall = _MessageWall(
        commands=("SELECT", "UPDATE"), changes=("danger", "triaged_at", "triaged_by", "triage", "reply")
    )

    partnership = models.ForeignKey("partnership.Partnership", on_delete=models.PROTECT, related_name="+")
    receipt = models.CharField(max_length=64, unique=True)
    sealed = models.BinaryField()
    received_on = models.DateField()
    danger = models.BooleanField(null=True, help_text="Empty: nobody has read it yet.")
    triage = models.TextField(blank=True, help_text="What was done about danger to somebody or to a child.")
    triaged_at = models.DateTimeField(null=True)
    triaged_by = models.CharField(max_length=120, blank=True)
    reply = models.CharField(max_length=40, blank=True, help_text="Key of the pack's neutral reply.")
