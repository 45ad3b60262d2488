"""Attaching files to a referral before it is sent; sent, they are attached to the case."""

from __future__ import annotations

import uuid
from datetime import datetime
from uuid import UUID

from openccr.access import sealing
from openccr.access.acting import acting_as
from openccr.access.may import must
from openccr.audit.operations import record
from openccr.conference.models import DraftFile, ReferralDraft
from openccr.conference.rules.attachments import KINDS, MOST_OF_A_DRAFT
from openccr.documents.attaching import attach
from openccr.documents.rules.attachments import attachable, clean_name
from openccr.kernel.actors import Actor
from openccr.kernel.refusals import NotFound, Refusal

PURPOSE = "file of a referral draft"


def attach_to_draft(*, actor: Actor, draft: UUID, data: bytes, name: str, kind: str, at: datetime) -> UUID:
    """Attach a file to a draft of the actor's agency.

    Args:
        kind: one of `rules.attachments.KINDS`.

    Returns its id. Raises NotFound for a draft that the actor does not see; Refusal for an unknown kind, one file too
    many, and as `documents.rules.attachments.attachable`.
    """
    with acting_as(actor):
        must(actor, "conference.refer")
        row = ReferralDraft.objects.select_for_update(of=("self",)).filter(id=draft).first()
        if row is None:
            raise NotFound
        if kind not in KINDS:
            raise Refusal("Say what it is.", field="kind")
        if DraftFile.objects.filter(draft=row).count() >= MOST_OF_A_DRAFT:
            raise Refusal(
                f"There are {MOST_OF_A_DRAFT} files already.",
                remedy="Remove one first, or attach the rest once it is sent.",
                field="upload",
            )  # fmt: skip
        found = attachable(data)
        made = DraftFile(
            id=uuid.uuid4(), agency_id=row.agency_id, draft=row, kind=kind, name=clean_name(name, found.extension),
            size=len(found.data), kept_by_name=actor.name, kept_at=at,
        )  # fmt: skip
        made.sealed = sealing.seal(found.data, purpose=PURPOSE, owner=made.id)
        DraftFile.objects.bulk_create([made])
        record("draft.attached", subjects=[draft, made.id], at=at)
        return made.id


def remove_from_draft(*, actor: Actor, draft: UUID, attached: UUID, at: datetime) -> None:
    """Take a file off a draft; its bytes are gone. Raises NotFound."""
    with acting_as(actor):
        must(actor, "conference.refer")
        if not DraftFile.objects.filter(id=attached, draft_id=draft).delete()[0]:
            raise NotFound
        record("draft.detached", subjects=[draft, attached], at=at)


def hand_over(*, actor: Actor, draft: UUID, file_id: UUID, referral_id: UUID, at: datetime) -> None:
    """Attach a draft's files to the referral made of it; part of the operation that sends it."""
    for one in DraftFile.objects.filter(draft_id=draft).order_by("kept_at"):
        data = sealing.unseal(bytes(one.sealed), purpose=PURPOSE, owner=one.id)
        attach(actor=actor, file_id=file_id, about_id=referral_id, data=data, name=one.name, kind=one.kind, at=at)
