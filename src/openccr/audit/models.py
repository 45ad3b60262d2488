"""Acts and reads, insert-only, and the seals that chain them."""

from __future__ import annotations

from django.db import models

from openccr.access.models import Walled
from openccr.access.walls import APP, File, Policy, System, granted, not_excluded

READERS = "'coordinator', 'commands'"
"""The roles that read a file's log."""

CLAIMS = ("user", "appointment", "agency", "partnership")
"""What an event says of its actor, which the database knows from the token."""


class _AuditWall(File):
    """The file wall, and nobody may write an event in another's name, of a hidden file, or into another's chain."""

    def own(self, table: str) -> list[Policy]:
        column = f'"{table}"."{self.column}"'
        own_name = " AND ".join(f"{claim}_id IS NOT DISTINCT FROM (SELECT openccr.actor_{claim}())" for claim in CLAIMS)
        own_role = "role = coalesce((SELECT openccr.actor_role()), '')"
        seen = f"{column} IS NULL OR {granted(column)}"
        # Who kept whom out, and who has looked, is for the coordinator: an agency on the case is not told.
        reads = f"(SELECT openccr.actor_role()) IN ({READERS}) AND {granted(column)}"
        out = f"{column} IS NULL OR {not_excluded(column)}"
        return [
            Policy("file", APP, command="SELECT", using=reads),
            Policy("own_name", APP, command="INSERT", check=f"{own_name} AND {own_role} AND ({seen})"),
            # An event of no file is nobody's secret; without IS NULL whoever is shut out of one file could log nothing.
            Policy("excluded", APP, permissive=False, using=out, check=out),
        ]


class AuditEvent(Walled):
    """One act or read. Ids and field names only, never the contents of a field.

    A plain id (no foreign key) points at whoever and whatever it concerns, so that erasing a row never touches the log.
    """

    wall = _AuditWall(commands=("SELECT", "INSERT"))

    at = models.DateTimeField()
    type = models.CharField(max_length=60)
    partnership_id = models.UUIDField(null=True)
    user_id = models.UUIDField(null=True)
    appointment_id = models.UUIDField(null=True)
    agency_id = models.UUIDField(null=True)
    role = models.CharField(max_length=30, blank=True)
    purpose = models.CharField(max_length=80, blank=True)
    file_id = models.UUIDField(null=True)
    subjects = models.JSONField(default=list)
    fields = models.JSONField(default=list)

    class Meta:
        indexes = [models.Index(fields=["file_id", "-at"], name="audit_file_at")]


class AuditSeal(models.Model):
    """The number and hash an event got at commit: one partnership's chain. Written by `openccr.seal_event` only."""

    wall = System(commands=())

    id = models.BigAutoField(primary_key=True)
    partnership_id = models.UUIDField()
    number = models.BigIntegerField()
    event_id = models.UUIDField(unique=True)
    sealed_at = models.DateTimeField(help_text="The database's own clock: the event's may be given by who writes it.")
    hash = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["partnership_id", "number"], name="audit_seal_number")]


class AuditHead(models.Model):
    """The end of each partnership's chain; the row locked at commit."""

    wall = System(commands=())

    partnership_id = models.UUIDField(primary_key=True)
    number = models.BigIntegerField()
    hash = models.BinaryField()
