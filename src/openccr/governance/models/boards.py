"""The groups of a partnership, who sits in them, and who leads on domestic abuse in health bodies."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from openccr.access.models import Walled
from openccr.governance.models.board_walls import KeptWall
from openccr.governance.rules.boards import Office


class Board(Walled):
    """A board or group of the partnership, or a body of the larger structure above it."""

    wall = KeptWall(
        commands=("SELECT", "INSERT", "UPDATE"),
        changes=("name", "purpose", "above_id", "quorum", "meets_months", "ended_on"),
    )

    partnership = models.ForeignKey("partnership.Partnership", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=40, help_text="Key of the pack's kinds of group.")
    name = models.CharField(max_length=120)
    purpose = models.TextField(blank=True)
    above = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="below")
    quorum = models.PositiveSmallIntegerField(null=True, help_text="Votes; the pack's share of them when empty.")
    meets_months = models.PositiveSmallIntegerField(null=True, help_text="The pack's when empty.")
    closed = models.BooleanField(default=False, help_text="Only its members read what it does.")
    commissioning = models.BooleanField(default=False, help_text="It decides on contracts.")
    opened_on = models.DateField()
    ended_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["partnership", "name"], name="board_name_once"),
            models.CheckConstraint(condition=Q(commissioning=False) | Q(closed=True), name="commissioning_is_closed"),
        ]


class BoardMember(Walled):
    """Who sits in a group for an agency, from a day until a day, and who stands in for them."""

    wall = KeptWall(
        commands=("SELECT", "INSERT", "UPDATE"),
        changes=("post", "seniority", "office", "votes", "deputy", "deputy_post", "from_on", "until_on"),
    )

    partnership = models.ForeignKey("partnership.Partnership", on_delete=models.PROTECT, related_name="+")
    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="members")
    agency = models.ForeignKey("partnership.Agency", on_delete=models.PROTECT, related_name="+")
    appointment = models.ForeignKey("partnership.Appointment", null=True, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=120)
    post = models.CharField(max_length=120, blank=True)
    seniority = models.CharField(max_length=40, help_text="Key of the pack's ladder.")
    office = models.CharField(max_length=12, choices=[(one.value, one.label) for one in Office], default=Office.MEMBER)
    votes = models.BooleanField(default=True)
    deputy = models.CharField(max_length=120, blank=True)
    deputy_post = models.CharField(max_length=120, blank=True)
    from_on = models.DateField()
    until_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(until_on__isnull=True) | Q(until_on__gte=models.F("from_on")),
                name="member_ends_after_it_starts",
            )
        ]
        indexes = [
            models.Index(fields=["board", "until_on"], name="board_member_board"),
            models.Index(fields=["appointment"], name="board_member_appointment"),
        ]


class BodyLead(Walled):
    """The best person of a health body to take part: its lead on domestic abuse or on safeguarding."""

    wall = KeptWall(commands=("SELECT", "INSERT", "UPDATE"), changes=("checked_on", "until_on"))

    partnership = models.ForeignKey("partnership.Partnership", on_delete=models.PROTECT, related_name="+")
    agency = models.ForeignKey("partnership.Agency", null=True, on_delete=models.PROTECT, related_name="+")
    body = models.CharField(max_length=120, help_text="Its name, where it is no agency of the partnership.")
    name = models.CharField(max_length=120)
    post = models.CharField(max_length=120)
    from_on = models.DateField()
    checked_on = models.DateField(help_text="When it was last confirmed that it is still this person.")
    until_on = models.DateField(null=True)
