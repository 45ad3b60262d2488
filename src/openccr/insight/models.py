"""What was signed off: frozen, never changed. Everything else that insight shows is counted when it is asked for."""

from __future__ import annotations

from django.db import models

from openccr.access.models import Walled
from openccr.access.walls import APP, Partnership, Policy

_EVERY_FIGURE = "(SELECT openccr.sees_every_figure())"


class _ReleaseWall(Partnership):
    """Read by the partnership; put in by a coordinator who sees every figure, in their own name, and never changed."""

    def own(self, table: str) -> list[Policy]:
        area = f'"{table}"."partnership_id"'
        mine = f'"{table}"."signed_off_by" = (SELECT openccr.actor_appointment())'
        return [
            Policy("partnership", APP, command="SELECT", using=f"{area} = (SELECT openccr.actor_partnership())"),
            Policy(
                "partnership_insert", APP, command="INSERT",
                check=f"{area} = (SELECT openccr.actor_whole_area()) AND {mine} AND {_EVERY_FIGURE}",
            ),
        ]  # fmt: skip


class _ExactWall(Partnership):
    """For those who may have figures before they are signed off: from exact ones a single case might be found."""

    def own(self, table: str) -> list[Policy]:
        area = f'"{table}"."partnership_id"'
        test = f"{area} = (SELECT openccr.actor_partnership()) AND {_EVERY_FIGURE}"
        return [
            Policy("partnership", APP, command="SELECT", using=test),
            Policy("partnership_insert", APP, command="INSERT", check=test),
        ]


class Release(Walled):
    """The figures of a quarter as a coordinator signed them off, rounded for everybody who reads figures.

    A correction is a release of its own with the next `number`, and says why.
    """

    wall = _ReleaseWall(commands=("SELECT", "INSERT"))

    partnership = models.ForeignKey("partnership.Partnership", on_delete=models.PROTECT, related_name="+")
    form = models.CharField(max_length=60, help_text="The return it was counted for, as key@version.")
    first_on = models.DateField()
    last_on = models.DateField()
    number = models.PositiveSmallIntegerField(help_text="1, and one more for each correction.")
    reason = models.CharField(max_length=300, blank=True, help_text="Why it was corrected.")
    signed_off_at = models.DateTimeField()
    signed_off_by = models.UUIDField(help_text="The appointment that did it.")
    signed_off_name = models.CharField(max_length=120)
    pack = models.CharField(max_length=64, help_text="Fingerprint of the pack by whose rules it was counted.")
    figures = models.JSONField(help_text="The quarter's figures, rounded.")
    twelve_months = models.JSONField(help_text="Those of the twelve months that end with it, rounded.")
    working = models.JSONField(default=list, help_text="How the conference worked in the quarter, rounded.")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "form", "first_on", "number"], name="release_number_once_a_quarter"
            )
        ]


class ExactFigures(Walled):
    """The same figures to the last case, and those of each meeting."""

    wall = _ExactWall(commands=("SELECT", "INSERT"))

    partnership = models.ForeignKey("partnership.Partnership", on_delete=models.PROTECT, related_name="+")
    release = models.OneToOneField(Release, on_delete=models.PROTECT, related_name="exact")
    figures = models.JSONField()
    twelve_months = models.JSONField()
    meetings = models.JSONField(help_text="A list of meetings, each with its day and counts.")
