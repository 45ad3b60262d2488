"""The agenda on its way: to which agency it went, who opened it, who comes, who was reminded.

That an agency is invited tells that it has a case there. So each row is seen only by whoever sees a case of that
agency's on the meeting: its own people, the coordinator and the chair, and none who is kept out of the only one.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.db import models

from openccr.access.models import Walled
from openccr.access.walls import APP, Partnership, Policy
from openccr.conference.models.meetings import Meeting

_LEADS = "(SELECT openccr.actor_role()) IN ('coordinator', 'chair', 'commands')"
_INVITED = """EXISTS (SELECT 1 FROM conference_research r JOIN conference_hearing h ON h.id = r.hearing_id
            WHERE h.meeting_id = "{table}"."meeting_id" AND r.agency_id = "{table}"."agency_id")"""
"""SQL: the actor sees a case of the meeting that the agency is asked about."""
_WRITES_FOR_OTHERS = "(SELECT openccr.actor_role()) IN ('coordinator', 'commands')"


@dataclass(frozen=True)
class _InvitedWall(Partnership):
    """Rows of one agency's invitation to one meeting. `by` names the appointment's column that must be one's own."""

    by: str = ""

    def own(self, table: str) -> list[Policy]:
        own = f'"{table}"."agency_id" = (SELECT openccr.actor_agency())'
        invited = _INVITED.format(table=table)
        mine = f' AND "{table}"."{self.by}" = (SELECT openccr.actor_appointment())' if self.by else ""
        writes = f"{own}{mine}"
        writes = f"{_WRITES_FOR_OTHERS} OR ({writes})"
        return [
            *super().own(table),
            Policy("invited", APP, command="SELECT", permissive=False, using=f"({own} OR {_LEADS}) AND {invited}"),
            Policy("written_by", APP, command="INSERT", permissive=False, check=f"({writes}) AND {invited}"),
            Policy("changed_by", APP, command="UPDATE", permissive=False, using=writes, check=writes),
        ]


class _OfAMeeting(Walled):
    partnership = models.ForeignKey("partnership.Partnership", on_delete=models.PROTECT, related_name="+")
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="+")
    agency = models.ForeignKey("partnership.Agency", on_delete=models.PROTECT, related_name="+")

    class Meta:
        abstract = True


class AgendaSent(_OfAMeeting):
    """One version of the agenda as it went to one agency.

    What changed in its cases stands with each hearing, behind the case's own wall: a count here would tell whoever is
    kept out of one of them.
    """

    wall = _InvitedWall(commands=("SELECT", "INSERT"))

    version = models.PositiveSmallIntegerField()
    sent_at = models.DateTimeField()
    changes = models.JSONField(default=list, help_text="What changed of the meeting itself, in sentences; of no case.")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["meeting", "agency", "version"], name="a_version_goes_once")]


class AgendaOpened(_OfAMeeting):
    """That somebody opened one version of the agenda."""

    wall = _InvitedWall(by="appointment_id", commands=("SELECT", "INSERT"))

    version = models.PositiveSmallIntegerField()
    appointment = models.ForeignKey("partnership.Appointment", on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=120)
    opened_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["meeting", "appointment", "version"], name="a_version_is_opened_once")
        ]


class Coming(_OfAMeeting):
    """What an agency says beforehand of how it takes part."""

    wall = _InvitedWall(commands=("SELECT", "INSERT", "UPDATE"))

    how = models.CharField(max_length=20, help_text="Key of `rules.coming.HOW`.")
    name = models.CharField(max_length=120, blank=True, help_text="Who comes.")
    deputy = models.BooleanField(default=False)
    there_from = models.TimeField(null=True)
    there_until = models.TimeField(null=True)
    said_by = models.CharField(max_length=120)
    said_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["meeting", "agency"], name="an_agency_says_once_who_comes")]


class Chase(_OfAMeeting):
    """One step of reminding one agency, taken once."""

    wall = _InvitedWall(commands=("SELECT", "INSERT"))

    what = models.CharField(max_length=20)
    step = models.CharField(max_length=20)
    on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["meeting", "agency", "what", "step"], name="a_step_is_taken_once")
        ]
