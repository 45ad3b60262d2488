"""When she and each child were last seen, and by whom."""

from __future__ import annotations

from django.db import models

from openccr.access.models import Walled
from openccr.access.walls import APP, File, Policy


class _WrittenInOwnNameWall(File):
    """The file wall, and nobody writes a line in another's name."""

    def own(self, table: str) -> list[Policy]:
        own_name = f'"{table}"."recorded_by_id" = (SELECT openccr.actor_appointment())'
        return [*super().own(table), Policy("own_name", APP, command="INSERT", permissive=False, check=own_name)]


class LastSeen(Walled):
    """Somebody was seen: by whom, when, how it is known, whether alone and well. Never changed; a later one counts."""

    wall = _WrittenInOwnNameWall(commands=("SELECT", "INSERT"))

    file = models.ForeignKey("casefiles.CaseFile", on_delete=models.PROTECT, related_name="last_seen")
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    on = models.DateField()
    by = models.CharField(max_length=120, help_text="Who saw them: a name or a role, and the agency.")
    way = models.CharField(max_length=40, help_text="Key of the pack's ways of seeing somebody.")
    alone = models.BooleanField(help_text="Without the person who harms and without anybody of theirs.")
    well = models.BooleanField()
    words = models.CharField(max_length=300, blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey("partnership.Appointment", on_delete=models.PROTECT, related_name="+")
    recorded_name = models.CharField(max_length=240, help_text="Name and agency.")

    class Meta:
        indexes = [models.Index(fields=["file", "person", "-on"], name="last_seen_file_person")]
