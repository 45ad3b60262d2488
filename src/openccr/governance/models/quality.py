"""What the partnership judged of its conference in a year, and what an audit found in cases drawn at random."""

from __future__ import annotations

from django.db import models

from openccr.access.models import Walled
from openccr.access.walls import APP, File, Partnership, Policy


class _QualityWall(Partnership):
    """For those who lead the conference: coordinators, who write, chairs, and the command that takes all out."""

    def own(self, table: str) -> list[Policy]:
        leads = "(SELECT openccr.actor_role()) IN ('coordinator', 'chair', 'commands')"
        return [*super().own(table), Policy("leads", APP, command="SELECT", permissive=False, using=leads)]


class _SampleWall(_QualityWall):
    """The same, but not for whoever is kept out of any case at all: beside the cases of a sample that they see, how
    many were heard and drawn would tell of one that is hidden (docs/decisions/0013)."""

    def own(self, table: str) -> list[Policy]:
        sees_all = "cardinality((SELECT openccr.excluded_files())::uuid[]) = 0"
        return [*super().own(table), Policy("sees_all", APP, command="SELECT", permissive=False, using=sees_all)]


class _AuditedWall(File):
    """The file wall, for those who lead the conference: what was found of an agency's case is not that agency's."""

    def own(self, table: str) -> list[Policy]:
        reads = "(SELECT openccr.actor_role()) IN ('coordinator', 'chair', 'commands')"
        writes = "(SELECT openccr.actor_whole_area()) IS NOT NULL"
        return [
            *super().own(table),
            Policy("leads", APP, command="SELECT", permissive=False, using=reads),
            Policy("audits", APP, command="INSERT", permissive=False, check=writes),
            Policy("audits_later", APP, command="UPDATE", permissive=False, using=writes),
        ]


class PrincipleCheck(Walled):
    """One principle in one year: the judgement, what is missing, and who does what about it by when."""

    wall = _QualityWall(
        commands=("SELECT", "INSERT", "UPDATE"), writers=("coordinator",),
        changes=("judgement", "words", "action", "owner", "review_on", "evidence", "said_at", "said_by"),
    )  # fmt: skip

    partnership = models.ForeignKey("partnership.Partnership", on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    principle = models.CharField(max_length=40, help_text="Key of the pack's principle.")
    judgement = models.CharField(max_length=40, help_text="Key of the pack's scale.")
    words = models.TextField(blank=True, help_text="What shows it, or what is missing.")
    action = models.CharField(max_length=500, blank=True)
    owner = models.CharField(max_length=120, blank=True)
    review_on = models.DateField(null=True)
    evidence = models.JSONField(default=list, help_text="The figures as they stood then, rounded: name and words.")
    said_at = models.DateTimeField()
    said_by = models.CharField(max_length=120)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["partnership", "year", "principle"], name="principle_checked_once_a_year")
        ]


class DipSample(Walled):
    """Cases drawn at random from those heard in a period. The seed draws the same ones again."""

    wall = _SampleWall(commands=("SELECT", "INSERT"), writers=("coordinator",))

    partnership = models.ForeignKey("partnership.Partnership", on_delete=models.PROTECT, related_name="+")
    first_on = models.DateField()
    last_on = models.DateField()
    heard = models.PositiveIntegerField(help_text="From how many cases it was drawn.")
    number = models.PositiveSmallIntegerField()
    seed = models.BigIntegerField()
    drawn_at = models.DateTimeField()
    drawn_by = models.CharField(max_length=120)


class SampledCase(Walled):
    """One case of a sample: an answer to each question, what was found, and who does what about it."""

    wall = _AuditedWall(
        commands=("SELECT", "INSERT", "UPDATE"),
        changes=("answers", "finding", "action", "owner", "review_on", "audited_at", "audited_by"),
    )

    file = models.ForeignKey("casefiles.CaseFile", on_delete=models.PROTECT, related_name="+")
    sample = models.ForeignKey(DipSample, on_delete=models.PROTECT, related_name="cases")
    hearing = models.ForeignKey("conference.Hearing", on_delete=models.PROTECT, related_name="+")
    place = models.PositiveSmallIntegerField()
    answers = models.JSONField(
        default=dict, help_text="Key of the pack's question → yes, partly, no or not_applicable."
    )
    finding = models.TextField(blank=True)
    action = models.CharField(max_length=500, blank=True)
    owner = models.CharField(max_length=120, blank=True)
    review_on = models.DateField(null=True)
    audited_at = models.DateTimeField(null=True)
    audited_by = models.CharField(max_length=120, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["sample", "hearing"], name="hearing_sampled_once")]
        indexes = [models.Index(fields=["file"], name="sampled_file")]
