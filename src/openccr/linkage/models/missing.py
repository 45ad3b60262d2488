"""Somebody, or a pair, whom several agencies know and none has referred."""

from __future__ import annotations

from django.db import models

from openccr.access.models import Walled
from openccr.access.walls import APP, Partnership, Policy, System
from openccr.linkage.rules.missing import FlagState


class _FlagWall(Partnership):
    """The coordinator's queue, without a name and without an agency; shut as soon as one of the three takes back."""

    def own(self, table: str) -> list[Policy]:
        mine = (
            f'"{table}"."partnership_id" = (SELECT openccr.actor_whole_area())'
            " AND (SELECT openccr.linkage_open('missing'))"
        )
        return [
            Policy("partnership", APP, command="SELECT", using=mine),
            Policy("partnership_update", APP, command="UPDATE", using=mine, check=mine),
        ]


class Flag(Walled):
    """A missing link, as the coordinator sees it: why it is one and how grave; nothing of who, or of where from."""

    wall = _FlagWall(
        commands=("SELECT", "UPDATE"),
        changes=(
            "state", "law", "purpose", "necessary", "proportionate", "alternatives", "consent", "told", "told_harmer",
            "weighed_by", "weighed_at", "asked_at",
            "outcome", "outcome_why", "route", "closed_at", "closed_by",
        ),
    )  # fmt: skip

    partnership = models.ForeignKey("partnership.Partnership", on_delete=models.PROTECT, related_name="+")
    key = models.CharField(max_length=64, help_text="Keyed token of its records: it is not raised twice.")
    reasons = models.JSONField(help_text="Keys of the pack's list of reasons.")
    weight = models.PositiveSmallIntegerField(help_text="Of the signs of risk together.")
    newest_on = models.DateField(null=True, help_text="First day of the month of the newest sign.")
    found_at = models.DateTimeField()
    state = models.CharField(max_length=10, default=FlagState.FOUND)
    law = models.JSONField(default=list, help_text="Keys of the pack's law on which asking rests.")
    purpose = models.TextField(blank=True)
    necessary = models.TextField(blank=True)
    proportionate = models.TextField(blank=True)
    alternatives = models.TextField(blank=True)
    consent = models.TextField(blank=True, help_text="Was she asked? If not, why that is safer.")
    told = models.TextField(blank=True)
    told_harmer = models.TextField(blank=True)
    weighed_by = models.CharField(max_length=120, blank=True)
    weighed_at = models.DateTimeField(null=True)
    asked_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=20, blank=True)
    outcome_why = models.TextField(blank=True)
    route = models.CharField(max_length=40, blank=True, help_text="Key of the pack's list of early-help routes.")
    closed_at = models.DateTimeField(null=True)
    closed_by = models.CharField(max_length=120, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["partnership", "key"], name="missing_link_once")]
        indexes = [models.Index(fields=["partnership", "state", "-weight"], name="missing_link_queue")]


class FlagMember(Walled):
    """A record behind a flag. No page reads it: the agencies that hold one are asked by `openccr.ask_holders()`."""

    wall = System(commands=())

    flag = models.ForeignKey(Flag, on_delete=models.CASCADE, related_name="+")
    agency = models.ForeignKey("partnership.Agency", on_delete=models.PROTECT, related_name="+")
    token = models.CharField(max_length=64)
    ethnicity = models.CharField(max_length=40, blank=True, help_text="For the queue's own figures alone.")
