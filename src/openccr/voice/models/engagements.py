"""Asking survivors, paying them, and counting who was heard without knowing who said what."""

from __future__ import annotations

from django.db import models

from openccr.access.models import Walled
from openccr.access.walls import APP, Partnership, Policy
from openccr.voice.rules.engagements import EngagementState
from openccr.voice.rules.payments import PaymentState


class _AskingWall(Partnership):
    """For coordinators, advisers and the panel's worker: who plans it, and who looks whether it is safe."""

    def own(self, table: str) -> list[Policy]:
        here = f'"{table}"."partnership_id" = (SELECT openccr.actor_partnership())'
        test = f"{here} AND (SELECT openccr.actor_role()) IN ('coordinator', 'idva', 'panel_worker')"
        reads = test.replace("'idva'", "'idva', 'commands'")
        return [
            Policy("partnership", APP, command="SELECT", using=reads),
            Policy("partnership_insert", APP, command="INSERT", check=test),
            Policy("partnership_update", APP, command="UPDATE", using=test, check=test),
        ]


class _PaymentWall(Partnership):
    """For the coordinator, and the agency that knows whom it pays; nobody else learns that anybody was paid."""

    def own(self, table: str) -> list[Policy]:
        here = f'"{table}"."partnership_id" = (SELECT openccr.actor_partnership())'
        keeps = "(SELECT openccr.actor_whole_area()) IS NOT NULL"
        pays = f'"{table}"."agency_id" = (SELECT openccr.actor_agency())'
        reads = f"{here} AND ({keeps} OR {pays} OR (SELECT openccr.actor_role()) = 'commands')"
        return [
            Policy("partnership", APP, command="SELECT", using=reads),
            Policy("partnership_insert", APP, command="INSERT", check=f"{here} AND {keeps}"),
            Policy("partnership_update", APP, command="UPDATE", using=f"{here} AND ({keeps} OR {pays})"),
        ]


class Engagement(Walled):
    """One time that survivors are asked: planned, looked at by somebody else, gone out, closed."""

    wall = _AskingWall(
        commands=("SELECT", "INSERT", "UPDATE"),
        changes=(
            "channel", "title", "purpose", "ends_on", "children", "checks", "questions", "state", "let_out_by",
            "let_out_at", "told", "planned_by", "planned_by_name",
        ),
    )  # fmt: skip

    partnership = models.ForeignKey("partnership.Partnership", on_delete=models.PROTECT, related_name="+")
    channel = models.CharField(max_length=40)
    title = models.CharField(max_length=160)
    purpose = models.TextField()
    ends_on = models.DateField()
    children = models.BooleanField(default=False)
    checks = models.JSONField(default=dict, help_text="Key of the pack's check → how it is looked after.")
    questions = models.JSONField(default=list, help_text="Of a survey that anybody may answer without a name.")
    state = models.CharField(max_length=12, default=EngagementState.PLANNED)
    planned_by = models.UUIDField(help_text="The appointment of who last changed the plan.")
    planned_by_name = models.CharField(max_length=120)
    let_out_by = models.CharField(max_length=120, blank=True)
    let_out_at = models.DateTimeField(null=True)
    told = models.TextField(blank=True, help_text="What those who took part were told became of it.")


class Payment(Walled):
    """An offer of money for somebody's time. It names nobody: the agency that pays knows who it is."""

    wall = _PaymentWall(
        commands=("SELECT", "INSERT", "UPDATE"),
        changes=("state", "method", "advice_from", "due_on", "paid_on"),
    )

    partnership = models.ForeignKey("partnership.Partnership", on_delete=models.PROTECT, related_name="+")
    agency = models.ForeignKey("partnership.Agency", on_delete=models.PROTECT, related_name="+")
    engagement = models.ForeignKey(Engagement, null=True, on_delete=models.PROTECT, related_name="payments")
    what_for = models.CharField(max_length=160)
    pence = models.PositiveIntegerField()
    state = models.CharField(max_length=12, default=PaymentState.OFFERED)
    method = models.CharField(max_length=40, blank=True, help_text="Key of the pack.")
    advice_from = models.CharField(max_length=160, blank=True, help_text="Who advises on benefits.")
    offered_on = models.DateField()
    due_on = models.DateField(null=True)
    paid_on = models.DateField(null=True)


class HeardCount(Walled):
    """How many people of a group were heard in a quarter: a sum, apart from what anybody said."""

    wall = _AskingWall(commands=("SELECT", "INSERT", "UPDATE"), changes=("number",))

    partnership = models.ForeignKey("partnership.Partnership", on_delete=models.PROTECT, related_name="+")
    quarter_on = models.DateField()
    group = models.CharField(max_length=40, help_text="Key of the pack; empty: everybody who was asked of themselves.")
    number = models.PositiveIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["partnership", "quarter_on", "group"], name="heard_once")]
