"""Meetings, the cases heard there, what agencies said, who was there."""

from __future__ import annotations

from django.db import models

from openccr.access.models import Walled
from openccr.access.walls import APP, AgencysOwn, File, Partnership, Policy
from openccr.conference.rules.hearings import HearingState
from openccr.conference.rules.meetings import MeetingState

_COORDINATES = "(SELECT openccr.actor_role()) IN ('coordinator', 'commands')"


class _MeetingWall(Partnership):
    """The partnership's wall, and an urgent meeting only for its cases' readers: nobody else may learn of a case by it.

    Whoever coordinates the area plans it before a case is on it.
    """

    def own(self, table: str) -> list[Policy]:
        listed = "EXISTS (SELECT 1 FROM conference_hearing h WHERE h.meeting_id = conference_meeting.id)"
        test = f"NOT urgent OR {_COORDINATES} OR {listed}"
        return [*super().own(table), Policy("urgent", APP, command="SELECT", permissive=False, using=test)]


class Meeting(Walled):
    """One meeting of a forum. Holds dates and no names of people in cases."""

    wall = _MeetingWall(commands=("SELECT", "INSERT", "UPDATE"), writers=("coordinator", "commands", "chair"))

    partnership = models.ForeignKey("partnership.Partnership", on_delete=models.PROTECT, related_name="+")
    forum = models.ForeignKey("partnership.Forum", on_delete=models.PROTECT, related_name="meetings")
    on = models.DateField()
    starts_at = models.TimeField()
    venue = models.CharField(max_length=120, blank=True)
    chair = models.ForeignKey("partnership.Appointment", null=True, on_delete=models.PROTECT, related_name="+")
    urgent = models.BooleanField(default=False)
    state = models.CharField(max_length=20)
    research_due_on = models.DateField()
    agenda_due_on = models.DateField()
    circulated_at = models.DateTimeField(null=True)
    held_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["partnership", "-on"], name="meeting_partnership_on")]


class Hearing(Walled):
    """A case listed on a meeting, and what was said and agreed of it there."""

    wall = File(commands=("SELECT", "INSERT", "UPDATE"))

    file = models.ForeignKey("casefiles.CaseFile", on_delete=models.PROTECT, related_name="hearings")
    referral = models.ForeignKey("conference.Referral", on_delete=models.PROTECT, related_name="hearings")
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="hearings")
    order = models.PositiveSmallIntegerField(help_text="Shown renumbered, so that a hidden case leaves no gap.")
    state = models.CharField(max_length=20)
    listed_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True, help_text="When the meeting came to it: the chair's clock.")
    her_views = models.TextField(blank=True)
    discussion = models.TextField(blank=True)
    risk_summary = models.TextField(blank=True)
    reason = models.TextField(blank=True, help_text="Why it was deferred or withdrawn.")
    heard_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=0, help_text="Counts changes, so that two who write at once see it.")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["meeting", "file"], name="case_once_on_a_meeting")]
        indexes = [
            models.Index(fields=["meeting", "order"], name="hearing_meeting_order"),
            models.Index(fields=["file", "-listed_at"], name="hearing_file"),
            models.Index(fields=["heard_at"], name="hearing_heard"),
        ]

    @property
    def is_open(self) -> bool:
        """Whether the case still waits on its meeting."""
        return self.state == HearingState.LISTED and self.meeting.state != MeetingState.HELD

    @property
    def is_written(self) -> bool:
        """Whether its notes and actions may still be written: until the meeting is closed, so that slips are mended."""
        written = (HearingState.LISTED, HearingState.HEARD)
        return self.state in written and self.meeting.state != MeetingState.HELD


class Research(Walled):
    """What one agency was asked and said about one listed case. A nil return is an answer; silence is not."""

    wall = AgencysOwn(
        commands=("SELECT", "INSERT", "UPDATE"),
        changes=(
            "state", "returned_at", "returned_by", "victim_facts", "harmer_facts", "child_facts", "her_wishes",
            "suggested_actions", "not_for_minutes", "last_contact_on",
        ),
    )  # fmt: skip

    file = models.ForeignKey("casefiles.CaseFile", on_delete=models.PROTECT, related_name="research")
    hearing = models.ForeignKey(Hearing, on_delete=models.PROTECT, related_name="research")
    agency = models.ForeignKey("partnership.Agency", on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=20)
    asked_at = models.DateTimeField()
    due_on = models.DateField()
    returned_at = models.DateTimeField(null=True)
    returned_by = models.CharField(max_length=120, blank=True)
    victim_facts = models.TextField(blank=True)
    harmer_facts = models.TextField(blank=True)
    child_facts = models.TextField(blank=True)
    her_wishes = models.TextField(blank=True)
    suggested_actions = models.TextField(blank=True)
    not_for_minutes = models.TextField(blank=True)
    last_contact_on = models.DateField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["hearing", "agency"], name="agency_asked_once_a_hearing")]
        indexes = [
            models.Index(fields=["agency", "state", "due_on"], name="research_agency_due"),
            models.Index(fields=["file"], name="research_file"),
        ]


class _AttendanceWall(Partnership):
    """The attendance of the meetings that one sees; everybody signs for themselves, the coordinator records others."""

    def own(self, table: str) -> list[Policy]:
        seen = "EXISTS (SELECT 1 FROM conference_meeting m WHERE m.id = conference_attendance.meeting_id)"
        mine = "appointment_id = (SELECT openccr.actor_appointment())"
        own_name = """agency_id = (SELECT openccr.actor_agency())
            AND name = (SELECT a.name FROM partnership_appointment a
                        WHERE a.id = (SELECT openccr.actor_appointment()))"""
        return [
            *super().own(table),
            Policy("seen", APP, command="SELECT", permissive=False, using=f"{_COORDINATES} OR {seen}"),
            Policy(
                "own_name", APP, command="INSERT", permissive=False, check=f"{_COORDINATES} OR ({mine} AND {own_name})"
            ),
            Policy("own_name_later", APP, command="UPDATE", permissive=False, using=f"{_COORDINATES} OR {mine}"),
        ]


class Attendance(Walled):
    """Who was at a meeting, and that they signed its confidentiality statement."""

    wall = _AttendanceWall(commands=("SELECT", "INSERT", "UPDATE"), changes=("kind", "signed_at"))

    partnership = models.ForeignKey("partnership.Partnership", on_delete=models.PROTECT, related_name="+")
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="attendance")
    agency = models.ForeignKey("partnership.Agency", on_delete=models.PROTECT, related_name="+")
    appointment = models.ForeignKey("partnership.Appointment", null=True, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=20, help_text="present, apologies or observer.")
    signed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["meeting", "appointment"], name="attends_a_meeting_once")]
