"""How partners stand to one another, and who has an interest in what is decided."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from openccr.access.models import Walled
from openccr.governance.models.board_walls import DynamicsWall, InterestWall


class Dynamic(Walled):
    """The relationship of two partners: how it is, what is done about it, and whether they compete."""

    wall = DynamicsWall(
        commands=("SELECT", "INSERT", "UPDATE"),
        changes=("strength", "rivals", "words", "doing", "review_on", "said_on", "said_by"),
    )

    partnership = models.ForeignKey("partnership.Partnership", on_delete=models.PROTECT, related_name="+")
    first = models.ForeignKey("partnership.Agency", on_delete=models.PROTECT, related_name="+")
    second = models.ForeignKey("partnership.Agency", on_delete=models.PROTECT, related_name="+")
    strength = models.CharField(max_length=40, help_text="Key of the pack's list.")
    rivals = models.BooleanField(default=False, help_text="They compete for the same contracts.")
    words = models.TextField(blank=True)
    doing = models.TextField(blank=True, help_text="What is done about it.")
    review_on = models.DateField(null=True)
    said_on = models.DateField()
    said_by = models.CharField(max_length=120)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["partnership", "first", "second"], name="dynamic_once"),
            models.CheckConstraint(condition=Q(first__lt=models.F("second")), name="dynamic_one_way_round"),
        ]


class Interest(Walled):
    """A conflict of interest as it was declared, and how it is handled."""

    wall = InterestWall(
        commands=("SELECT", "INSERT", "UPDATE"), changes=("handled", "handled_by", "ended_on"),
    )  # fmt: skip

    partnership = models.ForeignKey("partnership.Partnership", on_delete=models.PROTECT, related_name="+")
    agency = models.ForeignKey("partnership.Agency", on_delete=models.PROTECT, related_name="+")
    person = models.CharField(max_length=120, blank=True, help_text="Whose it is; the whole agency's when empty.")
    kind = models.CharField(max_length=40, help_text="Key of the pack's list.")
    contract = models.BooleanField(default=False, help_text="In a contract: commissioning is closed to the agency.")
    words = models.CharField(max_length=300)
    declared_on = models.DateField()
    declared_by = models.CharField(max_length=120)
    handled = models.CharField(max_length=300, blank=True, help_text="What is done: leaves the room, does not vote.")
    handled_by = models.CharField(max_length=120, blank=True)
    ended_on = models.DateField(null=True)

    class Meta:
        indexes = [models.Index(fields=["agency", "contract", "ended_on"], name="interest_agency")]
