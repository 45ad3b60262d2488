"""Recourse to public funds and immigration status: hers, her IDVA's, and whom she chooses. Never the police's."""

from __future__ import annotations

from django.db import models

from openccr.access.models import Walled
from openccr.access.walls import APP, Policy, RoleInFile, granted, not_excluded
from openccr.people.models.persons import Person

# An IDVA's role held in a police force reads nothing either: what she says of her visa is never theirs.
_NOT_POLICE = """NOT EXISTS (SELECT 1 FROM partnership_agency a
            WHERE a.id = (SELECT openccr.actor_agency()) AND a.kind = 'police')"""


class _RecourseWall(RoleInFile):
    """Read by the IDVAs on the file and by whom she chose by name; put in by anybody on it; by no police force ever."""

    def own(self, table: str) -> list[Policy]:
        column = f'"{table}"."{self.column}"'
        chosen = f"""EXISTS (SELECT 1 FROM people_recoursereader r WHERE r.file_id = {column}
            AND r.appointment_id = (SELECT openccr.actor_appointment()) AND r.until_at IS NULL)"""  # noqa: S608
        reads = f"((SELECT openccr.actor_role()) = 'idva' OR {chosen}) AND {granted(column)} AND {_NOT_POLICE}"
        out = not_excluded(column)
        return [
            Policy("role_in_file", APP, command="SELECT", using=reads),
            Policy("role_in_file_put", APP, command="INSERT", check=granted(column)),
            Policy("excluded", APP, permissive=False, using=out, check=out),
        ]


class RecourseToFunds(Walled):
    """What she said of recourse to public funds and immigration. Never police, linkage, API or paper; counted only.

    `status` is what is counted, across the area and never below five (`openccr.recourse_counts`).
    """

    wall = _RecourseWall(commands=("SELECT", "INSERT"))

    file = models.ForeignKey("casefiles.CaseFile", on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    sealed = models.BinaryField()
    said_on = models.DateField()
    status = models.CharField(max_length=20, blank=True, help_text="Key of `rules.recourse.STATUSES`.")


class _ReaderWall(RoleInFile):
    """Written and read by the IDVAs on the file; whoever is named sees that they are."""

    def own(self, table: str) -> list[Policy]:
        column = f'"{table}"."{self.column}"'
        me = f'"{table}"."appointment_id" = (SELECT openccr.actor_appointment()) AND {granted(column)}'
        adviser = f"(SELECT openccr.actor_role()) = 'idva' AND {granted(column)} AND {_NOT_POLICE}"
        out = not_excluded(column)
        return [
            Policy("role_in_file", APP, using=adviser, check=adviser),
            Policy("chosen", APP, command="SELECT", using=me),
            Policy("excluded", APP, permissive=False, using=out, check=out),
        ]


class RecourseReader(Walled):
    """Somebody whom she chose to read it too: her adviser on immigration, her support worker."""

    wall = _ReaderWall(commands=("SELECT", "INSERT", "UPDATE"), changes=("until_at",))

    file = models.ForeignKey("casefiles.CaseFile", on_delete=models.PROTECT, related_name="+")
    appointment = models.ForeignKey("partnership.Appointment", on_delete=models.PROTECT, related_name="+")
    named_by = models.CharField(max_length=120)
    from_at = models.DateTimeField()
    until_at = models.DateTimeField(null=True)
