"""The interpreter somebody needs. Never family, never a friend, never a child (domain 3.6)."""

from __future__ import annotations

from django.db import models

from openccr.access.models import Walled
from openccr.access.walls import Part as PartWall
from openccr.people.models.persons import Person


class InterpreterNeed(Walled):
    """What somebody said of the interpreter they need, on a day. The newest row counts."""

    wall = PartWall(commands=("SELECT", "INSERT", "DELETE"))

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="interpreter_needs")
    language = models.CharField(max_length=60)
    dialect = models.CharField(max_length=60, blank=True)
    gender = models.CharField(max_length=10, default="any", help_text="woman, man or any.")
    own_community = models.BooleanField(default=False, help_text="She said that one of her community is welcome.")
    booked = models.CharField(max_length=200, blank=True, default="", help_text="With whom, on which day, for what.")
    said_at = models.DateTimeField()
    source = models.CharField(max_length=120, blank=True)
