"""Retention: what holds a closed file, and the two people's decision that it is disposed of."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from openccr.access.models import Walled
from openccr.access.walls import APP, File, Partnership, Policy, not_excluded

_COORDINATES = "(SELECT openccr.actor_whole_area()) IS NOT NULL"
_READS_DISPOSALS = f"{_COORDINATES} OR (SELECT openccr.actor_role()) = 'commands'"
"""SQL: a coordinator of the area, or the command that takes the whole area out."""


class _HoldWall(File):
    """The file wall; set and ended by a coordinator of the area."""

    def own(self, table: str) -> list[Policy]:
        return [
            *super().own(table),
            Policy("coordinates", APP, command="INSERT", permissive=False, check=_COORDINATES),
            Policy("coordinates_later", APP, command="UPDATE", permissive=False, using=_COORDINATES),
        ]


class LegalHold(Walled):
    """Why a file may not be disposed of, whatever its age: a court, a review, a request for her own data."""

    wall = _HoldWall(commands=("SELECT", "INSERT", "UPDATE"), changes=("ended_at", "ended_by", "ended_why"))

    file = models.ForeignKey("casefiles.CaseFile", on_delete=models.PROTECT, related_name="+")
    why = models.CharField(max_length=300)
    set_at = models.DateTimeField()
    set_by = models.CharField(max_length=120)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.CharField(max_length=120, blank=True)
    ended_why = models.CharField(max_length=300, blank=True)

    class Meta:
        indexes = [models.Index(fields=["file"], name="legal_hold_file")]


class _DisposalWall(Partnership):
    """The partnership's coordinators, and of them none who is kept out of the file it speaks of."""

    def own(self, table: str) -> list[Policy]:
        own_name = "proposed_user = (SELECT openccr.actor_user())"
        return [
            *super().own(table),
            Policy("coordinates", APP, command="SELECT", permissive=False, using=_READS_DISPOSALS),
            Policy("own_name", APP, command="INSERT", permissive=False, check=own_name),
            Policy("excluded", APP, permissive=False, using=not_excluded(f'"{table}"."file_id"')),
        ]


class Disposal(Walled):
    """One file proposed for disposal, approved by somebody else, and the certificate of what was removed.

    It outlives the file, so it holds its id and reference and nothing of what was in it.
    """

    wall = _DisposalWall(
        commands=("SELECT", "INSERT", "UPDATE"),
        changes=(
            "approved_at", "approved_by", "approved_user", "dropped_at", "dropped_by", "disposed_at", "certificate",
            "removed",
        ),
        writers=("coordinator",),
    )  # fmt: skip

    partnership = models.ForeignKey("partnership.Partnership", on_delete=models.PROTECT, related_name="+")
    file_id = models.UUIDField()
    reference = models.CharField(max_length=20)
    kind = models.CharField(max_length=20)
    closed_on = models.DateField()
    due_on = models.DateField(help_text="From when the pack's rule lets it go.")
    rule = models.CharField(max_length=200, help_text="The rule in words, as it stood.")
    proposed_at = models.DateTimeField()
    proposed_by = models.CharField(max_length=120)
    proposed_user = models.UUIDField()
    approved_at = models.DateTimeField(null=True)
    approved_by = models.CharField(max_length=120, blank=True)
    approved_user = models.UUIDField(null=True)
    dropped_at = models.DateTimeField(null=True)
    dropped_by = models.CharField(max_length=120, blank=True)
    disposed_at = models.DateTimeField(null=True)
    certificate = models.CharField(max_length=20, blank=True)
    removed = models.JSONField(default=dict, help_text="How many rows of each kind were removed.")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="disposal_needs_two_people",
                condition=Q(approved_user__isnull=True) | ~Q(approved_user=F("proposed_user")),
            ),
            models.UniqueConstraint(
                fields=["file_id"], condition=Q(dropped_at__isnull=True), name="file_proposed_once_for_disposal"
            ),
        ]
        indexes = [models.Index(fields=["partnership", "-proposed_at"], name="disposal_partnership")]
