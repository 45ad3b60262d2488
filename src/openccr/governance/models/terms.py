"""Terms of reference and business delivery plans, version by version."""

from __future__ import annotations

from django.db import models

from openccr.access.models import Walled
from openccr.governance.models.board_walls import LedWall
from openccr.governance.models.boards import Board
from openccr.governance.rules.terms import KINDS, TermsState


class BoardTerms(Walled):
    """One version. Agreed ones are never changed: what is agreed next is another."""

    wall = LedWall(
        commands=("SELECT", "INSERT", "UPDATE"),
        changes=("parts", "state", "agreed_on", "agreed_by", "review_on", "written_at", "written_by"),
    )

    partnership = models.ForeignKey("partnership.Partnership", on_delete=models.PROTECT, related_name="+")
    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="terms")
    kind = models.CharField(max_length=8, choices=list(KINDS.items()))
    number = models.PositiveSmallIntegerField()
    parts = models.JSONField(default=dict, help_text="Key of the pack's part → what is written.")
    state = models.CharField(max_length=8, default=TermsState.DRAFT)
    written_at = models.DateTimeField()
    written_by = models.CharField(max_length=120)
    agreed_on = models.DateField(null=True)
    agreed_by = models.CharField(max_length=120, blank=True)
    review_on = models.DateField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["board", "kind", "number"], name="terms_version_once")]
