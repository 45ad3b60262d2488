"""Providers, their services, and the places where these are. A confidential service has no place."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from openccr.access.models import Walled
from openccr.access.walls import APP, Partnership, Policy
from openccr.directory.rules.services import Capacity, Status

_WRITES = (
    '"{table}"."partnership_id" = (SELECT openccr.actor_partnership()) AND ('
    "(SELECT openccr.actor_whole_area()) IS NOT NULL OR (SELECT openccr.actor_role()) = 'commands'"
    " OR {agency} = (SELECT openccr.actor_agency()))"
)


class _DirectoryWall(Partnership):
    """Read by the partnership, and by anybody what is published and not confidential; `public` is that test in SQL.

    Written by the coordinator, the commands of an import, and the agency whose entry it is.
    """

    public = ""
    adds = "true"
    agency = '"{table}"."agency_id"'

    def own(self, table: str) -> list[Policy]:
        writes = _WRITES.format(table=table, agency=self.agency.format(table=table))
        here = f'"{table}"."partnership_id" = (SELECT openccr.actor_partnership())'
        return [
            Policy("public", APP, command="SELECT", using=self.public.format(table=table)),
            Policy("partnership", APP, command="SELECT", using=here),
            Policy(
                "partnership_insert", APP, command="INSERT", check=f"{writes} AND ({self.adds.format(table=table)})"
            ),
            Policy("partnership_update", APP, command="UPDATE", using=writes, check=writes),
            Policy("partnership_delete", APP, command="DELETE", using=writes),
        ]


_SHOWN = '{service}."published" AND NOT {service}."confidential"'


class _ServiceWall(_DirectoryWall):
    """An agency adds services of its own as proposed ones; a trigger lets nobody but the coordinator take them."""

    public = _SHOWN.format(service='"{table}"')
    adds = "\"{table}\".\"proposed_on\" IS NOT NULL OR (SELECT openccr.actor_role()) IN ('coordinator', 'commands')"


class _ProviderWall(_DirectoryWall):
    public = (
        "EXISTS (SELECT 1 FROM directory_service s"  # noqa: S608 - names of this code alone
        f' WHERE s.provider_id = "{{table}}"."id" AND {_SHOWN.format(service="s")})'
    )


class _SiteWall(_DirectoryWall):
    public = (
        "EXISTS (SELECT 1 FROM directory_service s"  # noqa: S608 - names of this code alone
        f' WHERE s.id = "{{table}}"."service_id" AND {_SHOWN.format(service="s")})'
    )
    agency = '(SELECT s.agency_id FROM directory_service s WHERE s.id = "{table}"."service_id")'


class Provider(Walled):
    """An organisation that offers services; an agency of the partnership, or any other."""

    wall = _ProviderWall()

    partnership = models.ForeignKey("partnership.Partnership", on_delete=models.PROTECT, related_name="+")
    agency = models.ForeignKey("partnership.Agency", null=True, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=160)
    description = models.TextField()
    status = models.CharField(max_length=40, help_text="Key of the pack: statutory, voluntary, ...")
    level = models.CharField(max_length=40, help_text="Key of the pack: local, regional, national.")
    protocol = models.CharField(max_length=300, blank=True, help_text="How it is coordinated with others, if it is.")
    website = models.URLField(blank=True)
    email = models.EmailField(blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["partnership", "name"], name="provider_once")]


class Service(Walled):
    """One service, as somebody looks for it. `agency` keeps the entry; empty: the coordinator does."""

    wall = _ServiceWall()

    partnership = models.ForeignKey("partnership.Partnership", on_delete=models.PROTECT, related_name="+")
    provider = models.ForeignKey(Provider, on_delete=models.PROTECT, related_name="services")
    agency = models.ForeignKey("partnership.Agency", null=True, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=160)
    description = models.TextField()
    theme = models.CharField(max_length=40)
    audiences = models.JSONField(default=list, help_text="Keys of the pack: whom it is for.")
    traits = models.JSONField(default=list, help_text="Keys of the pack: women only, no recourse, ...")
    communities = models.CharField(max_length=200, blank=True, help_text="For a by-and-for service: which.")
    languages = models.JSONField(default=list, help_text="Names of languages.")
    eligibility = models.TextField(blank=True)
    minimum_age = models.PositiveSmallIntegerField(null=True)
    maximum_age = models.PositiveSmallIntegerField(null=True)
    fees = models.CharField(max_length=300, blank=True)
    accreditation = models.CharField(max_length=300, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    email = models.EmailField(blank=True)
    website = models.URLField(blank=True)
    hours = models.CharField(max_length=300, blank=True)
    districts = models.JSONField(default=list, help_text="First halves of postcodes; empty: everywhere.")
    area_words = models.CharField(max_length=200, blank=True)
    status = models.CharField(max_length=20, default=Status.ACTIVE)
    confidential = models.BooleanField(default=False, help_text="Where it is must not be known: a refuge.")
    published = models.BooleanField(default=False)
    how_to_refer = models.TextField(blank=True, help_text="For staff: never on the public pages.")
    risks = models.JSONField(default=list, help_text="For staff: at which level of risk it is the route.")
    capacity = models.CharField(max_length=12, default=Capacity.UNKNOWN)
    capacity_words = models.CharField(max_length=200, blank=True)
    capacity_at = models.DateTimeField(null=True)
    spaces = models.PositiveSmallIntegerField(null=True, help_text="For staff: free places, where it has places.")
    checked_on = models.DateField()
    proposed_on = models.DateField(null=True, help_text="When its agency proposed it; empty: the coordinator took it.")
    asked_first = models.CharField(max_length=300, blank=True, help_text="What the coordinator asks to be changed.")
    chased_on = models.DateField(null=True, help_text="When its owner was last asked to look at it.")
    changed_at = models.DateTimeField()
    origin = models.CharField(max_length=200, blank=True, help_text="What another directory calls it.")
    brought_in = models.CharField(max_length=64, blank=True, help_text="Hash of what was brought in last.")
    brought_in_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["provider", "name"], name="service_once"),
            models.CheckConstraint(condition=Q(proposed_on=None) | Q(published=False), name="proposed_is_not_public"),
            models.CheckConstraint(
                condition=Q(minimum_age__isnull=True)
                | Q(maximum_age__isnull=True)
                | Q(minimum_age__lte=models.F("maximum_age")),
                name="ages_in_order",
            ),
        ]
        indexes = [models.Index(fields=["partnership", "published"], name="service_partnership")]


class Site(Walled):
    """A place where a service can be met. A trigger refuses one for a confidential service."""

    wall = _SiteWall()

    partnership = models.ForeignKey("partnership.Partnership", on_delete=models.PROTECT, related_name="+")
    service = models.ForeignKey(Service, on_delete=models.CASCADE, related_name="sites")
    name = models.CharField(max_length=160)
    address = models.CharField(max_length=200)
    town = models.CharField(max_length=80)
    county = models.CharField(max_length=80)
    postcode = models.CharField(max_length=10)
    accessibility = models.TextField(blank=True)
