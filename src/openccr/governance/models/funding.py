"""Money that comes in, and contracts it pays for. Values are for who leads, and for the agency whose they are."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from openccr.access.models import Walled
from openccr.access.walls import APP, Partnership, Policy
from openccr.governance.rules.funding import Purse

_HERE = '"{table}"."partnership_id" = (SELECT openccr.actor_partnership())'
_ANSWERS = "(SELECT openccr.actor_role()) IN ('lead', 'chair', 'coordinator')"
_LEADS = "(SELECT openccr.actor_whole_area()) IS NOT NULL"


class _ValueWall(Partnership):
    """Read by who leads the partnership, and by the lead of the agency whose money it is; written by the coordinator.

    A chair who works for a provider sees their own agency's contracts and no rival's: `openccr.sees_contracts()`.
    """

    def own(self, table: str) -> list[Policy]:
        here = _HERE.format(table=table)
        own = f'"{table}"."agency_id" = (SELECT openccr.actor_agency()) AND {_ANSWERS}'
        reads = f"{here} AND ((SELECT openccr.sees_contracts()) OR ({own}))"
        return [
            Policy("partnership", APP, command="SELECT", using=reads),
            Policy("partnership_insert", APP, command="INSERT", check=f"{here} AND {_LEADS}"),
            Policy("partnership_update", APP, command="UPDATE", using=f"{here} AND {_LEADS}"),
        ]


class _ContractWall(_ValueWall):
    """The same, and the database refuses a contract whose purse is not its stream's."""

    def own(self, table: str) -> list[Policy]:
        read, insert, update = super().own(table)
        purse = f'(SELECT s.purse FROM governance_fundingstream s WHERE s.id = "{table}"."stream_id")'  # noqa: S608
        same = f'{insert.check} AND "{table}"."purse" = {purse}'
        return [read, Policy("partnership_insert", APP, command="INSERT", check=same), update]


class _MeasureWall(Partnership):
    """Seen where its contract is; set by the coordinator, answered by the agency of the contract too."""

    def own(self, table: str) -> list[Policy]:
        here = _HERE.format(table=table)
        of = f'SELECT 1 FROM governance_contract c WHERE c.id = "{table}"."contract_id"'  # noqa: S608 - our own names
        mine = f"({_LEADS} OR EXISTS ({of} AND c.agency_id = (SELECT openccr.actor_agency())))"
        return [
            Policy("partnership", APP, command="SELECT", using=f"{here} AND EXISTS ({of})"),
            Policy("partnership_insert", APP, command="INSERT", check=f"{here} AND {_LEADS} AND EXISTS ({of})"),
            Policy("partnership_update", APP, command="UPDATE", using=f"{here} AND {mine}"),
        ]


class FundingStream(Walled):
    """Money of one purse, from one funder or several together. Its purse never changes."""

    wall = _ValueWall(
        commands=("SELECT", "INSERT", "UPDATE"),
        changes=("name", "funder", "pounds", "starts_on", "ends_on", "conditions", "changed_at", "changed_by"),
    )

    partnership = models.ForeignKey("partnership.Partnership", on_delete=models.PROTECT, related_name="+")
    agency = models.ForeignKey(
        "partnership.Agency", null=True, on_delete=models.PROTECT, related_name="+",
        help_text="The agency that funds it, if it is one of the partnership.",
    )  # fmt: skip
    name = models.CharField(max_length=120)
    funder = models.CharField(max_length=200, help_text="All of them, where money is put together.")
    purse = models.CharField(max_length=12, choices=[(one.value, one.label) for one in Purse])
    pounds = models.PositiveIntegerField(help_text="A year.")
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, help_text="Empty: no end is set.")
    conditions = models.TextField(blank=True, help_text="What it may be spent on, and what the funder asks for.")
    changed_at = models.DateTimeField()
    changed_by = models.CharField(max_length=120)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["partnership", "name"], name="funding_stream_once"),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")), name="stream_ends_after_it_starts"
            ),
        ]


class Contract(Walled):
    """What a provider does for which money until when. What it is paid from never changes, so no purse pays another.

    The purse stands here too: a provider sees their contract, and not the stream that pays for it and for their rivals.
    """

    wall = _ContractWall(
        commands=("SELECT", "INSERT", "UPDATE"),
        changes=(
            "name", "starts_on", "ends_on", "extend_until", "notice_months", "pounds", "capacity", "unit", "people",
            "staff", "by_and_for", "women_only", "plan", "plan_owner", "ended_on", "why_ended", "changed_at",
            "changed_by",
        ),
    )  # fmt: skip

    partnership = models.ForeignKey("partnership.Partnership", on_delete=models.PROTECT, related_name="+")
    stream = models.ForeignKey(FundingStream, on_delete=models.PROTECT, related_name="contracts")
    purse = models.CharField(max_length=12, choices=[(one.value, one.label) for one in Purse])
    agency = models.ForeignKey(
        "partnership.Agency", null=True, on_delete=models.PROTECT, related_name="+",
        help_text="The provider, if it is an agency of the partnership.",
    )  # fmt: skip
    provider = models.CharField(max_length=160)
    name = models.CharField(max_length=160)
    starts_on = models.DateField()
    ends_on = models.DateField()
    extend_until = models.DateField(null=True, help_text="Until when it may be extended without a new tender.")
    notice_months = models.PositiveSmallIntegerField()
    pounds = models.PositiveIntegerField(help_text="A year.")
    capacity = models.PositiveIntegerField(null=True)
    unit = models.CharField(max_length=80, blank=True, help_text="What the capacity counts, such as refuge places.")
    people = models.PositiveIntegerField(null=True, help_text="How many are to be helped in a year.")
    staff = models.FloatField(null=True, help_text="Full-time equivalents.")
    by_and_for = models.BooleanField(default=False)
    women_only = models.BooleanField(default=False)
    plan = models.TextField(blank=True, help_text="What happens when it ends.")
    plan_owner = models.CharField(max_length=120, blank=True)
    ended_on = models.DateField(null=True, help_text="When it ended before its time.")
    why_ended = models.TextField(blank=True)
    changed_at = models.DateTimeField()
    changed_by = models.CharField(max_length=120)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="contract_ends_after_it_starts"),
            models.CheckConstraint(condition=Q(notice_months__lte=36), name="contract_notice_of_three_years_at_most"),
        ]
        indexes = [models.Index(fields=["partnership", "ends_on"], name="contract_ends")]


class ContractMeasure(Walled):
    """What a contract promises in a year, and what was last reported of it."""

    wall = _MeasureWall(
        commands=("SELECT", "INSERT", "UPDATE"), changes=("value", "value_on", "value_words", "value_by"),
    )  # fmt: skip

    partnership = models.ForeignKey("partnership.Partnership", on_delete=models.PROTECT, related_name="+")
    contract = models.ForeignKey(Contract, on_delete=models.PROTECT, related_name="measures")
    name = models.CharField(max_length=160)
    target = models.PositiveIntegerField()
    value = models.PositiveIntegerField(null=True)
    value_on = models.DateField(null=True, help_text="Twelve months up to this day.")
    value_words = models.TextField(blank=True)
    value_by = models.CharField(max_length=120, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["contract", "name"], name="measure_once_in_a_contract")]
