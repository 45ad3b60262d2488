"""The register of policies: each with its versions, who signed one, and who has read it."""

from __future__ import annotations

from django.db import models

from openccr.access.models import Walled
from openccr.access.walls import APP, Partnership, Policy

_HERE = '"{table}"."partnership_id" = (SELECT openccr.actor_partnership())'
_LEADS = "(SELECT openccr.actor_whole_area()) IS NOT NULL"
_OWN = "{agency} = (SELECT openccr.actor_agency()) AND (SELECT openccr.actor_role()) = 'lead'"


class _PolicyWall(Partnership):
    """Read by the partnership; written by the coordinator, an agency's own also by its lead."""

    agency = '"{table}"."agency_id"'

    def own(self, table: str) -> list[Policy]:
        here = _HERE.format(table=table)
        writes = f"{here} AND ({_LEADS} OR ({_OWN.format(agency=self.agency.format(table=table))}))"
        return [
            Policy("partnership", APP, command="SELECT", using=here),
            Policy("partnership_insert", APP, command="INSERT", check=writes),
            Policy("partnership_update", APP, command="UPDATE", using=writes, check=writes),
        ]


class _VersionWall(_PolicyWall):
    agency = '(SELECT p.agency_id FROM governance_keptpolicy p WHERE p.id = "{table}"."policy_id")'


class _SignatoryWall(_PolicyWall):
    """An agency's lead signs for their own; who is asked to sign is said by whoever writes the version."""

    def own(self, table: str) -> list[Policy]:
        here = _HERE.format(table=table)
        asks = (
            "(SELECT p.agency_id FROM governance_policyversion v"  # noqa: S608 - names of this code
            " JOIN governance_keptpolicy p ON p.id = v.policy_id"
            f' WHERE v.id = "{table}"."version_id")'
        )
        read, _, update = super().own(table)
        insert = f"{here} AND ({_LEADS} OR ({_OWN.format(agency=asks)}))"
        return [read, Policy("partnership_insert", APP, command="INSERT", check=insert), update]


class _ReadWall(Partnership):
    """Each says for themselves that they have read; their own agency's lead and the coordinator see who has."""

    def own(self, table: str) -> list[Policy]:
        here = _HERE.format(table=table)
        mine = f'"{table}"."user_id" = (SELECT openccr.actor_user())'
        lead = _OWN.format(agency=f'"{table}"."agency_id"')
        return [
            Policy("partnership", APP, command="SELECT", using=f"{here} AND ({mine} OR {_LEADS} OR ({lead}))"),
            Policy(
                "partnership_insert", APP, command="INSERT",
                check=f'{here} AND {mine} AND "{table}"."agency_id" = (SELECT openccr.actor_agency())',
            ),
        ]  # fmt: skip


class KeptPolicy(Walled):
    """A policy, protocol or procedure of the partnership, or of one agency."""

    wall = _PolicyWall(
        commands=("SELECT", "INSERT", "UPDATE"),
        changes=("title", "owner", "review_on", "reviewed_on", "review_words", "to_be_read", "retired_on"),
    )

    partnership = models.ForeignKey("partnership.Partnership", on_delete=models.PROTECT, related_name="+")
    agency = models.ForeignKey(
        "partnership.Agency",
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="Empty: the partnership's.",
    )
    kind = models.CharField(max_length=40, blank=True, help_text="Key of the pack; empty: of no listed kind.")
    title = models.CharField(max_length=160)
    owner = models.CharField(max_length=160, help_text="Name and post of whoever answers for it.")
    to_be_read = models.BooleanField(default=True, help_text="Everybody it concerns is asked to say that they read it.")
    review_on = models.DateField()
    reviewed_on = models.DateField(null=True)
    review_words = models.TextField(blank=True)
    retired_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "agency", "title"], nulls_distinct=False, name="policy_title_once"
            )
        ]


class PolicyVersion(Walled):
    """A version of a policy as it was written. It is never changed: another one is added."""

    wall = _VersionWall(commands=("SELECT", "INSERT"))

    partnership = models.ForeignKey("partnership.Partnership", on_delete=models.PROTECT, related_name="+")
    policy = models.ForeignKey(KeptPolicy, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    body = models.TextField(blank=True)
    held_at = models.CharField(max_length=300, blank=True, help_text="Where it lies, if not here.")
    evidence = models.TextField()
    survivor_input = models.TextField(blank=True, help_text="Empty: survivors were not asked.")
    approved_on = models.DateField(null=True)
    approved_by = models.CharField(max_length=160, blank=True)
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=120)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["policy", "number"], name="policy_version_once")]


class PolicySignatory(Walled):
    """An agency that is asked to sign a version, and who signed for it when."""

    wall = _SignatoryWall(
        commands=("SELECT", "INSERT", "UPDATE"), changes=("signed_on", "signed_by", "recorded_by_name"),
    )  # fmt: skip

    partnership = models.ForeignKey("partnership.Partnership", on_delete=models.PROTECT, related_name="+")
    version = models.ForeignKey(PolicyVersion, on_delete=models.PROTECT, related_name="signatories")
    agency = models.ForeignKey("partnership.Agency", on_delete=models.PROTECT, related_name="+")
    signed_on = models.DateField(null=True)
    signed_by = models.CharField(max_length=200, blank=True)
    recorded_by_name = models.CharField(max_length=120, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["version", "agency"], name="signs_a_version_once")]


class PolicyRead(Walled):
    """A read receipt: somebody says that they have read a version."""

    wall = _ReadWall(commands=("SELECT", "INSERT"))

    partnership = models.ForeignKey("partnership.Partnership", on_delete=models.PROTECT, related_name="+")
    version = models.ForeignKey(PolicyVersion, on_delete=models.PROTECT, related_name="reads")
    agency = models.ForeignKey("partnership.Agency", on_delete=models.PROTECT, related_name="+")
    user_id = models.UUIDField()
    by_name = models.CharField(max_length=120)
    read_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["version", "user_id"], name="read_once_by_each")]
