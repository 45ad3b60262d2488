"""One sentence of the record, with whose it is, where it comes from, and what was decided."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from openccr.access.models import Walled
from openccr.access.walls import APP, File, Policy
from openccr.subjectaccess.models.requests import SubjectRequest
from openccr.subjectaccess.models.walls import COORDINATES
from openccr.subjectaccess.rules.deciding import Outcome


class _PassageWall(File):
    """The file wall, for the area's coordinators alone, and decided in one's own name."""

    def own(self, table: str) -> list[Policy]:
        mine = f'"{table}"."decided_user" IS NULL OR "{table}"."decided_user" = (SELECT openccr.actor_user())'
        return [
            *super().own(table),
            Policy("coordinates", APP, permissive=False, using=COORDINATES),
            Policy("own_name", APP, command="UPDATE", permissive=False, using="true", check=mine),
        ]


class Passage(Walled):
    """A sentence that was found. Its words lie sealed: they are a copy, and its wall is the one of its case."""

    wall = _PassageWall(
        commands=("SELECT", "INSERT", "UPDATE", "DELETE"),
        changes=("marks", "outcome", "exemption", "reason", "kept_sealed", "decided_user", "decided_by", "decided_at"),
    )

    file = models.ForeignKey("casefiles.CaseFile", on_delete=models.PROTECT, related_name="+")
    request = models.ForeignKey(SubjectRequest, on_delete=models.PROTECT, related_name="+")
    table = models.CharField(max_length=60)
    row_id = models.UUIDField()
    field = models.CharField(max_length=40)
    number = models.PositiveSmallIntegerField()
    sealed = models.BinaryField()
    token = models.CharField(max_length=64, help_text="Keyed: equal for equal sentences.")
    source = models.CharField(max_length=20)
    agency_name = models.CharField(max_length=120, blank=True)
    written_at = models.DateTimeField(null=True)
    marks = models.JSONField(help_text="Why it is not simply theirs; empty when the rules propose to let it go.")
    outcome = models.CharField(max_length=10, blank=True, choices=[(one.value, one.label) for one in Outcome])
    exemption = models.CharField(max_length=40, blank=True, help_text="Key of the pack's exemptions.")
    reason = models.CharField(max_length=300, blank=True)
    kept_sealed = models.BinaryField(default=bytes, help_text="What is let go when it is let go in part.")
    decided_user = models.UUIDField(null=True)
    decided_by = models.CharField(max_length=120, blank=True)
    decided_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["request", "table", "row_id", "field", "number"], name="passage_once_in_a_request"
            ),
            models.CheckConstraint(
                name="passage_kept_back_with_an_exemption",
                condition=~Q(outcome="withhold") | ~Q(exemption=""),
            ),
            models.CheckConstraint(
                name="passage_decided_by_somebody",
                condition=Q(outcome="", decided_user__isnull=True) | ~Q(outcome="") & Q(decided_user__isnull=False),
            ),
        ]
        indexes = [models.Index(fields=["request", "outcome"], name="passage_request_outcome")]
