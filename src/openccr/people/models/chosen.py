"""That somebody chose whereabouts onto one paper, for one recipient, for a reason."""

from __future__ import annotations

from django.db import models

from openccr.access.models import Walled
from openccr.access.walls import APP, File, Policy
from openccr.people.models.persons import Person


class _OwnChoiceWall(File):
    """The file wall, and nobody chooses in another's name."""

    def own(self, table: str) -> list[Policy]:
        own = f'"{table}"."chosen_by" = (SELECT openccr.actor_appointment())'
        return [*super().own(table), Policy("own_name", APP, command="INSERT", permissive=False, check=own)]


class PlacesChosen(Walled):
    """Which kinds of somebody's whereabouts may stand on one paper for one agency, why, and until when.

    It holds no place: the paper opens them when it is made, and refuses one that is retired by then.
    """

    wall = _OwnChoiceWall(commands=("SELECT", "INSERT", "UPDATE"), changes=("person_id",))

    file = models.ForeignKey("casefiles.CaseFile", on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    agency = models.ForeignKey("partnership.Agency", on_delete=models.PROTECT, related_name="+")
    kinds = models.JSONField(help_text="Keys of `rules.places.ON_PAPER`.")
    reason = models.CharField(max_length=300)
    chosen_by = models.UUIDField(help_text="The appointment that chose.")
    chosen_name = models.CharField(max_length=120)
    chosen_at = models.DateTimeField()
    until_at = models.DateTimeField(help_text="After it the choice is made anew.")

    class Meta:
        indexes = [models.Index(fields=["file", "-chosen_at"], name="places_chosen_file")]
