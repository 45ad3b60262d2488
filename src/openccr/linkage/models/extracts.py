"""What an agency sends to be compared: an extract and its records, the agency's own and sealed."""

from __future__ import annotations

from django.db import models

from openccr.access.models import Walled
from openccr.access.walls import APP, Agency, Policy

_COMMANDS = (
    "((SELECT openccr.actor_role()) = 'commands' AND EXISTS (SELECT FROM partnership_agency a"
    ' WHERE a.id = "{table}"."agency_id" AND a.partnership_id = (SELECT openccr.actor_partnership())))'
)
"""SQL: a command brings a file in for any agency of its partnership. It never reads one."""


class _ExtractWall(Agency):
    """The agency's own. What was sent, why and until when is known to those who answer for linkage."""

    def own(self, table: str) -> list[Policy]:
        mine = f'"{table}"."agency_id" = (SELECT openccr.actor_agency())'
        register = (
            f'"{table}"."partnership_id" = (SELECT openccr.actor_partnership()) AND ('
            "(SELECT openccr.actor_whole_area()) IS NOT NULL"
            " OR (SELECT openccr.actor_role()) = 'protection_officer')"
        )
        own_name = f'"{table}"."taken_user_id" IS NOT DISTINCT FROM (SELECT openccr.actor_user())'
        return [
            Policy("agency", APP, command="SELECT", using=f"{mine} OR ({register})"),
            Policy("agency_insert", APP, command="INSERT", check=f"{mine} OR {_COMMANDS.format(table=table)}"),
            Policy("agency_update", APP, command="UPDATE", using=mine, check=mine),
            # Whoever sends is not asked (HeldMatch): so nobody sends in another's name.
            Policy("own_name", APP, command="INSERT", permissive=False, check=own_name),
        ]


class _RecordWall(Agency):
    """The agency's own, and nobody else's at all."""

    def own(self, table: str) -> list[Policy]:
        mine = f'"{table}"."agency_id" = (SELECT openccr.actor_agency())'
        return [
            Policy("agency", APP, command="SELECT", using=mine),
            Policy("agency_insert", APP, command="INSERT", check=f"{mine} OR {_COMMANDS.format(table=table)}"),
            Policy("agency_delete", APP, command="DELETE", using=mine),
        ]


class Extract(Walled):
    """One file of records, with purpose, lawful basis and the day by which it is gone. A newer one takes its place."""

    wall = _ExtractWall(
        commands=("SELECT", "INSERT", "UPDATE"),
        changes=("compared", "compared_by", "ended_at", "ended_by", "ended_why"),
    )

    partnership = models.ForeignKey("partnership.Partnership", on_delete=models.PROTECT, related_name="+")
    agency = models.ForeignKey("partnership.Agency", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=40, help_text="Key of the pack's list of extracts.")
    purpose = models.CharField(max_length=300)
    lawful_basis = models.CharField(max_length=60, help_text="Key of the pack's list of lawful bases.")
    conditions = models.JSONField(
        default=list, help_text="Keys of the pack's conditions for what is sensitive and for offences."
    )
    keep_until = models.DateField()
    compared = models.BooleanField(help_text="False: kept, and compared with nothing until the agency says so.")
    compared_by = models.CharField(max_length=120, blank=True)
    rows = models.PositiveIntegerField()
    refused = models.PositiveIntegerField()
    refused_file_id = models.UUIDField(null=True, help_text="The refused rows, for whoever sent it, for a month.")
    taken_at = models.DateTimeField()
    taken_by = models.CharField(max_length=120)
    taken_user_id = models.UUIDField(null=True, help_text="Account of whoever sent it; empty for a system.")
    ended_at = models.DateTimeField(null=True, help_text="When its records were deleted.")
    ended_by = models.CharField(max_length=120, blank=True)
    ended_why = models.CharField(max_length=300, blank=True)

    class Meta:
        indexes = [models.Index(fields=["agency", "-taken_at"], name="extract_agency")]


class ExtractRecord(Walled):
    """One row, sealed whole: the database holds no name, no day and no place of it.

    `token` is equal for the same person's local id of the same agency and kind of extract, so that what was decided of
    a record holds for the next extract too, and for nobody to whom the number is given later. Without the vault's key
    it says nothing.
    """

    wall = _RecordWall(commands=("SELECT", "INSERT", "DELETE"))

    extract = models.ForeignKey(Extract, on_delete=models.CASCADE, related_name="records")
    agency = models.ForeignKey("partnership.Agency", on_delete=models.PROTECT, related_name="+")
    token = models.CharField(max_length=64)
    sealed = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["extract", "token"], name="extract_record_once")]
        indexes = [models.Index(fields=["agency", "token"], name="extract_record_token")]
