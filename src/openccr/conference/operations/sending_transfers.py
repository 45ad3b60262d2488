"""Sending a case to another area: the ledger, her no-go list, the bundle, and the two ways in which it travels."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import connection
from django.utils import timezone

from openccr.access import sealing
from openccr.access.acting import acting_as
from openccr.access.may import must
from openccr.audit.operations import record
from openccr.casefiles.operations import note
from openccr.conference.models import Adviser, Transfer
from openccr.conference.operations.area_keys import keys_of, trusted_areas
from openccr.conference.operations.transfer_contents import gather, tells_nowhere
from openccr.conference.operations.transfers import locked
from openccr.conference.papers.transfer import transfer_pack
from openccr.conference.rules.reading import PROCESS
from openccr.conference.rules.transfer_bundle import Bundle, texts_of, write_bundle
from openccr.conference.rules.transfer_envelope import PublicKeys, close_envelope
from openccr.conference.rules.transfers import (
    TRANSFER,
    TransferFacts,
)
from openccr.documents.making import printed
from openccr.documents.operations import keep
from openccr.documents.typesetting import pdf_of
from openccr.kernel.actors import Actor
from openccr.kernel.days import day_words
from openccr.kernel.periods import add_working_days
from openccr.kernel.refusals import Refusal
from openccr.partnership.practice import practice
from openccr.sharing.models import NoGo, WithoutConsent
from openccr.sharing.operations import override
from openccr.sharing.operations.ledger import ByHand, record_by_hand
from openccr.sharing.rules.grounds import Consent, why_not_shared
from openccr.sharing.rules.no_go import Recipient, stopping, why_not_told
from openccr.sharing.rules.ways import Way

ARRIVED = "arrived transfer"
AGE = "application/x-age-encryption"
KEPT_FOR = timedelta(days=30)
ANOTHER_AREA = "The conference of another area"
"""In the ledger and on the timeline: which area stands with the transfer, behind its own wall."""


@dataclass(frozen=True)
class Sent:
    """What became of sending: for an area elsewhere, the file or pack that goes and the id under which it is kept."""

    document: UUID | None = None
    data: bytes = b""


def send(
    *,
    actor: Actor,
    file_id: UUID,
    transfer_id: UUID,
    law: Sequence[str],
    no_new_address: bool,
    at: datetime,
    override_reason: str = "",
) -> Sent:
    """Send a case: into the hands of another partnership here, as an encrypted file for another installation, or as a
    pack on paper for an area without OpenCCR.

    The ledger gets its line in the same transaction; her no-go list and the grounds without consent are asked.

    Args:
        law: keys of the pack's law; without consent that of the record counts too.
        no_new_address: somebody has read what goes, and it does not tell where she lives now.
        override_reason: why the area is told although she named it.

    Raises NotFound; Refusal as the state table says, for an area whose key nobody has compared, without consent and
    without grounds, and when something that goes says where she is.
    """
    with acting_as(actor):
        must(actor, "conference.transfer")
        row = locked(file_id, transfer_id)
        receiver = _receiver(row)
        facts = TransferFacts(
            destination=row.to_partnership is not None or receiver is not None or row.on_paper,
            contents=row.contents_at is not None,
            handover=bool(row.handover) or not Adviser.named_on(file_id),
            no_new_address=no_new_address,
        )
        state = TRANSFER.make(state=row.state, move="send", facts=facts)
        row.law = list(law)
        bundle = gather(actor=actor, transfer=row, at=at, receiver=receiver.fingerprint if receiver else "")
        tells_nowhere(*texts_of(bundle), file_id=file_id, field="no_new_address")
        _account_for_it(actor, row, override_reason=override_reason, at=at)
        holidays, period = practice(actor).holidays, practice(actor).processes[PROCESS].periods.transfer_acknowledged
        row.due_on = add_working_days(timezone.localdate(at), period.days, holidays)
        if receiver is not None:
            sent = _file_for(actor, bundle, receiver, at=at)
        elif row.on_paper:
            sent = _pack_for(actor, row, bundle, at=at)
        else:
            sent = _hand_over(row, bundle, at=at)
        row.state, row.sent_at, row.sent_by, row.document = state, at, actor.name, sent.document
        row.save(update_fields=["state", "law", "due_on", "sent_at", "sent_by", "document"])
        note(
            file_id=file_id, kind="transfer", sentence="Sent to the conference of another area", at=at, about_id=row.id
        )
        record("transfer.sent", file_id=file_id, subjects=[row.id], at=at)
        return sent


def _receiver(row: Transfer) -> PublicKeys | None:
    if row.to_area_id is None:
        return None
    trusted = {area.id: area for area in trusted_areas().values()}
    area = trusted.get(row.to_area_id)
    return PublicKeys(area.recipient, area.verify) if area else None


def _account_for_it(actor: Actor, row: Transfer, *, override_reason: str, at: datetime) -> None:
    """Her no-go list, the grounds, and the line of the ledger, which names no area: every agency there reads it."""
    grounds = WithoutConsent.objects.filter(about_id=row.referral_id).first()
    consent = Consent(row.referral.consent)
    if refusal := why_not_shared(consent=consent, grounds=grounds is not None):
        raise refusal
    to, entries = Recipient(name=row.to_name, person=row.to_name), NoGo.in_force(row.file_id, on=at)
    if (named := why_not_told(entries, to)) and not override_reason.strip():
        raise Refusal(named.sentence, remedy=named.remedy, field="override_reason")
    for entry in stopping(entries, to):
        # That she named them stands beside her list, whose readers are few; never in the ledger, which all read.
        override(actor=actor, file_id=row.file_id, no_go_id=entry.id, recipient=to, reason=override_reason, at=at)
    usual = practice(actor).law.usual[PROCESS]
    shared = ByHand(
        kinds=usual.kinds,
        why="Transfer to the conference of another area",
        law=tuple(dict.fromkeys([*row.law, *(grounds.law if grounds else ())])),
        consent=consent,
        shared_at=at,
        outside=ANOTHER_AREA,
        necessity=grounds.necessity if grounds else "",
        proportionality=grounds.proportionality if grounds else "",
        way=Way.TRANSFER,
        arises_from="TransferSent",
        arises_from_id=row.id,
    )
    record_by_hand(actor=actor, file_id=row.file_id, shared=shared, at=at, override_reason=override_reason)


def _hand_over(row: Transfer, bundle: Bundle, *, at: datetime) -> Sent:
    there = uuid.uuid4()
    content = sealing.seal(write_bundle(bundle), purpose=ARRIVED, owner=there)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT openccr.hand_transfer_over(%s, %s, %s, %s, %s)", [row.id, there, content, at, row.due_on]
        )
    return Sent()


def _pack_for(actor: Actor, row: Transfer, bundle: Bundle, *, at: datetime) -> Sent:
    """The pack for an area without OpenCCR, as a PDF that is printed or goes by secure mail."""
    assert row.due_on is not None  # it is set before anything is made
    due_on = day_words(row.due_on)
    content = transfer_pack(bundle, pack=practice(actor), to=row.to_name, due_on=due_on)
    paper = printed(actor, content, to=content.to, reference=bundle.reference, at=at)
    data = pdf_of(paper)
    document = keep(
        actor=actor, data=data, content_type="application/pdf", purpose="transfer", at=at, kept_for=KEPT_FOR
    )
    return Sent(document, data)


def _file_for(actor: Actor, bundle: Bundle, receiver: PublicKeys, *, at: datetime) -> Sent:
    mine = next(iter(keys_of(actor)), None)
    if mine is None:
        raise Refusal("Your area has no keys yet.", remedy="Make them first, under “Other areas”.")
    data = close_envelope(write_bundle(bundle), sender=mine, receiver=receiver)
    document = keep(actor=actor, data=data, content_type=AGE, purpose="transfer", at=at, kept_for=KEPT_FOR)
    return Sent(document, data)
