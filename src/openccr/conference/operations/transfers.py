"""A case that goes to another area's conference: propose, choose what goes, write down the answer (domain 1.10)."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from openccr.access import sealing
from openccr.access.acting import acting_as
from openccr.access.may import must
from openccr.audit.operations import record
from openccr.conference.models import OtherArea, Referral, Transfer
from openccr.conference.operations.transfer_contents import tells_nowhere
from openccr.conference.rules.transfers import (
    OPEN,
    TRANSFER,
    Section,
    TransferFacts,
    TransferLate,
    TransferState,
)
from openccr.kernel.actors import Actor
from openccr.kernel.events import publish
from openccr.kernel.refusals import NotFound, Refusal
from openccr.partnership.models import Agency


@dataclass(frozen=True)
class Destination:
    """Where a case goes: a partnership here, an area whose key was entered, or one without OpenCCR, by its name."""

    partnership: UUID | None = None
    area: UUID | None = None
    on_paper: str = ""


def other_areas() -> dict[UUID, str]:
    """The other partnerships of this installation, by id; none for whoever does not coordinate."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT id, name FROM openccr.other_areas()")
        return dict(cursor.fetchall())


def propose(
    *,
    actor: Actor,
    file_id: UUID,
    referral_id: UUID,
    to: Destination,
    reason: str,
    already_heard: bool,
    agenda_out: bool,
    at: datetime,
) -> UUID:
    """Propose to transfer a case. Nothing goes before `send`. Returns the transfer's id.

    Args:
        reason: why it goes; never where she lives.
        already_heard, agenda_out: the guidance's two questions.

    Raises NotFound, and Refusal for an area that is not there and when a transfer of the case is open already.
    """
    with acting_as(actor):
        must(actor, "conference.transfer")
        if not Referral.objects.filter(id=referral_id, file_id=file_id).exists():
            raise NotFound
        if not reason.strip():
            raise Refusal("Say why it goes to another area.", field="reason")
        tells_nowhere(reason, file_id=file_id, field="reason")
        if to.on_paper:
            tells_nowhere(to.on_paper, file_id=file_id, field="on_paper")
        row = Transfer(
            id=uuid.uuid4(),
            file_id=file_id,
            referral_id=referral_id,
            to_name=_name_of(to),
            to_partnership=to.partnership,
            to_area_id=to.area,
            state=TRANSFER.first,
            reason=reason.strip(),
            already_heard=already_heard,
            agenda_out=agenda_out,
            proposed_at=at,
            proposed_by=actor.name,
        )
        try:
            with transaction.atomic():
                Transfer.objects.bulk_create([row])
        except IntegrityError as error:
            raise Refusal(
                "A transfer of this case is open already.", remedy="Withdraw that one first, or wait for its answer."
            ) from error
        record("transfer.proposed", file_id=file_id, subjects=[row.id], at=at)
        return row.id


def _name_of(to: Destination) -> str:
    if to.on_paper.strip():
        return to.on_paper.strip()
    if to.partnership is not None:
        name = other_areas().get(to.partnership)
    else:
        name = (
            OtherArea.objects.filter(id=to.area or sealing.NOBODY, withdrawn_at=None)
            .values_list("name", flat=True)
            .first()
        )
    if name is None:
        raise Refusal("Choose one of the areas.", field="to")
    return name


def choose(
    *,
    actor: Actor,
    file_id: UUID,
    transfer_id: UUID,
    sections: Sequence[str],
    agencies_agreed: Sequence[UUID],
    orders: str,
    handover: str,
    at: datetime,
) -> None:
    """Choose what goes along beside the people and the referral.

    Args:
        sections: keys of `Section`.
        agencies_agreed: agencies that allow what they said to go.
        orders: court orders and conditions in force: kind, court, until when.
        handover: who of the IDVAs spoke to whom and when, or why that comes later.

    Raises NotFound, and Refusal as the state table says.
    """
    with acting_as(actor):
        must(actor, "conference.transfer")
        row = locked(file_id, transfer_id)
        TRANSFER.make(state=row.state, move="change", facts=TransferFacts())
        row.sections = [one.value for one in Section if one.value in sections]
        row.agencies_agreed = [
            str(one) for one in Agency.objects.filter(id__in=agencies_agreed).values_list("id", flat=True)
        ]
        if handover.strip() != row.handover:
            row.handover, row.handover_by, row.handover_at = handover.strip(), actor.name, at
        row.orders, row.contents_at = orders.strip(), at
        row.save(
            update_fields=[
                "sections", "agencies_agreed", "orders", "handover", "handover_by", "handover_at", "contents_at"
            ]
        )  # fmt: skip
        record("transfer.changed", file_id=file_id, subjects=[row.id], at=at)


