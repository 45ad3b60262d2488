"""What is watched of a case: emergency access, who opened it, what its lead is to look at, who searched."""

from __future__ import annotations

from django.db import models

from openccr.access.models import Walled
from openccr.access.walls import APP, Policy, RoleInFile, Self, System


class _NotOwnWall(RoleInFile):
    """For some roles on the file, and nothing of oneself: nobody reads or closes what speaks of them."""

    def own(self, table: str) -> list[Policy]:
        mine = f'"{table}"."user_id" IS DISTINCT FROM (SELECT openccr.actor_user())'
        return [
            *super().own(table),
            Policy("not_own", APP, permissive=False, command="UPDATE", using=mine, check=mine),
        ]


class EmergencyAccess(Walled):
    """That somebody opened a case to which they were not let in: one case, one hour, a reason in their own words.

    Written by `openccr.open_in_emergency()` with the grant; reviewed by a coordinator who is somebody else.
    """

    wall = _NotOwnWall(
        roles=("coordinator", "commands"), commands=("SELECT", "UPDATE"),
        changes=("reviewed_at", "reviewed_by", "verdict", "verdict_words"),
    )  # fmt: skip

    file = models.ForeignKey("casefiles.CaseFile", on_delete=models.PROTECT, related_name="+")
    user_id = models.UUIDField()
    name = models.CharField(max_length=240, help_text="Name and agency.")
    reason = models.CharField(max_length=500)
    at = models.DateTimeField()
    until_at = models.DateTimeField()
    reviewed_at = models.DateTimeField(null=True)
    reviewed_by = models.CharField(max_length=240, blank=True)
    verdict = models.CharField(max_length=20, blank=True, help_text="right or wrong.")
    verdict_words = models.CharField(max_length=500, blank=True)


class CaseOpened(Walled):
    """That an account opened a case in an hour, and whether it was their work then: what velocity is counted from."""

    wall = System(commands=())

    partnership_id = models.UUIDField()
    user_id = models.UUIDField()
    file = models.ForeignKey("casefiles.CaseFile", on_delete=models.PROTECT, related_name="+")
    hour = models.DateTimeField()
    at = models.DateTimeField()
    in_work = models.BooleanField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user_id", "file", "hour"], name="opened_once_an_hour")]
        indexes = [models.Index(fields=["user_id", "at"], name="opened_user_at")]


class _LeadsWall(_NotOwnWall):
    """The same, and unseen by whoever it speaks of: a snoop does not read that they were noticed."""

    def own(self, table: str) -> list[Policy]:
        other = f'"{table}"."user_id" IS DISTINCT FROM (SELECT openccr.actor_user())'
        return [*super().own(table), Policy("others", APP, permissive=False, command="SELECT", using=other)]


class CaseAlert(Walled):
    """Something that the case's lead is to look at: opened by somebody with no work on it, or by one who opened many.

    Written by `openccr.case_opened()` as the page is asked for.
    """

    wall = _LeadsWall(
        roles=("coordinator", "idva", "commands"), commands=("SELECT", "UPDATE"), changes=("seen_at", "seen_by")
    )

    file = models.ForeignKey("casefiles.CaseFile", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20, help_text="Key of `rules.ALERTS`.")
    user_id = models.UUIDField()
    name = models.CharField(max_length=240, help_text="Name and agency.")
    at = models.DateTimeField()
    seen_at = models.DateTimeField(null=True)
    seen_by = models.CharField(max_length=240, blank=True)


class OpeningReview(Walled):
    """One opening of a case, drawn at random from a week's, for the case's lead to say whether it was for work.

    Drawn by `openccr.draw_openings()`; the outcome is kept.
    """

    wall = _LeadsWall(
        roles=("coordinator", "idva", "commands"), commands=("SELECT", "UPDATE"),
        changes=("outcome", "words", "reviewed_at", "reviewed_by"),
    )  # fmt: skip

    file = models.ForeignKey("casefiles.CaseFile", on_delete=models.PROTECT, related_name="+")
    user_id = models.UUIDField()
    name = models.CharField(max_length=240, help_text="Name and agency.")
    opened_at = models.DateTimeField()
    drawn_at = models.DateTimeField()
    outcome = models.CharField(max_length=20, blank=True, help_text="Key of `rules.OUTCOMES`.")
    words = models.CharField(max_length=500, blank=True)
    reviewed_at = models.DateTimeField(null=True)
    reviewed_by = models.CharField(max_length=240, blank=True)


class Searched(Walled):
    """One search for people: why, how many were found, none too; the terms as a keyed token and sealed.

    Seen by whoever searched, so that the next can be counted; the sealed copy is for an inquiry.
    """

    wall = Self(commands=("SELECT", "INSERT"))

    partnership_id = models.UUIDField()
    user_id = models.UUIDField()
    at = models.DateTimeField()
    purpose = models.CharField(max_length=40)
    token = models.CharField(max_length=64)
    sealed = models.BinaryField()
    found = models.PositiveIntegerField()

    class Meta:
        indexes = [models.Index(fields=["user_id", "-at"], name="searched_user_at")]
