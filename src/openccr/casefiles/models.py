"""The case file (the boundary), the grant (the reason you can see it), the exclusion (what beats every grant)."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import models
from django.db.models import Q
from django.db.models.functions import Coalesce

from openccr.access.models import Walled
from openccr.access.walls import APP, File, Policy, RoleInFile, Wall, granted, not_excluded
from openccr.casefiles.watched_models import CaseAlert, CaseOpened, EmergencyAccess, OpeningReview, Searched

__all__ = [
    "CaseAlert",
    "CaseFile",
    "CaseOpened",
    "EmergencyAccess",
    "Exclusion",
    "Grant",
    "OneChance",
    "OpeningReview",
    "Searched",
    "TimelineEntry",
]


class _CaseFileWall(File):
    """The file wall, and only whoever manages a file closes it. Nothing else of it ever changes."""

    def own(self, table: str) -> list[Policy]:
        manages = granted(f'"{table}"."{self.column}"', manages=True)
        return [*super().own(table), Policy("managed", APP, command="UPDATE", permissive=False, using=manages)]


class CaseFile(Walled):
    """One process about one situation. Made by `openccr.open_files()` only, together with its first grants."""

    wall = _CaseFileWall(column="id", whole_area="whole_area_id", commands=("SELECT", "UPDATE"), changes=("closed_at",))

    partnership = models.ForeignKey("partnership.Partnership", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20, help_text="Which process the file belongs to: marac …")
    reference = models.CharField(max_length=20, unique=True)
    whole_area_id = models.UUIDField(
        null=True, help_text="The partnership, when its coordinators see every file of this kind."
    )
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    title = models.CharField(max_length=20, blank=True, help_text="Initials, never a name.")

    class Meta:
        indexes = [
            models.Index(fields=["whole_area_id", "-opened_at"], name="casefile_area_opened"),
            models.Index(fields=["-opened_at"], name="casefile_opened"),
        ]


class _GrantWall(Wall):
    """The file wall of grants themselves: those the actor exercises, and nothing deeper (deeper recurses)."""

    name = "file"

    def own(self, table: str) -> list[Policy]:
        return [
            # Not before it begins: that a case is there would be known ahead of the invitation.
            Policy(
                "file",
                APP,
                command="SELECT",
                using="key = ANY ((SELECT openccr.actor_keys())::uuid[]) AND from_at <= now()",
            ),
            # A grant of the excluded person's own agency would tell them of the file.
            Policy("excluded", APP, command="SELECT", permissive=False, using=not_excluded("file_id")),
        ]


class Grant(Walled):
    """Why an agency, or the one person it names, can see a file. Written by `openccr.give()` and `end_grant()` only."""

    wall = _GrantWall(commands=("SELECT",))

    # No index of the file alone: the planner, which cannot count the actor's keys beforehand, would take it in every
    # wall's test and read all the grants of each file, at five times the cost (decision 0003).
    file = models.ForeignKey(CaseFile, on_delete=models.PROTECT, related_name="grants", db_index=False)
    agency = models.ForeignKey("partnership.Agency", on_delete=models.PROTECT, related_name="+")
    holder = models.ForeignKey("partnership.Appointment", null=True, on_delete=models.PROTECT, related_name="+")
    key = models.GeneratedField(
        expression=Coalesce("holder_id", "agency_id"), output_field=models.UUIDField(), db_persist=True
    )
    manages = models.BooleanField(default=False)
    purpose = models.CharField(max_length=80)
    lawful_basis = models.CharField(max_length=80)
    from_at = models.DateTimeField()
    until_at = models.DateTimeField(null=True)
    decided_by = models.UUIDField(null=True, help_text="The appointment that gave it.")
    arises_from = models.CharField(max_length=60, help_text="Name of the event that gave rise to it.")
    arises_from_id = models.UUIDField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["file", "key"], name="grant_file_key"),
            models.Index(fields=["key", "file"], name="grant_key_file"),
            # After some years nine of ten have ended: what somebody sees today is counted by those that have not.
            models.Index(fields=["key", "until_at"], name="grant_in_force"),
        ]

    def lasts(self, at: datetime) -> bool:
        """Whether it has not ended by then."""
        return self.until_at is None or self.until_at > at

    @classmethod
    def on(cls, file_id: UUID) -> list[Grant]:
        """Every grant on a file, for an actor who manages it; nothing for anybody else."""
        return list(cls.objects.raw("SELECT * FROM openccr.grants_on(%s)", [file_id]))

    @staticmethod
    def agencies_on(file: UUID | models.OuterRef) -> models.Func:
        """The ids of the agencies let into a file as a whole, for `id__in` of an actor who sees it; else none."""
        return models.Func(
            file, template="(SELECT openccr.agencies_on(%(expressions)s))", output_field=models.UUIDField()
        )


class Exclusion(Walled):
    """A conflict of interest: a person, a unit or an agency from whom the file must not exist.

    Seen by coordinators and the commands alone; never by the excluded. Written by `openccr.exclude()`; ended by
    `openccr.lift_exclusion()` when one coordinator has said why and another agrees.
    """

    wall = RoleInFile(roles=("coordinator", "commands"), commands=("SELECT",))

    file = models.ForeignKey(CaseFile, on_delete=models.PROTECT, related_name="exclusions")
    user = models.ForeignKey("accounts.User", null=True, on_delete=models.PROTECT, related_name="+")
    agency = models.ForeignKey("partnership.Agency", null=True, on_delete=models.PROTECT, related_name="+")
    unit = models.CharField(max_length=80, blank=True)
    reason = models.CharField(max_length=300)
    from_at = models.DateTimeField()
    until_at = models.DateTimeField(null=True)
    decided_by = models.UUIDField(null=True)
    held = models.BooleanField(default=False, help_text="It stands until a coordinator has settled it.")
    substitute = models.CharField(max_length=160, blank=True, help_text="Who from outside stands in for them.")
    lift_reason = models.CharField(max_length=300, blank=True, help_text="Why somebody proposes to let them back in.")
    lift_user = models.UUIDField(null=True, help_text="The account that proposes it; another one agrees.")
    lift_by = models.UUIDField(null=True, help_text="The appointment it acted under.")
    lift_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="exclusion_names_somebody",
                condition=Q(user__isnull=False) | Q(agency__isnull=False),
            )
        ]
        indexes = [
            models.Index(fields=["user"], name="exclusion_user"),
            models.Index(fields=["agency"], name="exclusion_agency"),
        ]


class _OneChanceWall(File):
    """The file wall: anybody on the file sets it, only her adviser and the coordinator end it."""

    def own(self, table: str) -> list[Policy]:
        ends = "(SELECT openccr.actor_role()) IN ('coordinator', 'idva')"
        return [*super().own(table), Policy("ends", APP, command="UPDATE", permissive=False, using=ends)]


class OneChance(Walled):
    """One-chance mode: there may be a single chance to speak with her safely (honour-based abuse, forced marriage).

    While it is on, nobody brings in family, community or a mediator (`rules.why_not_in_one_chance`).
    """

    wall = _OneChanceWall(commands=("SELECT", "INSERT", "UPDATE"), changes=("ended_at", "ended_by", "ended_reason"))

    file = models.ForeignKey(CaseFile, on_delete=models.PROTECT, related_name="one_chance")
    why = models.TextField()
    set_at = models.DateTimeField()
    set_by = models.CharField(max_length=240, help_text="Name and agency.")
    ended_at = models.DateTimeField(null=True)
    ended_by = models.CharField(max_length=240, blank=True)
    ended_reason = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["file"], condition=Q(ended_at__isnull=True), name="one_chance_once_a_file")
        ]


class _TimelineWall(File):
    """The file wall, and nobody may write a line in another's name."""

    def own(self, table: str) -> list[Policy]:
        own_name = """appointment_id = (SELECT openccr.actor_appointment())
            AND author_name = (SELECT a.name FROM partnership_appointment a
                               WHERE a.id = (SELECT openccr.actor_appointment()))
            AND agency_name = (SELECT a.name FROM partnership_agency a
                               WHERE a.id = (SELECT openccr.actor_agency()))"""
        return [
            *super().own(table),
            Policy("own_name", APP, command="INSERT", permissive=False, check=own_name),
        ]


class TimelineEntry(Walled):
    """What happened on a file, in the words its readers see. Processes talk to each other through it."""

    wall = _TimelineWall(commands=("SELECT", "INSERT"))

    file = models.ForeignKey(CaseFile, on_delete=models.PROTECT, related_name="timeline")
    at = models.DateTimeField()
    kind = models.CharField(max_length=40)
    sentence = models.TextField()
    source = models.CharField(max_length=20, default="act", help_text="act, fact, opinion or third party.")
    agency_name = models.CharField(max_length=120)
    author_name = models.CharField(max_length=120)
    appointment_id = models.UUIDField(null=True)
    about_id = models.UUIDField(null=True, help_text="The row it speaks of.")

    class Meta:
        indexes = [models.Index(fields=["file", "-at"], name="timeline_file_at")]
