"""What each agency said of the flag on its own record."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from openccr.access.models import Walled
from openccr.access.walls import AgencysOwn
from openccr.actions.rules.flags import MAY_WAIT


class FlagReceipt(Walled):
    """One agency's flag for one case: asked for, on, off again. It says nothing of what else that record holds."""

    wall = AgencysOwn(
        commands=("SELECT", "INSERT", "UPDATE"),
        changes=("state", "asked_at", "until_on", "on_on", "on_by", "off_on", "off_by", "system"),
        also=("chair",),
        puts=("chair",),
    )

    file = models.ForeignKey("casefiles.CaseFile", on_delete=models.PROTECT, related_name="flags")
    agency = models.ForeignKey("partnership.Agency", on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=20)
    asked_at = models.DateTimeField()
    until_on = models.DateField(help_text="The last day of the flag: the pack's months from the last referral.")
    on_on = models.DateField(null=True)
    on_by = models.CharField(max_length=120, blank=True)
    off_on = models.DateField(null=True)
    off_by = models.CharField(max_length=120, blank=True)
    system = models.CharField(max_length=80, blank=True, help_text="In which of its systems, if the agency says so.")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["file", "agency"], name="one_flag_an_agency")]
        indexes = [
            models.Index(fields=["agency", "state", "until_on"], name="flag_agency"),
            # So that reading stops early where what the whole area waits for is counted, and an agency's own is listed.
            models.Index(fields=["state", "until_on"], name="flag_state"),
            models.Index(fields=["agency", "asked_at"], name="flag_agency_asked", condition=Q(state__in=MAY_WAIT)),
        ]
