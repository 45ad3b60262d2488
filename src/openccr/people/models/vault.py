"""The vault: each person's own key, wrapped; what was destroyed; and to which of her places something was addressed."""

from __future__ import annotations

from django.db import models

from openccr.access.models import Walled
from openccr.access.walls import APP, Partnership, Policy
from openccr.access.walls import Part as PartWall
from openccr.people.models.persons import Person, WhereSheIsWall


class _KeyWall(PartWall):
    """Seen with the person, and with what she said of recourse: that stays sealed to whoever she was when she said it.

    Recognised as somebody of an earlier case she has no part any more, and her adviser still reads it.
    """

    def own(self, table: str) -> list[Policy]:
        said = f'EXISTS (SELECT 1 FROM people_recoursetofunds r WHERE r.person_id = "{table}"."person_id")'  # noqa: S608
        return [*super().own(table), Policy("recourse", APP, command="SELECT", using=said)]


class PersonKey(Walled):
    """The key that seals what hangs on one person, wrapped with the vault key of `version` (`openccr.access.ring`).

    Without the ring, which lies outside the database, it opens nothing. Destroyed, nothing of hers opens again.
    """

    wall = _KeyWall(commands=("SELECT", "INSERT"))

    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="+")
    version = models.PositiveSmallIntegerField()
    wrapped = models.BinaryField()
    made_at = models.DateTimeField()


class KeyDestroyed(Walled):
    """The receipt that a person's key was destroyed. It names an id alone, and is what a restored backup must redo."""

    wall = Partnership(commands=("SELECT",))

    partnership = models.ForeignKey("partnership.Partnership", on_delete=models.PROTECT, related_name="+")
    person_id = models.UUIDField(unique=True)
    fingerprint = models.CharField(max_length=64, help_text="Hash of the wrapped key that was destroyed.")
    rows = models.PositiveIntegerField(help_text="How many places went with it.")
    reason = models.CharField(max_length=300)
    at = models.DateTimeField()
    by_name = models.CharField(max_length=120)


class _AddressedWall(WhereSheIsWall):
    """As her whereabouts are read, and only in one's own name."""

    def own(self, table: str) -> list[Policy]:
        own = f'"{table}"."by" = (SELECT openccr.actor_appointment())'
        return [*super().own(table), Policy("own_name", APP, command="INSERT", permissive=False, check=own)]


class Addressed(Walled):
    """Something went to one of her places. A trigger refuses one that is retired or that the one who harms knows."""

    wall = _AddressedWall(commands=("SELECT", "INSERT"))

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    place_id = models.UUIDField(help_text="Which of her whereabouts; these move when she is recognised as another.")
    what = models.CharField(max_length=40, help_text="What went: message, letter …")
    at = models.DateTimeField()
    by = models.UUIDField(help_text="The appointment that sent it.")
