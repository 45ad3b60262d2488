"""The same pair referred in both directions: who does what to whom, and whether they may be on one agenda."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db import models
from django.db.models import F, Q

from openccr.access.models import Walled
from openccr.access.walls import APP, File, Policy, granted, not_excluded
from openccr.conference.rules.two_ways import TwoWaysFacts

_ROLES = "(SELECT openccr.actor_role()) IN ('coordinator', 'idva', 'commands')"


class _BothFilesWall(File):
    """Only for who sees both files and is shut out of neither: one file's readers must not learn of the other."""

    def own(self, table: str) -> list[Policy]:
        columns = (f'"{table}"."file_id"', f'"{table}"."other_file_id"')
        test = " AND ".join([_ROLES, *(granted(column) for column in columns)])
        out = " AND ".join(not_excluded(column) for column in columns)
        return [
            Policy("file", APP, using=test, check=test),
            Policy("excluded", APP, permissive=False, using=out, check=out),
        ]


class _TogetherWall(_BothFilesWall):
    """The wall of both files; each of the two people writes in their own name, and nobody agrees while proposing."""

    def own(self, table: str) -> list[Policy]:
        me, user = "(SELECT openccr.actor_appointment())", "(SELECT openccr.actor_user())"
        proposes = f"first_id = {me} AND first_user = {user} AND confirmed_at IS NULL"
        agrees = f"second_id = {me} AND second_user = {user}"
        return [
            *super().own(table),
            Policy("proposes", APP, command="INSERT", permissive=False, check=proposes),
            Policy("agrees", APP, command="UPDATE", permissive=False, using="confirmed_at IS NULL", check=agrees),
        ]


class DualAllegation(Walled):
    """In one file she is the victim and he harms, in the other the other way round (domain 1.11).

    Nothing here says who is right: `PrimaryVictimAssessment` does, row after row.
    """

    wall = _BothFilesWall(commands=("SELECT", "INSERT", "UPDATE"), changes=("asked_id",))

    file = models.ForeignKey("casefiles.CaseFile", on_delete=models.PROTECT, related_name="+")
    other_file = models.ForeignKey("casefiles.CaseFile", on_delete=models.PROTECT, related_name="+")
    found_at = models.DateTimeField()
    found_by = models.CharField(max_length=120)
    why = models.JSONField(default=list, help_text="What the two files have in common, in words.")
    asked = models.ForeignKey("partnership.Appointment", null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["file", "other_file"], name="dual_allegation_once"),
            models.CheckConstraint(name="dual_allegation_of_two_files", condition=~Q(file=F("other_file"))),
        ]

    @classmethod
    def of(cls, file_id: UUID) -> models.QuerySet[DualAllegation]:
        """Those of a file, whichever of the two it is."""
        return cls.objects.filter(Q(file_id=file_id) | Q(other_file_id=file_id))

    @staticmethod
    def facts_of(dual_ids: Iterable[UUID]) -> dict[UUID, TwoWaysFacts]:
        """What is found and decided of each. Two queries."""
        found: dict[UUID, list[str]] = {one: [] for one in dual_ids}
        said = PrimaryVictimAssessment.objects.filter(dual_id__in=found).order_by("at")
        for dual, finding in said.values_list("dual_id", "finding"):
            found[dual].append(finding)
        agreed = ListedTogether.objects.filter(dual_id__in=found, confirmed_at__isnull=False)
        together = set(agreed.values_list("dual_id", flat=True))
        return {one: TwoWaysFacts(tuple(findings), one in together) for one, findings in found.items()}

    def other_than(self, file_id: UUID) -> UUID:
        """The other file of the two."""
        return self.other_file_id if self.file_id == file_id else self.file_id


class PrimaryVictimAssessment(Walled):
    """A specialist's answer to who does what to whom, or a dispute of one. Dated; a new row, never an overwrite."""

    wall = _BothFilesWall(commands=("SELECT", "INSERT"))

    dual = models.ForeignKey(DualAllegation, on_delete=models.PROTECT, related_name="assessments")
    file = models.ForeignKey("casefiles.CaseFile", on_delete=models.PROTECT, related_name="+")
    other_file = models.ForeignKey("casefiles.CaseFile", on_delete=models.PROTECT, related_name="+")
    finding = models.CharField(
        max_length=20, help_text="rules/two_ways.py: as_here, as_there, both, unclear, disputed."
    )
    reasons = models.TextField()
    evidence = models.TextField(blank=True)
    assessed_on = models.DateField()
    at = models.DateTimeField()
    by = models.ForeignKey("partnership.Appointment", on_delete=models.PROTECT, related_name="+")
    by_name = models.CharField(max_length=120)
    disputes = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="dispute_names_what_it_disputes",
                condition=Q(finding="disputed", disputes__isnull=False) | (~Q(finding="disputed") & Q(disputes=None)),
            )
        ]
        indexes = [models.Index(fields=["dual", "-at"], name="who_does_what_newest")]


class ListedTogether(Walled):
    """Two people's decision that both files may stand on one agenda before it is settled who does what to whom."""

    wall = _TogetherWall(
        commands=("SELECT", "INSERT", "UPDATE"), changes=("second_id", "second_user", "second_name", "confirmed_at")
    )

    dual = models.ForeignKey(DualAllegation, on_delete=models.PROTECT, related_name="together")
    file = models.ForeignKey("casefiles.CaseFile", on_delete=models.PROTECT, related_name="+")
    other_file = models.ForeignKey("casefiles.CaseFile", on_delete=models.PROTECT, related_name="+")
    reason = models.TextField()
    first = models.ForeignKey("partnership.Appointment", on_delete=models.PROTECT, related_name="+")
    first_user = models.UUIDField()
    first_name = models.CharField(max_length=120)
    proposed_at = models.DateTimeField()
    second = models.ForeignKey("partnership.Appointment", null=True, on_delete=models.PROTECT, related_name="+")
    second_user = models.UUIDField(null=True)
    second_name = models.CharField(max_length=120, blank=True)
    confirmed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="together_needs_two_people",
                condition=Q(confirmed_at=None) | (Q(second_user__isnull=False) & ~Q(first_user=F("second_user"))),
            )
        ]
