"""That a person was recognised as one of an earlier case, by whom, and how it can be taken apart again."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from openccr.access.models import Walled
from openccr.access.walls import APP, Policy, RoleInFile
from openccr.people.models.persons import Person


class _RecognitionWall(RoleInFile):
    """For those who put people together and see the case in which it was decided; each writes in their own name.

    Nobody agrees to what they themselves asked for: the database compares the two accounts (`recognition_two_people`,
    `recognition_parted_by_two`), and lets each account write no name but its own (`openccr.recognised_in_own_name()`).
    """

    def own(self, table: str) -> list[Policy]:
        user = "(SELECT openccr.actor_user())"
        asks = (
            f"asked_user IS NOT DISTINCT FROM {user} AND undone_at IS NULL AND agreed_user IS NULL"
            " AND apart_user IS NULL AND apart_agreed_user IS NULL"
        )
        answers = f"undone_user IS NULL OR undone_user = {user}"
        return [
            *super().own(table),
            Policy("asks", APP, command="INSERT", permissive=False, check=asks),
            Policy("answers", APP, command="UPDATE", permissive=False, using="undone_at IS NULL", check=answers),
        ]


_AGREED_BY_ANOTHER = Q(apart_user__isnull=False, apart_agreed_user__isnull=False) & ~Q(
    apart_user=F("apart_agreed_user")
)


class Recognition(Walled):
    """Two records of one person put together, or asked to be: what moved, so that it can be taken apart again.

    `state` is a key of `rules.recognising.STATES`. Rows are named by their ids alone.
    """

    wall = _RecognitionWall(
        roles=("coordinator", "commands"),
        commands=("SELECT", "INSERT", "UPDATE"),
        changes=(
            "state", "agreed_user", "agreed_name", "agreed_at", "done_at", "undone_user", "undone_name", "undone_at",
            "undone_reason", "parts", "rows", "repointed", "filled", "emptied", "parted_as_id", "apart_user",
            "apart_name", "apart_at", "apart_reason", "apart_agreed_user", "apart_agreed_name",
        ),
    )  # fmt: skip

    file = models.ForeignKey("casefiles.CaseFile", on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    as_person = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    parted_as = models.ForeignKey(
        Person, null=True, on_delete=models.SET_NULL, related_name="+", help_text="Who she is since it was taken apart."
    )
    state = models.CharField(max_length=20)
    reason = models.CharField(max_length=300)
    second_because = models.CharField(max_length=300, blank=True, help_text="Why a second person had to agree.")
    asked_user = models.UUIDField(null=True)
    asked_name = models.CharField(max_length=120)
    asked_at = models.DateTimeField()
    agreed_user = models.UUIDField(null=True)
    agreed_name = models.CharField(max_length=120, blank=True)
    agreed_at = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)
    alone_until = models.DateTimeField(
        null=True, help_text="Until when whoever put them together may take them apart alone; written once."
    )
    apart_user = models.UUIDField(null=True, help_text="Who asks that they are taken apart.")
    apart_name = models.CharField(max_length=120, blank=True)
    apart_at = models.DateTimeField(null=True)
    apart_reason = models.CharField(max_length=300, blank=True)
    apart_agreed_user = models.UUIDField(null=True)
    apart_agreed_name = models.CharField(max_length=120, blank=True)
    undone_user = models.UUIDField(null=True)
    undone_name = models.CharField(max_length=120, blank=True)
    undone_at = models.DateTimeField(null=True)
    undone_reason = models.CharField(max_length=300, blank=True)
    emptied = models.BooleanField(default=False, help_text="No case out of sight kept the person who was recognised.")
    parts = models.JSONField(default=list, help_text="Ids of the parts that became hers.")
    rows = models.JSONField(default=dict, help_text="By model: ids of the rows that were moved or copied to her.")
    repointed = models.JSONField(default=dict, help_text="By model: ids of rows of the case that became hers.")
    filled = models.JSONField(default=list, help_text="Names of the blanks that were filled.")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="recognition_two_people",
                condition=Q(done_at=None)
                | Q(second_because="")
                | (Q(agreed_user__isnull=False) & ~Q(agreed_user=F("asked_user"))),
            ),
            models.CheckConstraint(
                name="recognition_parted_by_two",
                condition=~Q(state="undone")
                | Q(undone_at__lte=F("alone_until"), undone_user=F("asked_user"))
                | _AGREED_BY_ANOTHER,
            ),
            models.CheckConstraint(
                name="recognition_undone_says_why",
                condition=Q(undone_at=None) | ~Q(undone_reason=""),
            ),
        ]
        indexes = [
            models.Index(fields=["as_person"], name="recognition_as"),
            models.Index(fields=["asked_at"], condition=Q(state__in=["asked", "parting"]), name="recognition_waits"),
        ]
