"""Referrals not yet sent, the links that let somebody outside leave one, and what else a referral said."""

from __future__ import annotations

from django.db import models

from openccr.access.models import Walled
from openccr.access.walls import APP, Agency, File, Policy
from openccr.conference.rules.drafts import DraftSource


class ReferralLink(Walled):
    """A link for one named professional outside the partnership. Only the hash of its token is kept."""

    wall = Agency(commands=("SELECT", "INSERT", "UPDATE"), changes=("withdrawn_at",))

    agency = models.ForeignKey("partnership.Agency", on_delete=models.PROTECT, related_name="+")
    made_by = models.UUIDField(help_text="The appointment that sends it.")
    made_by_name = models.CharField(max_length=120)
    name = models.CharField(max_length=120, help_text="The professional it is for.")
    organisation = models.CharField(max_length=120)
    email = models.CharField(max_length=200, blank=True)
    token_hash = models.CharField(max_length=64, unique=True)
    once = models.BooleanField(default=True, help_text="Works for one referral; otherwise until it expires.")
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)
    used_at = models.DateTimeField(null=True, help_text="When a referral last came by it.")
    used = models.PositiveIntegerField(default=0)

    class Meta:
        indexes = [models.Index(fields=["agency", "-made_at"], name="referral_link_agency")]


class _DraftWall(Agency):
    """The wall of an agency, for those who work on cases: who looks after its accounts has no need of her address."""

    def own(self, table: str) -> list[Policy]:
        works = "(SELECT openccr.actor_role()) IN ('coordinator', 'representative', 'idva', 'commands')"
        alone = f'"{table}"."only_for" IS NULL OR "{table}"."only_for" = (SELECT openccr.actor_appointment())'
        return [
            *super().own(table),
            Policy("works_on_cases", APP, permissive=False, using=works, check=works),
            Policy("only_for", APP, permissive=False, using=alone, check=alone),
        ]


class ReferralDraft(Walled):
    """A referral that has not been sent. It belongs to one agency, and no file exists yet.

    Before there is a file nobody can be kept out of it, so whoever begins one may keep it from their colleagues
    (`only_for`): one of them may be the brother of the person who harms. Its answers hold whereabouts in the words they
    were typed in, so they are sealed. One that came by a link belongs to the coordinating agency, whose coordinator
    checks it, and is sent in the name of the agency that gave the link (`for_agency`).
    """

    wall = _DraftWall(
        commands=("SELECT", "INSERT", "UPDATE", "DELETE"), changes=("sealed", "problems", "changed_at", "expires_at")
    )

    agency = models.ForeignKey("partnership.Agency", on_delete=models.PROTECT, related_name="+")
    for_agency = models.ForeignKey("partnership.Agency", null=True, on_delete=models.PROTECT, related_name="+")
    made_by = models.UUIDField(null=True, help_text="The appointment that began it; none if it came by a link.")
    made_by_name = models.CharField(max_length=300)
    only_for = models.UUIDField(null=True, help_text="The appointment that alone opens it; none: its whole agency.")
    source = models.CharField(max_length=20, choices=[(one.value, one.label) for one in DraftSource])
    link = models.ForeignKey(ReferralLink, null=True, on_delete=models.PROTECT, related_name="+")
    receipt = models.CharField(max_length=20, blank=True, help_text="What a sender outside was given to quote.")
    sealed = models.BinaryField(help_text="The answers as one document (conference.sealing).")
    problems = models.JSONField(default=list, help_text="Question and sentence of each problem found; never a value.")
    made_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    expires_at = models.DateTimeField(help_text="When the nightly job removes it.")

    class Meta:
        indexes = [
            models.Index(fields=["agency", "-changed_at"], name="referral_draft_agency"),
            models.Index(fields=["expires_at"], name="referral_draft_expires_at"),
        ]


class ReferralDetail(Walled):
    """What a referral said that has no column of its own (domain 1.5): by the key of the question, sealed."""

    wall = File(commands=("SELECT", "INSERT"))

    file = models.ForeignKey("casefiles.CaseFile", on_delete=models.PROTECT, related_name="+")
    referral = models.OneToOneField("conference.Referral", on_delete=models.PROTECT, related_name="+")
    sealed = models.BinaryField()
