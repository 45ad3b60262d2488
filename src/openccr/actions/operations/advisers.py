"""Telling her IDVA that there is something to see to at once."""

from __future__ import annotations

from uuid import UUID

from openccr.access.acting import acting_as
from openccr.casefiles.models import Grant
from openccr.kernel.actors import Actor
from openccr.notices.operations import tell_agency
from openccr.partnership.models import Agency

ADVISING = "idva_service"
"""The pack's kind of agency that employs IDVAs."""


def tell_advisers(*, actor: Actor, file_id: UUID, at_once: bool = False) -> None:
    """Queue a notice to the IDVA services on the case; it says nothing of what it is about.

    Args:
        at_once: it does not wait for others to go with it.
    """
    with acting_as(actor):
        there = Agency.objects.filter(kind=ADVISING, left_on=None, id__in=Grant.agencies_on(file_id))
        for agency_id in there.values_list("id", flat=True):
            tell_agency(actor=actor, file_id=file_id, agency_id=agency_id, at_once=at_once)
