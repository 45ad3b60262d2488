"""Who advises the victim of a file."""

from __future__ import annotations

from uuid import UUID

from django.db import models
from django.db.models import Q

from openccr.access.models import Walled
from openccr.access.walls import AgencysOwn


class Adviser(Walled):
    """The IDVA who advises the victim of a file, from a time until a time. Another one is another row."""

    wall = AgencysOwn(commands=("SELECT", "INSERT", "UPDATE"), changes=("until_at",))

    file = models.ForeignKey("casefiles.CaseFile", on_delete=models.PROTECT, related_name="advisers")
    agency = models.ForeignKey("partnership.Agency", on_delete=models.PROTECT, related_name="+")
    appointment = models.ForeignKey("partnership.Appointment", on_delete=models.PROTECT, related_name="+")
    user_id = models.UUIDField()
    name = models.CharField(max_length=240, help_text="Name and agency.")
    from_at = models.DateTimeField()
    until_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["file"], condition=Q(until_at__isnull=True), name="one_adviser_a_file")
        ]

    @classmethod
    def named_on(cls, file_id: UUID) -> bool:
        """Whether an adviser is named on that file, also one who has left: there is something to hand over."""
        return cls.objects.filter(file_id=file_id, until_at=None).exists()

    @classmethod
    def advising(cls, *file_ids: UUID) -> set[UUID]:
        """The accounts of those who advise the victim of one of these files now."""
        return set(cls.objects.filter(file_id__in=file_ids, until_at=None).values_list("user_id", flat=True))
