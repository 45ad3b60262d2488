"""What a coordinator found of staff whose name is that of a person in a case."""

from __future__ import annotations

from django.db import models

from openccr.access.models import Walled
from openccr.access.walls import RoleInFile


class StaffLooked(Walled):
    """Somebody's name was looked at: they are kept out, or there is no conflict. Coordinators alone read it."""

    wall = RoleInFile(roles=("coordinator", "commands"), commands=("SELECT", "INSERT"))

    file = models.ForeignKey("casefiles.CaseFile", on_delete=models.PROTECT, related_name="+")
    user_id = models.UUIDField()
    decided = models.CharField(max_length=20, help_text="rules/conflicts.py: kept_out or no_conflict.")
    reason = models.CharField(max_length=300)
    at = models.DateTimeField()
    by_name = models.CharField(max_length=120)

    class Meta:
        indexes = [models.Index(fields=["file", "user_id"], name="staff_looked_file")]
