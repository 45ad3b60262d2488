"""Decisions of triage that take two people, and the help that cannot wait for them."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from openccr.access.models import Walled
from openccr.access.walls import APP, File, Policy, granted


class _SecondWall(File):
    """The file wall; the first writes in their own name, and nobody but the second confirms.

    Whoever manages the file may close a proposal that no longer stands, and never answers it in the second's name.
    """

    def own(self, table: str) -> list[Policy]:
        me = "(SELECT openccr.actor_appointment())"
        second = f'"{table}"."second_id" = {me}'
        manages = granted(f'"{table}"."{self.column}"', manages=True)
        first = f'"{table}"."proposed_by_id" = {me}'
        # The constraint that they are two compares what stands in the row, so the row may name nobody else's account.
        accounts = """proposed_user = (SELECT openccr.actor_user()) AND second_user =
            (SELECT a.user_id FROM partnership_appointment a WHERE a.id = second_id)"""
        proposes = f"{first} AND agreed IS NULL AND {accounts}"
        return [
            *super().own(table),
            Policy("own_name", APP, command="INSERT", permissive=False, check=proposes),
            Policy(
                "second_confirms", APP, command="UPDATE", permissive=False,
                using=f"{second} OR {manages}", check=f"{second} OR ({manages} AND agreed IS NULL)",
            ),
        ]  # fmt: skip


class NotMetProposal(Walled):
    """One person's proposal that the criteria are not met, and what the second person asked said to it.

    One of the two is a domestic abuse specialist; both are two people, under whichever appointment they act. Closed
    without an answer (`answered_at` stands, `agreed` is null), it was taken back or decided otherwise meanwhile.
    """

    wall = _SecondWall(commands=("SELECT", "INSERT", "UPDATE"), changes=("answered_at", "agreed", "answer"))

    file = models.ForeignKey("casefiles.CaseFile", on_delete=models.PROTECT, related_name="+")
    referral = models.ForeignKey("conference.Referral", on_delete=models.PROTECT, related_name="not_met_proposals")
    key = models.CharField(max_length=40, help_text="Key of the pack's list of reasons.")
    reason = models.TextField()
    advice = models.TextField()
    proposed_by = models.ForeignKey("partnership.Appointment", on_delete=models.PROTECT, related_name="+")
    proposed_user = models.UUIDField()
    proposer_name = models.CharField(max_length=120)
    proposer_is_specialist = models.BooleanField()
    proposed_at = models.DateTimeField()
    second = models.ForeignKey("partnership.Appointment", on_delete=models.PROTECT, related_name="+")
    second_user = models.UUIDField()
    second_name = models.CharField(max_length=120)
    second_is_specialist = models.BooleanField()
    answered_at = models.DateTimeField(null=True)
    agreed = models.BooleanField(null=True)
    answer = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="not_met_needs_two_people", condition=~Q(proposed_user=F("second_user"))),
            models.CheckConstraint(
                name="not_met_needs_a_specialist",
                condition=Q(proposer_is_specialist=True) | Q(second_is_specialist=True),
            ),
            models.CheckConstraint(
                name="not_met_is_answered_whole",
                condition=Q(answered_at__isnull=False) | Q(agreed__isnull=True),
            ),
            models.UniqueConstraint(
                fields=["referral"], condition=Q(answered_at__isnull=True), name="one_open_proposal_a_referral"
            ),
        ]
        indexes = [models.Index(fields=["second", "answered_at"], name="not_met_second_open")]


class EarlyHelp(Walled):
    """The other route given to her the same day when the criteria are not met: open until somebody says it is done."""

    wall = File(commands=("SELECT", "INSERT", "UPDATE"), changes=("done_at", "done_by", "outcome"))

    file = models.ForeignKey("casefiles.CaseFile", on_delete=models.PROTECT, related_name="+")
    referral = models.ForeignKey("conference.Referral", on_delete=models.PROTECT, related_name="early_help")
    route = models.CharField(max_length=40, help_text="Key of the pack's list of routes.")
    due_on = models.DateField()
    done_at = models.DateTimeField(null=True)
    done_by = models.CharField(max_length=120, blank=True)
    outcome = models.TextField(blank=True)

    class Meta:
        indexes = [models.Index(fields=["done_at", "due_on"], name="early_help_open")]
