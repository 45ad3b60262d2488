"""Meetings, the cases heard there, what agencies said, who was there."""

from __future__ import annotations

from datetime import datetime

from django.db import models
from django.utils import timezone

from openccr.access.models import Walled
from openccr.access.walls import APP, AgencysOwn, Partnership, Policy, WrittenBy
from openccr.casefiles.models import CaseFile
from openccr.conference.rules.hearings import HearingState
from openccr.conference.rules.meetings import OVER, MeetingState

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
    schedule = models.ForeignKey("conference.Schedule", null=True, on_delete=models.PROTECT, related_name="meetings")
    named_on = models.DateField(null=True, help_text="The day that the schedule named, before any move.")
    by_video = models.CharField(max_length=120, blank=True, help_text="How people join by video; no link or code.")
    minutes_per_case = models.PositiveSmallIntegerField(null=True, help_text="The pack's number when empty.")
    capacity = models.PositiveSmallIntegerField(null=True, help_text="The pack's cases a meeting when empty.")
    version = models.PositiveSmallIntegerField(default=0, help_text="Of the agenda sent out; 0 before it is.")
    changed = models.CharField(max_length=200, blank=True, help_text="Why it was moved or skipped, in a sentence.")
    unsent = models.JSONField(default=list, help_text="What changed of the meeting since its agenda went out.")

    class Meta:
        indexes = [models.Index(fields=["partnership", "-on"], name="meeting_partnership_on")]


class Hearing(Walled):
    """A case listed on a meeting, and what was said and agreed of it there."""

    wall = WrittenBy(commands=("SELECT", "INSERT", "UPDATE"), writers=("coordinator", "chair", "commands"))

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
    risks = models.TextField(blank=True, help_text="The risks the meeting agreed on, one a line.")
    in_room_at = models.DateTimeField(null=True, help_text="Since when it is the case on the screen of the room.")
    reason = models.TextField(blank=True, help_text="Why it was deferred or withdrawn.")
    deferred_key = models.CharField(max_length=40, blank=True, help_text="Key of the pack's list of reasons.")
    deferred_to = models.ForeignKey(Meeting, null=True, on_delete=models.PROTECT, related_name="+")
    slot_at = models.TimeField(null=True, help_text="When its agencies are wanted, once the agenda has an order.")
    sent_slot = models.TimeField(null=True, help_text="The time that its agencies were last sent.")
    sent_in = models.PositiveSmallIntegerField(null=True, help_text="The version of the agenda that it first stood on.")
    changed_in = models.PositiveSmallIntegerField(null=True, help_text="The version in which its time last changed.")
    left_in = models.PositiveSmallIntegerField(null=True, help_text="The version from which it was gone.")
    heard_at = models.DateTimeField(null=True)
    written_after_at = models.DateTimeField(null=True, help_text="Paper notes were typed in after the meeting.")
    version = models.PositiveIntegerField(default=0, help_text="Counts changes, so that two who write at once see it.")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["meeting", "file"], name="case_once_on_a_meeting")]
        indexes = [
            models.Index(fields=["meeting", "order"], name="hearing_meeting_order"),
            models.Index(fields=["file", "-listed_at"], name="hearing_file"),
            models.Index(fields=["heard_at"], name="hearing_heard"),
        ]

    @classmethod
    def coming_of(cls, files: models.QuerySet[CaseFile]) -> models.QuerySet[Hearing]:
        """Those of these files that wait on a meeting, the next meeting first."""
        waiting = cls.objects.filter(file__in=files, state=HearingState.LISTED).exclude(meeting__state__in=OVER)
        return waiting.select_related("file", "meeting").order_by("meeting__on")

    def began(self, *, at: datetime) -> datetime | None:
        """When its clock began. One started before the meeting's day was a rehearsal and ends when the day comes."""
        if self.started_at is None:
            return None
        rehearsed = timezone.localdate(self.started_at) < self.meeting.on <= timezone.localdate(at)
        return None if rehearsed else self.started_at

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
            "state", "due_on", "returned_at", "returned_by", "victim_facts", "harmer_facts", "child_facts",
            "her_wishes", "suggested_actions", "not_for_minutes", "last_contact_on", "current_risk", "via", "given_by",
            "given_at", "read_back", "document_at", "document_to",
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
    current_risk = models.TextField(blank=True, help_text="How the agency sees the risk now.")
    via = models.CharField(max_length=20, blank=True, help_text="telephone or document; blank: typed by the agency.")
    given_by = models.CharField(max_length=120, blank=True, help_text="Who said it on the telephone.")
    given_at = models.DateTimeField(null=True)
    read_back = models.BooleanField(default=False, help_text="What was typed was read back to them.")
    document_at = models.DateTimeField(null=True, help_text="When the form for secure mail was made.")
    document_to = models.CharField(max_length=120, blank=True, help_text="Who it was sent to.")

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
            # What somebody signed themselves stays: only what was recorded for them is taken off again.
            Policy(
                "recorded_by_mistake", APP, command="DELETE", permissive=False,
                using=f"{_COORDINATES} AND appointment_id IS NULL",
            ),
        ]  # fmt: skip


class Attendance(Walled):
    """Who was at a meeting, and that they signed its confidentiality statement."""

    wall = _AttendanceWall(
        commands=("SELECT", "INSERT", "UPDATE", "DELETE"), changes=("kind", "signed_at", "joins", "identified")
    )

    partnership = models.ForeignKey("partnership.Partnership", on_delete=models.PROTECT, related_name="+")
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="attendance")
    agency = models.ForeignKey("partnership.Agency", on_delete=models.PROTECT, related_name="+")
    appointment = models.ForeignKey("partnership.Appointment", null=True, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=20, help_text="present, apologies or observer.")
    signed_at = models.DateTimeField(null=True)
    joins = models.CharField(max_length=20, default="room", help_text="rules/attending.py: room, video or telephone.")
    identified = models.CharField(max_length=200, blank=True, help_text="How a caller was recognised by who signed.")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["meeting", "appointment"], name="attends_a_meeting_once")]
