"""The strategy document: the authors' own text, which outlives every time it is made, and what was made."""

from __future__ import annotations

from django.db import models

from openccr.access.models import Walled
from openccr.access.walls import Partnership, Self
from openccr.governance.models.strategy import Strategy


class AuthorsText(Walled):
    """What the authors wrote themselves in one section. Making the document anew never touches it."""

    wall = Partnership(
        commands=("SELECT", "INSERT", "UPDATE"), writers=("coordinator", "chair", "analyst"),
        changes=("words", "changed_at", "changed_by"),
    )  # fmt: skip

    partnership = models.ForeignKey("partnership.Partnership", on_delete=models.PROTECT, related_name="+")
    strategy = models.ForeignKey(Strategy, on_delete=models.PROTECT, related_name="texts")
    section = models.CharField(max_length=40, help_text="Key of the pack's sections.")
    words = models.TextField(blank=True)
    changed_at = models.DateTimeField()
    changed_by = models.CharField(max_length=120)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["strategy", "section"], name="authors_text_once")]


class StrategyDocument(Walled):
    """A document that somebody made: its files, how long each part is, and the day its figures stood for."""

    wall = Self(column="made_by", of="appointment", commands=("SELECT", "INSERT", "DELETE"))

    agency = models.ForeignKey("partnership.Agency", on_delete=models.PROTECT, related_name="+")
    made_by = models.UUIDField(help_text="The appointment that made it; it alone gets the files.")
    strategy = models.ForeignKey(Strategy, on_delete=models.PROTECT, related_name="+")
    edition = models.CharField(max_length=20)
    pages = models.JSONField(help_text="Key of the part → how many pages it has.")
    pdf_id = models.UUIDField()
    docx_id = models.UUIDField()
    made_at = models.DateTimeField()
    delete_after = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["made_by", "strategy"], name="strategy_document_maker")]
