"""Whom she has said must not be told, and who was told all the same.

The agency on the list must not learn of it, though it may hold a grant on the file: only the coordinator, her IDVA and
whoever wrote the line down read it.
"""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.db import models
from django.db.models import Q
from django.utils.timezone import localdate

from openccr.access.models import Walled
from openccr.access.walls import APP, File, Policy
from openccr.sharing.rules.no_go import Entry

_KEEPS = "((SELECT openccr.actor_whole_area()) IS NOT NULL OR (SELECT openccr.actor_role()) = 'commands')"
"""SQL: the actor coordinates the partnership, or is the worker that sends what the list must stop."""

_MINE = "(SELECT openccr.actor_appointment())"


class _NoGoWall(File):
    """The file wall, for the coordinator, an IDVA of another agency than the one named, and whoever wrote it."""

    def own(self, table: str) -> list[Policy]:
        concerned = """(sharing_nogo.agency_id IS NOT DISTINCT FROM (SELECT openccr.actor_agency())
            OR sharing_nogo.kind <> '' AND EXISTS (SELECT 1 FROM partnership_agency a
                WHERE a.id = (SELECT openccr.actor_agency()) AND a.kind = sharing_nogo.kind))"""
        adviser = f"((SELECT openccr.actor_role()) = 'idva' AND NOT {concerned})"
        reads = f'{_KEEPS} OR {adviser} OR "{table}"."decided_by" = {_MINE}'
        return [
            *super().own(table),
            Policy("not_whom_it_names", APP, command="SELECT", permissive=False, using=reads),
            Policy("own_name", APP, command="INSERT", permissive=False, check=f'"{table}"."decided_by" = {_MINE}'),
            Policy("ended_by_its_readers", APP, command="UPDATE", permissive=False, using=reads),
        ]


class NoGo(Walled):
    """One line of her list: an agency, a kind of service, or a named person, with her words."""

    wall = _NoGoWall(commands=("SELECT", "INSERT", "UPDATE"), changes=("until_on", "why_ended", "ended_by_name"))

    file = models.ForeignKey("casefiles.CaseFile", on_delete=models.PROTECT, related_name="+")
    agency = models.ForeignKey("partnership.Agency", null=True, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=40, blank=True, help_text="Key of the pack's kinds of agency.")
    person = models.CharField(max_length=120, blank=True, help_text="Of that agency, when one is named too.")
    words = models.TextField(help_text="Why, in her words.")
    from_on = models.DateField()
    until_on = models.DateField(null=True, help_text="The last day on which it counts.")
    why_ended = models.CharField(max_length=500, blank=True)
    ended_by_name = models.CharField(max_length=120, blank=True)
    decided_by = models.UUIDField(help_text="The appointment that wrote it down.")
    decided_by_name = models.CharField(max_length=120)
    at = models.DateTimeField()
    was_on_case = models.BooleanField(default=False, help_text="It was let in already, so a coordinator must decide.")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="no_go_names_somebody",
                condition=Q(agency__isnull=False) | ~Q(kind="") | ~Q(person=""),
            )
        ]
        indexes = [
            models.Index(fields=["file"], name="no_go_file"),
            models.Index(fields=["at"], name="no_go_on_case", condition=Q(was_on_case=True)),
        ]

    @staticmethod
    def counting(day: date) -> Q:
        """The lines that count on that day."""
        return Q(from_on__lte=day) & (Q(until_on=None) | Q(until_on__gte=day))

    @classmethod
    def in_force(cls, file_id: UUID, *, on: datetime) -> list[Entry]:
        """What of her list counts now, as the rules compare it. Two queries, one when the list is empty.

        Empty for whoever does not read the list: ask it as the coordinator, or the worker.
        """
        rows = list(cls.objects.filter(cls.counting(localdate(on)), file_id=file_id))
        told = Override.objects.filter(no_go__in=rows, agency__isnull=False, duty=False)
        anyway = list(told.values_list("no_go_id", "agency_id")) if rows else []
        return [
            Entry(
                id=row.id,
                agency_id=row.agency_id,
                kind=row.kind,
                person=row.person,
                told_anyway=frozenset(agency for line, agency in anyway if line == row.id),
            )
            for row in rows
        ]


class _OverrideWall(File):
    """Read by whoever reads the line it overrides; written by the coordinator alone, in her own name."""

    def own(self, table: str) -> list[Policy]:
        seen = "EXISTS (SELECT 1 FROM sharing_nogo n WHERE n.id = sharing_override.no_go_id)"
        decides = f'(SELECT openccr.actor_whole_area()) IS NOT NULL AND "{table}"."decided_by" = {_MINE}'
        return [
            *super().own(table),
            Policy("as_its_line", APP, command="SELECT", permissive=False, using=f"{_MINE} IS NOT NULL AND {seen}"),
            Policy("coordinator", APP, command="INSERT", permissive=False, check=f"{decides} AND {seen}"),
        ]


class Override(Walled):
    """Somebody on the list was told all the same: who decided it and why. The ledger's part for the list's readers."""

    wall = _OverrideWall(commands=("SELECT", "INSERT"))

    file = models.ForeignKey("casefiles.CaseFile", on_delete=models.PROTECT, related_name="+")
    no_go = models.ForeignKey(NoGo, on_delete=models.PROTECT, related_name="overrides")
    agency = models.ForeignKey("partnership.Agency", null=True, on_delete=models.PROTECT, related_name="+")
    outside = models.CharField(max_length=200, blank=True)
    reason = models.TextField()
    duty = models.BooleanField(default=False, help_text="A duty to protect outweighed it; it opens nothing else.")
    decided_by = models.UUIDField(help_text="The appointment that decided.")
    decided_by_name = models.CharField(max_length=120)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["file"], name="override_file")]
