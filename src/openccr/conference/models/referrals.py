"""A referral to the conference, and the files of referrals that agencies send."""

from __future__ import annotations

from dataclasses import replace

from django.db import models

from openccr.access.models import Walled
from openccr.access.walls import AgencysOwn, Partnership, Policy, Self


class _ReferralWall(AgencysOwn):
    """An agency's own, and changed too by whoever was asked to decide second that the criteria are not met."""

    def own(self, table: str) -> list[Policy]:
        *others, put_in, answers = super().own(table)
        asked = (
            f'"{table}"."id" IN (SELECT p.referral_id FROM conference_notmetproposal p'  # noqa: S608
            " WHERE p.second_id = (SELECT openccr.actor_appointment()))"
        )
        return [*others, put_in, replace(answers, using=f"{answers.using} OR {asked}")]


class Referral(Walled):
    """One referral of one victim. Its states and moves stand in `rules/referrals.py` (domain 1.5, 1.6)."""

    wall = _ReferralWall(
        commands=("SELECT", "INSERT", "UPDATE"),
        changes=(
            "state", "decision_key", "decision_reason", "decided_by", "decided_at", "advice", "repeat", "repeat_rule",
            "previous_id", "sent_to", "joined_to_id", "criteria", "primary_criterion", "judgement_reason", "gaps",
        ),
        also=("chair",),  # a case heard or put off at the meeting moves its referral
    )  # fmt: skip

    file = models.ForeignKey("casefiles.CaseFile", on_delete=models.PROTECT, related_name="referrals")
    agency = models.ForeignKey("partnership.Agency", on_delete=models.PROTECT, related_name="+")
    their_reference = models.CharField(max_length=60)
    referrer_name = models.CharField(max_length=120, blank=True)
    referrer_email = models.CharField(max_length=200, blank=True)
    source = models.CharField(max_length=40, help_text="Key of the pack's list of referral sources.")
    referred_on = models.DateField()
    incident_on = models.DateField(null=True)
    received_at = models.DateTimeField()
    criteria = models.JSONField(default=list, help_text="Codes of the pack's criteria; several at once.")
    primary_criterion = models.CharField(max_length=10)
    judgement_reason = models.TextField(blank=True)
    reason = models.TextField(blank=True)
    wishes = models.TextField(blank=True, help_text="What she wants, in her words.")
    aware = models.CharField(max_length=10, default="unknown")
    unaware_reason = models.TextField(blank=True)
    consent = models.CharField(max_length=10, default="unknown")
    children = models.PositiveSmallIntegerField(default=0)
    state = models.CharField(max_length=20)
    gaps = models.JSONField(default=list, help_text="What was missing when it came in, in sentences for triage.")
    decision_key = models.CharField(max_length=40, blank=True, help_text="Key of the pack's list of reasons.")
    decision_reason = models.TextField(blank=True)
    decided_by = models.CharField(max_length=120, blank=True)
    decided_at = models.DateTimeField(null=True)
    sent_to = models.CharField(max_length=200, blank=True, help_text="The forum, service or area it was passed to.")
    joined_to = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="+")
    advice = models.TextField(blank=True, help_text="Safety advice and the early-help route given when not met.")
    repeat = models.BooleanField(null=True, help_text="None until a person has confirmed it.")
    repeat_rule = models.CharField(max_length=60, blank=True, help_text="key@version of the rule it was judged by.")
    previous = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        indexes = [
            models.Index(fields=["state", "received_at"], name="referral_state_received"),
            models.Index(fields=["file"], name="referral_file"),
            models.Index(fields=["agency", "-received_at"], name="referral_agency"),
            models.Index(fields=["agency", "decided_at"], name="referral_agency_decided"),
        ]


class ReceivedReference(Walled):
    """That an agency's reference has come in: keyed tokens only, so the row tells nothing to who reads it."""

    wall = Partnership(commands=("SELECT", "INSERT"))

    partnership = models.ForeignKey("partnership.Partnership", on_delete=models.PROTECT, related_name="+")
    reference_token = models.CharField(max_length=64)
    content_token = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["partnership", "reference_token"], name="reference_once_in_a_partnership")
        ]


class ImportBatch(Walled):
    """One file of referrals that was read: what was taken, known and refused."""

    wall = Self(column="brought_by", of="appointment", commands=("SELECT", "INSERT"))

    agency = models.ForeignKey("partnership.Agency", on_delete=models.PROTECT, related_name="+")
    brought_by = models.UUIDField(help_text="The appointment that brought it in; it alone reads what came of it.")
    at = models.DateTimeField()
    rows_read = models.PositiveIntegerField()
    accepted = models.PositiveIntegerField()
    already_known = models.PositiveIntegerField()
    refused = models.PositiveIntegerField(help_text="Rows, each counted once.")
    refusals = models.JSONField(default=list, help_text="Row, column and reason of each problem; never a value.")
    unmapped_columns = models.JSONField(default=list)
    refused_file_id = models.UUIDField(null=True, help_text="The sealed file of refused rows.")
