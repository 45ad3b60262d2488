"""Children are people of their own: what a child said, and how a child is."""

from __future__ import annotations

from django.db import models

from openccr.access.models import Walled
from openccr.access.walls import File
from openccr.people.models.persons import Person, WhereSheIsWall


class ChildVoice(Walled):
    """What a child said, in the child's own words, to whom and when."""

    wall = File(commands=("SELECT", "INSERT", "UPDATE"), changes=("person_id",))

    file = models.ForeignKey("casefiles.CaseFile", on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    said = models.TextField(help_text="The child's words, or what a baby or a child without speech showed.")
    to_whom = models.CharField(max_length=120)
    alone = models.CharField(max_length=10, default="unknown", help_text="Seen without the adults: yes, no, unknown.")
    said_on = models.DateField()
    written_by = models.CharField(max_length=120)
    written_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["file", "person", "-said_on"], name="child_voice_file")]


class ChildFacts(Walled):
    """How a child is, as somebody wrote it down on a day: own risk, worker. The newest row counts."""

    wall = WhereSheIsWall(commands=("SELECT", "INSERT", "DELETE"))

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="child_facts")
    risk = models.TextField(blank=True, help_text="What this child is in danger of.")
    status = models.CharField(max_length=40, blank=True, help_text="Key of the pack's list of social care statuses.")
    worker = models.CharField(max_length=200, blank=True, help_text="Who works with this child, and for whom.")
    kept_out_sealed = models.BinaryField(help_text="Who must not be told, collect or visit, and why; sealed.")
    said_at = models.DateTimeField()
    source = models.CharField(max_length=120, blank=True)
