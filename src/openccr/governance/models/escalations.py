"""What one group passes to another: up, as an escalation, or down, as a decision. Each is answered."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from openccr.access.models import Walled
from openccr.governance.models.board_walls import PassedWall
from openccr.governance.models.boards import Board
from openccr.governance.models.decisions import BoardDecision, BoardRisk
from openccr.governance.rules.escalations import ANSWERS, WAYS


class Matter(Walled):
    """A matter on its way from one group to another, with what it arises from and an answer due."""

    wall = PassedWall(
        commands=("SELECT", "INSERT", "UPDATE"),
        changes=("answer_kind", "answer", "answered_on", "answered_by", "answer_decision_id"),
    )

    partnership = models.ForeignKey("partnership.Partnership", on_delete=models.PROTECT, related_name="+")
    from_board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="matters_sent")
    to_board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="matters_got")
    way = models.CharField(max_length=4, choices=list(WAYS.items()))
    agency = models.ForeignKey("partnership.Agency", on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=160)
    words = models.TextField(help_text="What it is, and what is asked.")
    decision = models.ForeignKey(BoardDecision, null=True, on_delete=models.PROTECT, related_name="passed")
    risk = models.ForeignKey(BoardRisk, null=True, on_delete=models.PROTECT, related_name="passed")
    answers = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="went_on")
    sent_on = models.DateField()
    sent_by = models.CharField(max_length=120)
    due_on = models.DateField()
    answer_kind = models.CharField(max_length=10, choices=list(ANSWERS.items()), blank=True)
    answer = models.TextField(blank=True)
    answer_decision = models.ForeignKey(BoardDecision, null=True, on_delete=models.PROTECT, related_name="answered")
    answered_on = models.DateField(null=True)
    answered_by = models.CharField(max_length=120, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(from_board=models.F("to_board")), name="matter_leaves_its_board"),
            models.CheckConstraint(
                condition=Q(answered_on__isnull=True) | ~Q(answer=""), name="matter_answer_in_words"
            ),
        ]
        indexes = [models.Index(fields=["partnership", "answered_on", "due_on"], name="matter_due")]
