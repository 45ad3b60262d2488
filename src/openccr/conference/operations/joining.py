"""A second referral of a case that is on a coming agenda: its facts go to that case, and it is not listed twice."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from openccr.access.acting import acting_as
from openccr.access.may import must
from openccr.casefiles.operations import note
from openccr.conference.models import Hearing
from openccr.conference.operations.listing import invite
from openccr.conference.operations.triage import decide, locked_referral
from openccr.kernel.actors import Actor
from openccr.kernel.refusals import NotFound
from openccr.people.queries.pairs import files_of_pair


def join(*, actor: Actor, file_id: UUID, referral_id: UUID, to_file: UUID, reason: str, at: datetime) -> None:
    """Join a referral to the listed case of the same pair.

    What it reports and what she wants goes on that case's timeline; its agency is let in there and asked what it knows.

    Args:
        reason: what is new in it; both agencies read it.

    Raises NotFound when that case is not of the same pair or not on a coming agenda, Refusal as the state table says.
    """
    with acting_as(actor):
        must(actor, "conference.triage")
        referral = locked_referral(file_id, referral_id)
        hearing = Hearing.coming_of(files_of_pair(file_id)).filter(file_id=to_file).first()
        if hearing is None:
            raise NotFound
        decide(actor, referral, "join", reason=reason, audit="referral.joined", at=at)
        referral.joined_to_id = hearing.referral_id
        referral.save(update_fields=["joined_to"])
        told = [f"Referred again by {referral.agency.name}: {reason.strip()}", referral.reason]
        told += [f"What the victim wants: {referral.wishes}"] if referral.wishes else []
        sentence = " ".join(one.strip().rstrip(".") + "." for one in told if one.strip())
        note(file_id=to_file, kind="referral", sentence=sentence, at=at, source="fact", about_id=referral.id)
        invite(actor=actor, hearing=hearing, agency_id=referral.agency_id, at=at)
