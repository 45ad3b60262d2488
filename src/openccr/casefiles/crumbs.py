"""The way back to a case, shown above every page that concerns it."""

from __future__ import annotations

from uuid import UUID

from django.urls import reverse

from openccr.casefiles.models import CaseFile
from openccr.kernel.once import once
from openccr.kernel.refusals import NotFound


@once
def crumbs_to(file_id: UUID) -> tuple[dict[str, str], ...]:
    """The case's initials and reference as a link; never a name. Raises NotFound for a file the actor does not see."""
    found = CaseFile.objects.filter(id=file_id).values_list("title", "reference").first()
    if found is None:
        raise NotFound
    return ({"text": " ".join(part for part in found if part), "href": reverse("conference.case", args=[file_id])},)
