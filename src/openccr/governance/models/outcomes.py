"""Outcomes of a strategy, their objectives, and the indicators by which anybody can tell."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from openccr.access.models import Walled
from openccr.access.walls import Partnership
from openccr.governance.models.strategy import Strategy


class Outcome(Walled):
    """What will be different, and for whom."""

    wall = Partnership(writers=("coordinator",), changes=("words", "place"))

    partnership = models.ForeignKey("partnership.Partnership", on_delete=models.PROTECT, related_name="+")
    strategy = models.ForeignKey(Strategy, on_delete=models.PROTECT, related_name="outcomes")
    words = models.CharField(max_length=300)
    place = models.PositiveSmallIntegerField()


class Objective(Walled):
    """What is done for an outcome, SMART in words, and what it answers: survivors' themes, gaps, reviews."""

    wall = Partnership(
        writers=("coordinator",),
        changes=("words", "smart", "reach", "theme", "components", "gaps", "agency_id", "due_on", "place"),
    )

    partnership = models.ForeignKey("partnership.Partnership", on_delete=models.PROTECT, related_name="+")
    outcome = models.ForeignKey(Outcome, on_delete=models.PROTECT, related_name="objectives")
    words = models.CharField(max_length=300)
    smart = models.JSONField(default=dict, help_text="Key of the pack's word → the answer.")
    reach = models.CharField(max_length=40, help_text="Key of the pack: prevention, early, ...")
    theme = models.CharField(max_length=40, help_text="Key of the directory's thematic areas.")
    components = models.JSONField(default=list, help_text="Survivors' themes that it answers, by component.")
    gaps = models.JSONField(default=list, help_text="Questions of the self-assessment that it answers.")
    agency = models.ForeignKey("partnership.Agency", null=True, on_delete=models.PROTECT, related_name="+")
    due_on = models.DateField(null=True)
    place = models.PositiveSmallIntegerField()


class Indicator(Walled):
    """How anybody can tell: a measure that is counted here, or values that are typed, from a baseline to a target."""

    wall = Partnership(
        writers=("coordinator",),
        changes=("name", "baseline", "baseline_on", "baseline_source", "target", "target_on"),
    )

    partnership = models.ForeignKey("partnership.Partnership", on_delete=models.PROTECT, related_name="+")
    objective = models.ForeignKey(Objective, on_delete=models.PROTECT, related_name="indicators")
    name = models.CharField(max_length=200)
    measure = models.CharField(max_length=60, blank=True, help_text="Name of a measure; empty: values are typed.")
    unit = models.CharField(max_length=20)
    baseline = models.DecimalField(max_digits=14, decimal_places=2, null=True)
    baseline_on = models.DateField(null=True)
    baseline_source = models.CharField(max_length=200, blank=True)
    target = models.DecimalField(max_digits=14, decimal_places=2, null=True)
    target_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(target__isnull=True) | Q(target_on__isnull=False), name="target_has_a_day"
            )
        ]


class IndicatorValue(Walled):
    """A typed value, with the day it stands for and where it is from; corrected by a later one."""

    wall = Partnership(commands=("SELECT", "INSERT", "DELETE"), writers=("coordinator", "chair", "analyst"))

    partnership = models.ForeignKey("partnership.Partnership", on_delete=models.PROTECT, related_name="+")
    indicator = models.ForeignKey(Indicator, on_delete=models.CASCADE, related_name="values")
    number = models.DecimalField(max_digits=14, decimal_places=2)
    on = models.DateField()
    source = models.CharField(max_length=200)
    noted_at = models.DateTimeField()
    noted_by = models.CharField(max_length=120)

    class Meta:
        indexes = [models.Index(fields=["indicator", "on"], name="indicator_value_on")]
