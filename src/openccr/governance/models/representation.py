"""What taking part costs, who is paid for it, and what a provider lets be used in contract decisions."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from openccr.access.models import Walled
from openccr.governance.models.board_walls import CountedWall, KeptWall, LeaveWall
from openccr.governance.models.boards import Board
from openccr.governance.models.sittings import Sitting


class TakingPart(Walled):
    """Whether anybody funds an agency to take part, and whether it is led by and for a community."""

    wall = KeptWall(commands=("SELECT", "INSERT", "UPDATE"), changes=("by_and_for", "funded", "words", "said_on"))

    partnership = models.ForeignKey("partnership.Partnership", on_delete=models.PROTECT, related_name="+")
    agency = models.OneToOneField("partnership.Agency", on_delete=models.PROTECT, related_name="+")
    by_and_for = models.BooleanField()
    funded = models.BooleanField(help_text="Somebody pays for its time in the partnership.")
    words = models.CharField(max_length=300, blank=True)
    said_on = models.DateField()


class MeetingTime(Walled):
    """Hours of one agency in one sitting, reading its papers included, that are to be paid, and whether they were."""

    wall = CountedWall(commands=("SELECT", "INSERT", "UPDATE"), changes=("paid_on", "paid_by", "reference"))

    partnership = models.ForeignKey("partnership.Partnership", on_delete=models.PROTECT, related_name="+")
    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="+")
    sitting = models.ForeignKey(Sitting, on_delete=models.PROTECT, related_name="+")
    agency = models.ForeignKey("partnership.Agency", on_delete=models.PROTECT, related_name="+")
    quarter_hours = models.PositiveSmallIntegerField(help_text="Quarters of an hour.")
    pence = models.PositiveIntegerField(help_text="What is owed for it, in pence.")
    said_on = models.DateField()
    paid_on = models.DateField(null=True)
    paid_by = models.CharField(max_length=120, blank=True)
    reference = models.CharField(max_length=60, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["sitting", "agency"], name="meeting_time_once"),
            models.CheckConstraint(condition=Q(quarter_hours__gte=1), name="meeting_time_some"),
        ]


class ContractLeave(Walled):
    """A provider's leave that what is known of its part in the partnership is used in decisions on its contracts."""

    wall = LeaveWall(commands=("SELECT", "INSERT", "UPDATE"), changes=("taken_back_on", "taken_back_by"))

    partnership = models.ForeignKey("partnership.Partnership", on_delete=models.PROTECT, related_name="+")
    agency = models.ForeignKey("partnership.Agency", on_delete=models.PROTECT, related_name="+")
    scope = models.CharField(max_length=300, help_text="For which decision.")
    given_on = models.DateField()
    given_by = models.CharField(max_length=120)
    until_on = models.DateField()
    taken_back_on = models.DateField(null=True)
    taken_back_by = models.CharField(max_length=120, blank=True)

    class Meta:
        indexes = [models.Index(fields=["agency", "until_on"], name="contract_leave_agency")]
