"""A forum's recurring schedule, and the days on which nobody meets after all."""

from __future__ import annotations

from django.db import models

from openccr.access.models import Walled
from openccr.access.walls import Partnership
from openccr.conference.rules.schedules import Rhythm

_WRITERS = ("coordinator", "commands")


class Schedule(Walled):
    """When a forum meets, where, and how many cases it has room for. A change is a new schedule, so that the days
    planned by an earlier one keep what they were planned by."""

    wall = Partnership(commands=("SELECT", "INSERT", "UPDATE"), changes=("ended_at",), writers=_WRITERS)

    partnership = models.ForeignKey("partnership.Partnership", on_delete=models.PROTECT, related_name="+")
    forum = models.ForeignKey("partnership.Forum", on_delete=models.PROTECT, related_name="+")
    pattern = models.CharField(max_length=10, help_text="weeks or month.")
    weekday = models.PositiveSmallIntegerField(help_text="0 for Monday.")
    every = models.PositiveSmallIntegerField(default=2, help_text="Weeks from one meeting to the next.")
    nth = models.PositiveSmallIntegerField(default=1, help_text="Which of that weekday in the month; 5 for the last.")
    from_on = models.DateField()
    starts_at = models.TimeField()
    venue = models.CharField(max_length=120, blank=True)
    by_video = models.CharField(max_length=120, blank=True, help_text="How people join by video; no link or code.")
    chair = models.ForeignKey("partnership.Appointment", null=True, on_delete=models.PROTECT, related_name="+")
    minutes_per_case = models.PositiveSmallIntegerField()
    capacity = models.PositiveSmallIntegerField(help_text="Cases that one meeting has room for.")
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["forum"], condition=models.Q(ended_at=None), name="one_schedule_of_a_forum_at_a_time"
            )
        ]

    @property
    def rhythm(self) -> Rhythm:
        """As the rules read it."""
        return Rhythm(self.pattern, self.weekday, self.from_on, every=self.every, nth=self.nth)


class SkippedDay(Walled):
    """A day that a schedule names and nobody meets on, with the reason."""

    wall = Partnership(commands=("SELECT", "INSERT"), writers=_WRITERS)

    partnership = models.ForeignKey("partnership.Partnership", on_delete=models.PROTECT, related_name="+")
    schedule = models.ForeignKey(Schedule, on_delete=models.PROTECT, related_name="skipped")
    named_on = models.DateField()
    reason = models.CharField(max_length=200)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["schedule", "named_on"], name="a_day_is_skipped_once")]
