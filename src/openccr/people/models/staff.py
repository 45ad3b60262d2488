"""What staff say of themselves, sealed, so that nobody who works here is told of a case of their own family."""

from __future__ import annotations

from django.db import models

from openccr.access.models import Walled
from openccr.access.walls import Self


class StaffMark(Walled):
    """A keyed token of something somebody at an agency declared of themselves: it can be compared and never read.

    Seen by that account alone. `openccr.staff_marks()` compares them with the people of a case for the coordinator.
    """

    wall = Self(commands=("SELECT", "INSERT", "DELETE"))

    partnership = models.ForeignKey("partnership.Partnership", on_delete=models.PROTECT, related_name="+")
    user = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20, help_text="Key of `rules.staff.KINDS`.")
    match = models.CharField(max_length=64)
    declared_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "partnership", "kind", "match"], name="declared_once")]
        indexes = [models.Index(fields=["match"], name="staff_mark_match")]
