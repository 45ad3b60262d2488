"""The strategy: a version of it, what each agency contributes, its theory of change, and what partners said of it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from openccr.access.models import Walled
from openccr.access.walls import APP, Partnership, Policy
from openccr.governance.rules.strategy import StrategyState

_WHOLE_AREA = "(SELECT openccr.actor_whole_area()) IS NOT NULL"


class _AgencysWordWall(Partnership):
    """Read by the partnership. An agency's own row is written by that agency, or by the coordinator for it.

    What is nobody's agency's is the survivors' panel's word, which its worker writes.
    """

    def own(self, table: str) -> list[Policy]:
        here = f'"{table}"."partnership_id" = (SELECT openccr.actor_partnership())'
        panel = f'"{table}"."agency_id" IS NULL AND (SELECT openccr.actor_role()) = \'panel_worker\''
        mine = f'"{table}"."agency_id" = (SELECT openccr.actor_agency()) OR {panel}'
        writes = f"{here} AND ({_WHOLE_AREA} OR {mine})"
        return [
            Policy("partnership", APP, command="SELECT", using=here),
            Policy("partnership_insert", APP, command="INSERT", check=writes),
            Policy("partnership_update", APP, command="UPDATE", using=writes, check=writes),
            Policy("partnership_delete", APP, command="DELETE", using=f"{here} AND {_WHOLE_AREA}"),
        ]


class Strategy(Walled):
    """One version of the partnership's strategy. When a later one is agreed it is replaced, and stays to be read."""

    wall = Partnership(
        commands=("SELECT", "INSERT", "UPDATE"), writers=("coordinator",),
        changes=(
            "title", "vision", "begins_on", "ends_on", "review_on", "state", "moved_at", "consulted_from",
            "consulted_until", "agreed_on", "agreed_where",
        ),
    )  # fmt: skip

    partnership = models.ForeignKey("partnership.Partnership", on_delete=models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField(help_text="1, and one more for each version.")
    title = models.CharField(max_length=160)
    vision = models.TextField(blank=True)
    begins_on = models.DateField()
    ends_on = models.DateField()
    review_on = models.DateField()
    state = models.CharField(max_length=20, default=StrategyState.DRAFT)
    consulted_from = models.DateField(null=True)
    consulted_until = models.DateField(null=True)
    agreed_on = models.DateField(null=True)
    agreed_where = models.CharField(max_length=200, blank=True, help_text="The board, and its meeting.")
    opened_at = models.DateTimeField()
    opened_by = models.CharField(max_length=120)
    moved_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["partnership", "number"], name="strategy_version_once"),
            models.UniqueConstraint(
                fields=["partnership"], condition=Q(state=StrategyState.AGREED), name="one_agreed_strategy"
            ),
            models.UniqueConstraint(
                fields=["partnership"],
                condition=Q(state__in=[StrategyState.DRAFT, StrategyState.CONSULTATION]),
                name="one_strategy_being_written",
            ),
        ]


class AgencyContribution(Walled):
    """What one agency brings to the strategy, and who agreed to it for the agency when."""

    wall = _AgencysWordWall(changes=("words", "agreed_on", "agreed_by"))

    partnership = models.ForeignKey("partnership.Partnership", on_delete=models.PROTECT, related_name="+")
    strategy = models.ForeignKey(Strategy, on_delete=models.PROTECT, related_name="contributions")
    agency = models.ForeignKey("partnership.Agency", on_delete=models.PROTECT, related_name="+")
    words = models.TextField()
    agreed_on = models.DateField(null=True)
    agreed_by = models.CharField(max_length=200, blank=True, help_text="Name and post.")


class TheoryStep(Walled):
    """A box of the theory of change; its last columns are the strategy's own outcomes."""

    wall = Partnership(writers=("coordinator",), changes=("stage", "words", "leads_to", "assumption"))

    partnership = models.ForeignKey("partnership.Partnership", on_delete=models.PROTECT, related_name="+")
    strategy = models.ForeignKey(Strategy, on_delete=models.PROTECT, related_name="steps")
    stage = models.CharField(max_length=40, help_text="Key of the pack's columns.")
    words = models.CharField(max_length=160)
    leads_to = models.JSONField(default=list, help_text="Ids of steps and outcomes.")
    assumption = models.CharField(max_length=300, blank=True, help_text="What must be true for it to lead there.")
    place = models.PositiveSmallIntegerField()


class StrategyRemark(Walled):
    """What a partner, or the survivors' panel, said of a strategy in consultation, and what became of it."""

    wall = _AgencysWordWall(commands=("SELECT", "INSERT", "UPDATE"), changes=("answer", "answered_by", "answered_at"))

    partnership = models.ForeignKey("partnership.Partnership", on_delete=models.PROTECT, related_name="+")
    strategy = models.ForeignKey(Strategy, on_delete=models.PROTECT, related_name="remarks")
    agency = models.ForeignKey(
        "partnership.Agency", null=True, on_delete=models.PROTECT, related_name="+", help_text="Empty: the panel."
    )
    words = models.TextField()
    said_at = models.DateTimeField()
    said_by = models.CharField(max_length=120)
    answer = models.TextField(blank=True)
    answered_by = models.CharField(max_length=120, blank=True)
    answered_at = models.DateTimeField(null=True)
