"""Pilots and the business case: what is tried, and what is asked for. Neither holds the value of a contract."""

from __future__ import annotations

from django.db import models

from openccr.access.models import Walled
from openccr.access.walls import Partnership
from openccr.governance.rules.funding import Purse
from openccr.governance.rules.pilots import OUTCOMES, PilotState


class Pilot(Walled):
    """Something that is tried, what it is to find out, and what its evaluation says."""

    wall = Partnership(
        commands=("SELECT", "INSERT", "UPDATE"), writers=("coordinator",),
        changes=(
            "kind", "name", "asks", "agency_id", "state", "starts_on", "evaluate_by", "reached", "answers", "changed",
            "survivors_said", "not_reached", "outcome", "action", "owner", "review_on", "evaluated_on", "changed_at",
            "changed_by",
        ),
    )  # fmt: skip

    partnership = models.ForeignKey("partnership.Partnership", on_delete=models.PROTECT, related_name="+")
    agency = models.ForeignKey("partnership.Agency", null=True, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=40, help_text="Key of the pack.")
    name = models.CharField(max_length=160)
    asks = models.TextField(help_text="What it is to find out, and how one will know.")
    state = models.CharField(max_length=12, default=PilotState.PLANNED)
    starts_on = models.DateField()
    evaluate_by = models.DateField()
    reached = models.PositiveIntegerField(null=True)
    answers = models.JSONField(default=dict, help_text="Question of the pack → answer.")
    changed = models.TextField(blank=True)
    survivors_said = models.TextField(blank=True)
    not_reached = models.TextField(blank=True)
    outcome = models.CharField(max_length=12, blank=True, choices=list(OUTCOMES.items()))
    action = models.CharField(max_length=500, blank=True)
    owner = models.CharField(max_length=120, blank=True)
    review_on = models.DateField(null=True)
    evaluated_on = models.DateField(null=True)
    changed_at = models.DateTimeField()
    changed_by = models.CharField(max_length=120)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["partnership", "name"], name="pilot_once")]


class BusinessCase(Walled):
    """What is asked for, and what abuse costs here, as it was worked out that day. It is never changed."""

    wall = Partnership(commands=("SELECT", "INSERT"), writers=("coordinator",))

    partnership = models.ForeignKey("partnership.Partnership", on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=160)
    asks_for = models.TextField()
    purse = models.CharField(max_length=12, choices=[(one.value, one.label) for one in Purse])
    pounds = models.PositiveIntegerField(null=True, help_text="Asked for, a year.")
    lines = models.JSONField(help_text="rules.costs.Line, as plain data.")
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=120)
