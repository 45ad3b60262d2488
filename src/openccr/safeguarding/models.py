"""Out-referrals to children's and adult safeguarding, and every word that came back."""

from __future__ import annotations

from django.db import models

from openccr.access.models import Walled
from openccr.access.walls import File


class OutReferral(Walled):
    """One person of a file referred to safeguarding. Its states and moves stand in `rules.py`."""

    wall = File(
        commands=("SELECT", "INSERT", "UPDATE"),
        changes=(
            "state",
            "sent_at",
            "acknowledged_on",
            "decided_on",
            "decision",
            "decision_reason",
            "outcome_on",
            "outcome",
            "chased_at",
            "chases",
            "rung",
            "rung_due_on",
            "disagreement",
            "withdrawn_reason",
        ),
    )

    file = models.ForeignKey("casefiles.CaseFile", on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    agency = models.ForeignKey("partnership.Agency", on_delete=models.PROTECT, related_name="+")
    by_name = models.CharField(max_length=120)
    to_agency = models.ForeignKey("partnership.Agency", null=True, on_delete=models.PROTECT, related_name="+")
    to_outside = models.CharField(max_length=120, blank=True, help_text="A front door that is not in this partnership.")
    route = models.CharField(max_length=20, help_text="children or adults.")
    threshold = models.CharField(max_length=40)
    urgency = models.CharField(max_length=40)
    concern = models.TextField()
    wishes = models.TextField(blank=True, help_text="What the child or adult wants to come of it.")
    consent = models.CharField(max_length=10, help_text="yes, no or not_asked.")
    without_consent = models.CharField(max_length=40, blank=True, help_text="Key of the pack's reasons.")
    without_consent_words = models.CharField(max_length=500, blank=True)
    state = models.CharField(max_length=20)
    made_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    acknowledged_on = models.DateField(null=True)
    decided_on = models.DateField(null=True)
    decision = models.CharField(max_length=40, blank=True, help_text="Key of the pack's outcomes.")
    decision_reason = models.CharField(max_length=500, blank=True)
    outcome_on = models.DateField(null=True)
    outcome = models.TextField(blank=True)
    chased_at = models.DateTimeField(null=True)
    chases = models.PositiveSmallIntegerField(default=0)
    rung = models.CharField(max_length=40, blank=True, help_text="Rung of the disagreement ladder it stands on.")
    rung_due_on = models.DateField(null=True)
    disagreement = models.CharField(max_length=500, blank=True)
    withdrawn_reason = models.CharField(max_length=500, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["file", "-made_at"], name="outreferral_file"),
            models.Index(fields=["state", "sent_at"], name="outreferral_state"),
        ]


class Chase(Walled):
    """What passed between the two, kept in order: each asking again, each decision, each disagreement.

    `OutReferral` holds the decision that stands; one that was disagreed with, and why, is read here.
    """

    wall = File(commands=("SELECT", "INSERT"))

    file = models.ForeignKey("casefiles.CaseFile", on_delete=models.PROTECT, related_name="+")
    referral = models.ForeignKey(OutReferral, on_delete=models.PROTECT, related_name="chased")
    at = models.DateTimeField()
    waiting_for = models.CharField(max_length=20, help_text="The clock that ran out: acknowledged, decided …")
    how = models.CharField(
        max_length=20, help_text="notice (by itself), asked (by somebody, outside OpenCCR), decided or disagreed."
    )
    by_name = models.CharField(max_length=120)
    said = models.TextField(blank=True)
    on = models.DateField(null=True, help_text="The day of a decision, where it was not the day it was written down.")
