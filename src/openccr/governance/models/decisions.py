"""What a group decided, and its register of risks and issues."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from openccr.access.models import Walled
from openccr.governance.models.board_walls import BoardWall
from openccr.governance.models.boards import Board
from openccr.governance.models.sittings import Sitting, SittingItem
from openccr.governance.rules.decisions import DECISIONS, HOW, RISK_KINDS


class BoardDecision(Walled):
    """A decision of a sitting, numbered within the group. It is never changed: another one replaces it."""

    wall = BoardWall(commands=("SELECT", "INSERT"))

    partnership = models.ForeignKey("partnership.Partnership", on_delete=models.PROTECT, related_name="+")
    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="+")
    sitting = models.ForeignKey(Sitting, on_delete=models.PROTECT, related_name="decisions")
    item = models.ForeignKey(SittingItem, null=True, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=10, choices=list(DECISIONS.items()))
    text = models.TextField()
    how = models.CharField(max_length=10, choices=list(HOW.items()))
    dissent = models.TextField(blank=True, help_text="Who saw it otherwise, and why.")
    provider = models.ForeignKey(
        "partnership.Agency", null=True, on_delete=models.PROTECT, related_name="+",
        help_text="Whose contract it is about, if one's.",
    )  # fmt: skip
    replaces = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="+")
    decided_on = models.DateField()
    written_at = models.DateTimeField()
    written_by = models.CharField(max_length=120)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["board", "number"], name="decision_number_once")]
        indexes = [models.Index(fields=["partnership", "-decided_on"], name="decision_day")]


class BoardRisk(Walled):
    """A risk, or an issue that is there already: how likely, how serious, whose, what is done, until when."""

    wall = BoardWall(
        commands=("SELECT", "INSERT", "UPDATE"),
        changes=("likelihood", "seriousness", "agency_id", "doing", "review_on", "closed_on", "closing", "said_at",
                 "said_by"),
    )  # fmt: skip

    partnership = models.ForeignKey("partnership.Partnership", on_delete=models.PROTECT, related_name="+")
    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=6, choices=list(RISK_KINDS.items()))
    words = models.CharField(max_length=300)
    likelihood = models.CharField(max_length=40)
    seriousness = models.CharField(max_length=40)
    agency = models.ForeignKey("partnership.Agency", on_delete=models.PROTECT, related_name="+")
    doing = models.TextField()
    review_on = models.DateField()
    raised_on = models.DateField()
    said_at = models.DateTimeField()
    said_by = models.CharField(max_length=120)
    closed_on = models.DateField(null=True)
    closing = models.CharField(max_length=300, blank=True, help_text="Why it is closed.")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(closed_on__isnull=True) | ~Q(closing=""), name="closed_risk_says_why")
        ]
        indexes = [models.Index(fields=["board", "closed_on"], name="board_risk_board")]
