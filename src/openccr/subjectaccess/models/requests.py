"""One request for somebody's own data."""

from __future__ import annotations

from django.db import models

from openccr.access.models import Walled
from openccr.access.walls import APP, Policy
from openccr.subjectaccess.models.walls import RequestsWall
from openccr.subjectaccess.rules.requests import Capacity


class _OneRequestWall(RequestsWall):
    """And by none of them who is kept out of a case of the person it is about."""

    def own(self, table: str) -> list[Policy]:
        people = " OR ".join(
            f'"{table}"."{column}" = ANY ((SELECT openccr.excluded_people())::uuid[])'
            for column in ("subject_id", "asker_id")
        )
        out = f"NOT coalesce({people}, false)"
        return [*super().own(table), Policy("excluded", APP, permissive=False, using=out, check="true")]


class SubjectRequest(Walled):
    """Who asks, as whom, how that was checked, the clock, and what came of it.

    It holds ids of people and no relation to them: a request is kept when the person's record is erased.
    """

    wall = _OneRequestWall(
        commands=("SELECT", "INSERT", "UPDATE"),
        changes=(
            "identity_how", "authority", "identity_checked_at", "identity_by", "subject_id", "asker_id", "hostile",
            "hostile_why", "waits_from", "waits_until", "waits_why", "extended_on", "extended_why", "searched_at",
            "searched_by", "searched", "answered_at", "withdrawn_at", "withdrawn_why",
        ),
    )  # fmt: skip

    partnership = models.ForeignKey("partnership.Partnership", on_delete=models.PROTECT, related_name="+")
    reference = models.CharField(max_length=20, unique=True)
    received_on = models.DateField()
    how = models.CharField(max_length=20, help_text="How it came: letter, email, spoken or other.")
    capacity = models.CharField(max_length=20, choices=[(one.value, one.label) for one in Capacity])
    asker_name = models.CharField(max_length=120)
    about_name = models.CharField(max_length=120, help_text="Whose data are asked for, as it was written.")
    wants = models.TextField(blank=True, help_text="What is asked for, in their words.")
    taken_by = models.CharField(max_length=120)
    taken_at = models.DateTimeField()
    identity_how = models.CharField(max_length=300, blank=True)
    authority = models.CharField(max_length=300, blank=True, help_text="What was seen: a form of authority, an order.")
    identity_checked_at = models.DateTimeField(null=True)
    identity_by = models.CharField(max_length=120, blank=True)
    subject_id = models.UUIDField(null=True, help_text="The person of the record; empty when none was found.")
    asker_id = models.UUIDField(null=True, help_text="Whoever asks, when they have a part in a case themselves.")
    hostile = models.BooleanField(default=False)
    hostile_why = models.CharField(max_length=300, blank=True)
    waits_from = models.DateField(null=True, help_text="Since when whoever asked is to say more.")
    waits_until = models.DateField(null=True)
    waits_why = models.CharField(max_length=300, blank=True)
    extended_on = models.DateField(null=True)
    extended_why = models.CharField(max_length=300, blank=True)
    searched_at = models.DateTimeField(null=True)
    searched_by = models.CharField(max_length=120, blank=True)
    searched = models.JSONField(default=dict, help_text="How many rows of which table were read.")
    answered_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_why = models.CharField(max_length=300, blank=True)

    class Meta:
        indexes = [models.Index(fields=["partnership", "-received_on"], name="subject_request_received")]
