"""What an agency said of one person of a case."""

from __future__ import annotations

from django.db import models

from openccr.access.models import Walled
from openccr.access.walls import AgencysOwn
from openccr.conference.models.meetings import Research


class ResearchOnPerson(Walled):
    """What one agency knows of one person of the case. `file` and `agency` are the research's, for the wall."""

    wall = AgencysOwn(commands=("SELECT", "INSERT", "UPDATE"), changes=("facts",))

    file = models.ForeignKey("casefiles.CaseFile", on_delete=models.PROTECT, related_name="+")
    agency = models.ForeignKey("partnership.Agency", on_delete=models.PROTECT, related_name="+")
    research = models.ForeignKey(Research, on_delete=models.PROTECT, related_name="on_people")
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    facts = models.TextField(blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["research", "person"], name="said_once_of_a_person")]
