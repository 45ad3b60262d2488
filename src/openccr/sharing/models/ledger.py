"""What was told to whom, and on which grounds: written as part of sharing, never changed."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from openccr.access.models import Walled
from openccr.sharing.models.agreements import Agreement
from openccr.sharing.models.walls import InOwnName
from openccr.sharing.rules.grounds import Consent, Told
from openccr.sharing.rules.ways import Way


class WithoutConsent(Walled):
    """Why a referral is shared without her consent; once a referral, before anything of it is shared (domain 12.2)."""

    wall = InOwnName(commands=("SELECT", "INSERT"))

    file = models.ForeignKey("casefiles.CaseFile", on_delete=models.PROTECT, related_name="+")
    about_id = models.UUIDField(unique=True, help_text="The referral.")
    law = models.JSONField(help_text="Keys of the pack's law: basis, condition, gateway.")
    necessity = models.TextField()
    proportionality = models.TextField()
    told = models.CharField(max_length=10, choices=[(one.value, one.label) for one in Told])
    why_not_told = models.TextField(blank=True)
    decided_by = models.UUIDField(help_text="The appointment that decided.")
    decided_by_name = models.CharField(max_length=120)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["file"], name="without_consent_file")]


class Disclosure(Walled):
    """One line of the ledger: these kinds of information went to this agency, or person outside, for this reason."""

    wall = InOwnName(commands=("SELECT", "INSERT"))

    file = models.ForeignKey("casefiles.CaseFile", on_delete=models.PROTECT, related_name="disclosures")
    agency = models.ForeignKey("partnership.Agency", null=True, on_delete=models.PROTECT, related_name="+")
    outside = models.CharField(max_length=200, blank=True, help_text="Who it is, when no agency of the partnership.")
    way = models.CharField(max_length=20, default=Way.LISTING, choices=[(one.value, one.label) for one in Way])
    people = models.JSONField(default=list, help_text="Ids of those it is about.")
    kinds = models.JSONField(help_text="Keys of the pack's kinds of information.")
    why = models.CharField(max_length=500)
    law = models.JSONField(help_text="Keys of the pack's law.")
    consent = models.CharField(max_length=10, choices=[(one.value, one.label) for one in Consent])
    grounds = models.ForeignKey(WithoutConsent, null=True, on_delete=models.PROTECT, related_name="+")
    necessity = models.TextField(blank=True, help_text="When it stands in no grounds: told by hand.")
    proportionality = models.TextField(blank=True)
    expires_on = models.DateField(null=True, help_text="Until when the recipient may use it; empty: its own retention.")
    agreement = models.ForeignKey(Agreement, null=True, on_delete=models.PROTECT, related_name="+")
    outside_agreement = models.CharField(max_length=300, blank=True, help_text="Why no agreement covers it.")
    decided_by = models.UUIDField(help_text="The appointment that decided.")
    decided_by_name = models.CharField(max_length=120)
    at = models.DateTimeField()
    arises_from = models.CharField(max_length=60)
    arises_from_id = models.UUIDField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="disclosure_names_whom",
                condition=Q(agency__isnull=False, outside="") | Q(agency__isnull=True) & ~Q(outside=""),
            )
        ]
        indexes = [models.Index(fields=["file", "-at"], name="disclosure_file_at")]
