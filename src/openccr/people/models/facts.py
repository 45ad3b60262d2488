"""What is known of a person beside her name: other dates of birth, identifiers, and who is what to whom, each dated."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from openccr.access.models import Walled
from openccr.access.walls import Part as PartWall
from openccr.people.models.persons import BothSeenWall, KeptWall, Person


class BirthDate(Walled):
    """A date of birth that somebody gave for a person. The one in use stands on the person; none is overwritten."""

    wall = PartWall(commands=("SELECT", "INSERT", "DELETE"))

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="birth_dates")
    born_on = models.DateField()
    source = models.CharField(max_length=120, help_text="Who says so: her, a passport, the police.")
    from_on = models.DateField(help_text="The day it was said, or from which it was used.")
    until_on = models.DateField(null=True, help_text="Until when it was used; empty: it still is.")


class Identifier(Walled):
    """A number by which an agency knows a person, sealed. Equal numbers of a kind have equal tokens (`match`)."""

    wall = KeptWall(commands=("SELECT", "INSERT", "UPDATE", "DELETE"), changes=("until_on",))

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="identifiers")
    kind = models.CharField(max_length=20, help_text="Key of the pack's list of identifiers.")
    sealed = models.BinaryField()
    match = models.CharField(max_length=64)
    source = models.CharField(max_length=120, blank=True)
    from_on = models.DateField()
    until_on = models.DateField(null=True)
    kept_to = models.JSONField(default=list, help_text="Ids of the files through which it is seen; empty: any of hers.")

    class Meta:
        indexes = [models.Index(fields=["match"], name="identifier_match")]


class Relationship(Walled):
    """Who is what to whom, since when and until when. `person` is the `kind` of `other`: his mother, her ex-partner."""

    wall = BothSeenWall(
        commands=("SELECT", "INSERT", "UPDATE", "DELETE"),
        changes=("person_id", "other_id", "until_on", "ended_source"),
    )

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    other = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=40, help_text="Key of the pack's list of ties between people.")
    since_on = models.DateField(null=True, help_text="Empty: not known.")
    until_on = models.DateField(null=True)
    source = models.CharField(max_length=120)
    ended_source = models.CharField(max_length=120, blank=True)
    said_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(name="relationship_of_two", condition=~Q(person=F("other"))),
            models.CheckConstraint(
                name="relationship_ends_after_it_began",
                condition=Q(until_on=None) | Q(since_on=None) | Q(until_on__gte=F("since_on")),
            ),
        ]
        indexes = [models.Index(fields=["other"], name="relationship_other")]
