"""Minutes of a meeting: versions, what was written of each case, and how it stood on the day they were issued."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from openccr.access.models import Walled
from openccr.access.walls import APP, File, Partnership, Policy
from openccr.conference.models.meetings import Hearing, Meeting
from openccr.conference.rules.minutes import MinutesState

_WRITES = "(SELECT openccr.actor_role()) IN ('coordinator', 'chair', 'commands')"


class _MinutesWall(Partnership):
    """The minutes that speak of a case one sees, and all of them for whoever leads the meeting.

    Once issued nobody changes them, whatever the application forgets. Who sent what they know stands in them.
    """

    def own(self, table: str) -> list[Policy]:
        seen = (
            "(SELECT openccr.actor_partnership()) IS NOT NULL"
            " AND EXISTS (SELECT 1 FROM conference_meeting m WHERE m.id = conference_minutes.meeting_id)"
        )
        theirs = "EXISTS (SELECT 1 FROM conference_minutesofcase c WHERE c.minutes_id = conference_minutes.id)"
        return [
            *super().own(table),
            Policy("seen", APP, command="SELECT", permissive=False, using=f"{seen} AND ({_WRITES} OR {theirs})"),
            Policy(
                "not_once_issued", APP, command="UPDATE", permissive=False, using=f"{_WRITES} AND issued_at IS NULL",
                check=_WRITES,
            ),
        ]  # fmt: skip


class Minutes(Walled):
    """One version of a meeting's minutes. What concerns a case stands in its parts, behind that case's own wall."""

    wall = _MinutesWall(
        commands=("SELECT", "INSERT", "UPDATE"),
        changes=("state", "remarks", "agreed_at", "agreed_by", "agreed_how", "issued_at", "issued_by", "frozen"),
        writers=("coordinator", "chair", "commands"),
    )

    partnership = models.ForeignKey("partnership.Partnership", on_delete=models.PROTECT, related_name="+")
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="minutes")
    number = models.PositiveSmallIntegerField(help_text="1, and one more with each correction.")
    state = models.CharField(max_length=20)
    why = models.TextField(blank=True, help_text="What is corrected, and why, from the second version on.")
    remarks = models.TextField(blank=True, help_text="What was said of no single case. Never a name of anybody in one.")
    begun_at = models.DateTimeField()
    agreed_at = models.DateTimeField(null=True)
    agreed_by = models.CharField(max_length=120, blank=True)
    agreed_how = models.CharField(max_length=300, blank=True, help_text="When the chair agreed elsewhere.")
    issued_at = models.DateTimeField(null=True)
    issued_by = models.CharField(max_length=120, blank=True)
    frozen = models.JSONField(default=dict, help_text="Who was there, as it stood when they were issued.")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["meeting", "number"], name="minutes_numbered_once"),
            models.UniqueConstraint(
                fields=["meeting"], condition=~Q(state=MinutesState.ISSUED.value), name="one_open_version_of_minutes"
            ),
        ]


class _MinutesOfCaseWall(File):
    """The file wall; written by chair and coordinator, and never once it is frozen."""

    def own(self, table: str) -> list[Policy]:
        return [
            *super().own(table),
            Policy("writes", APP, command="INSERT", permissive=False, check=_WRITES),
            Policy(
                "not_once_frozen", APP, command="UPDATE", permissive=False, using=f"{_WRITES} AND frozen IS NULL",
                check=_WRITES,
            ),
        ]  # fmt: skip


class MinutesOfCase(Walled):
    """What the minutes say of one case: heard there, with outstanding actions, or at the end of its twelve months."""

    wall = _MinutesOfCaseWall(
        commands=("SELECT", "INSERT", "UPDATE"),
        changes=("text", "from_mark", "written_by", "written_at", "frozen", "order"),
    )

    file = models.ForeignKey("casefiles.CaseFile", on_delete=models.PROTECT, related_name="+")
    minutes = models.ForeignKey(Minutes, on_delete=models.PROTECT, related_name="cases")
    part = models.CharField(max_length=20, help_text="heard, outstanding or twelve_months.")
    hearing = models.ForeignKey(Hearing, null=True, on_delete=models.PROTECT, related_name="+")
    order = models.PositiveSmallIntegerField(default=0)
    text = models.TextField(blank=True, help_text="As somebody edited it; empty: as the notes of the hearing give it.")
    from_mark = models.CharField(max_length=16, blank=True, help_text="The mark of the notes that were edited.")
    written_by = models.CharField(max_length=120, blank=True)
    written_at = models.DateTimeField(null=True)
    frozen = models.JSONField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["minutes", "file", "part"], name="case_once_in_a_part")]
        indexes = [models.Index(fields=["file"], name="minutes_file")]