def write_answer(
    *, actor: Actor, file_id: UUID, transfer_id: UUID, move: str, told_by: str, at: datetime, answer: str = ""
) -> None:
    """Write down what an area outside this installation said: acknowledged, listed, or not listed and why.

    What was written down before is corrected by it, until the transfer is closed.

    Args:
        move: "acknowledge", "list" or "not_list".
        answer: key of `NotListed`.
        told_by: who said so. Nothing else that they say is kept: no address, no word on who is known there.

    Raises NotFound; Refusal as the state table says, and for a partnership here, which answers by itself.
    """
    with acting_as(actor):
        must(actor, "conference.transfer")
        row = locked(file_id, transfer_id)
        if row.to_partnership is not None:
            raise Refusal("This area works in the same installation: its answer arrives by itself.")
        if not told_by.strip():
            raise Refusal("Say who told you.", field="told_by")
        if move not in ("acknowledge", "list", "not_list"):
            raise Refusal("Choose the answer.", field="move")
        if move == "acknowledge" and row.state in (TransferState.LISTED, TransferState.NOT_LISTED):
            move = "answer_again"
        row.state = _made(row, move, TransferFacts(answer=answer))
        row.acknowledged_at = row.acknowledged_at or at
        if move in ("list", "not_list"):
            row.answered_at = at
        row.answer = answer if move == "not_list" else ""
        row.told_by = told_by.strip()
        row.save(update_fields=["state", "acknowledged_at", "answered_at", "answer", "told_by"])
        record("transfer.answered", file_id=file_id, subjects=[row.id], at=at)


def _made(row: Transfer, move: str, facts: TransferFacts) -> str:
    """The state after an answer; one that is open again is refused while another transfer of the case is."""
    state = TRANSFER.make(state=row.state, move=move, facts=facts)
    open_ = Transfer.objects.filter(file_id=row.file_id, state__in=OPEN).exclude(id=row.id)
    if state in OPEN and row.state not in OPEN and open_.exists():
        raise Refusal(
            "Another transfer of this case is open.", remedy="Withdraw that one first, or wait for its answer."
        )
    return state


def close(*, actor: Actor, file_id: UUID, transfer_id: UUID, reason: str, at: datetime) -> None:
    """Close a transfer that was answered, saying what becomes of the case here. Raises NotFound and Refusal."""
    _end(actor, file_id, transfer_id, "close", reason, at=at)


def withdraw(*, actor: Actor, file_id: UUID, transfer_id: UUID, reason: str, at: datetime) -> None:
    """Take a proposal back before anything went. Raises NotFound and Refusal."""
    _end(actor, file_id, transfer_id, "withdraw", reason, at=at)


def _end(actor: Actor, file_id: UUID, transfer_id: UUID, move: str, reason: str, *, at: datetime) -> None:
    with acting_as(actor):
        must(actor, "conference.transfer")
        row = locked(file_id, transfer_id)
        row.state = TRANSFER.make(state=row.state, move=move, facts=TransferFacts(reason=reason))
        row.ended_at, row.end_reason = at, reason.strip()
        row.save(update_fields=["state", "ended_at", "end_reason"])
        record("transfer.ended", file_id=file_id, subjects=[row.id], at=at)


def chase_transfers(*, actor: Actor, at: datetime) -> int:
    """Remind the coordinators, once a working day, of what was not acknowledged in time; the nightly job. How many."""
    with acting_as(actor):
        must(actor, "conference.transfer")
        today = timezone.localdate(at)
        late = Transfer.objects.filter(state=TransferState.SENT, due_on__lt=today).exclude(chased_on=today)
        rows = list(late)
        for row in rows:
            publish(TransferLate(actor=actor, file_id=row.file_id, agency_id=actor.agency))
            record("transfer.chased", file_id=row.file_id, subjects=[row.id], at=at)
        Transfer.objects.filter(id__in=[row.id for row in rows]).update(chased_on=today)
        return len(rows)


def locked(file_id: UUID, transfer_id: UUID) -> Transfer:
    """The transfer, locked until the transaction ends. Raises NotFound."""
    found = (
        Transfer.objects.select_for_update(of=("self",))
        .filter(id=transfer_id, file_id=file_id)
        .select_related("referral__agency")
        .first()
    )
    if found is None:
        raise NotFound
    return found
