"""Attaching a file to a referral or to what an agency knows; whoever reads the one reads the other."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from openccr.access.acting import acting_as
from openccr.access.may import must
from openccr.conference.models import Referral
from openccr.conference.operations.research import own_research
from openccr.conference.rules.attachments import KINDS
from openccr.documents.attaching import attach
from openccr.kernel.actors import Actor
from openccr.kernel.refusals import NotFound, Refusal


def attach_to_research(*, actor: Actor, file_id: UUID, research_id: UUID, data: bytes, name: str, at: datetime) -> UUID:
    """Attach a file to what the actor's own agency knows, until the case is heard.

    Returns the attachment's id. Raises NotFound, Refusal for another agency's, once the case is heard, and as
    `documents.attaching.attach`.
    """
    with acting_as(actor):
        research = own_research(actor, file_id, research_id)
        if research.agency_id != actor.agency_id:
            raise Refusal("Only the agency itself attaches files to what it knows.", field="upload")
        if not research.hearing.is_open:
            raise Refusal("The case was heard or taken off the meeting: nothing more can be sent.", field="upload")
        return attach(actor=actor, file_id=file_id, about_id=research_id, data=data, name=name, kind="other", at=at)


def attach_to_referral(
    *, actor: Actor, file_id: UUID, referral_id: UUID, data: bytes, name: str, kind: str, at: datetime
) -> UUID:
    """Attach a file to a referral, by the agency that referred or the coordinator.

    Args:
        kind: one of `rules.attachments.KINDS`.

    Returns the attachment's id. Raises NotFound, Refusal for an unknown kind and as `documents.attaching.attach`.
    """
    with acting_as(actor):
        referral = Referral.objects.filter(id=referral_id, file_id=file_id).select_related("agency").first()
        if referral is None:
            raise NotFound
        must(actor, "conference.refer", referral.agency)
        if kind not in KINDS:
            raise Refusal("Say what it is.", field="kind")
        return attach(actor=actor, file_id=file_id, about_id=referral_id, data=data, name=name, kind=kind, at=at)
