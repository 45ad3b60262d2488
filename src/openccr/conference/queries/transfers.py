"""What pages of transfers show."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Exists, OuterRef

from openccr.access.together import Steps, asked
from openccr.conference.models import (
    AreaKey,
    ArrivedTransfer,
    Hearing,
    OtherArea,
    Referral,
    Research,
    Transfer,
    TransferOrigin,
)
from openccr.conference.rules.hearings import HearingState
from openccr.conference.rules.meetings import MeetingState
from openccr.conference.rules.referrals import ReferralState
from openccr.conference.rules.research import ResearchState
from openccr.conference.rules.transfer_bundle import Bundle
from openccr.conference.rules.transfer_envelope import PublicKeys
from openccr.conference.rules.transfers import OPEN, TransferState
from openccr.kernel.actors import Actor
from openccr.kernel.refusals import NotFound
from openccr.people.queries.duplicates import Alike, alike
from openccr.people.rules import Known, PartKind, name_key

SHOWN = 10
"""How many cases that nothing takes to their area a home page names."""
ANSWERED = (TransferState.LISTED, TransferState.NOT_LISTED)


@dataclass(frozen=True)
class Situation:
    """What the guidance asks first: whether a case was heard here, and whether an agenda that lists it is out."""

    referral_id: UUID
    heard: bool
    agenda_out: bool


def situation_of(file_id: UUID) -> Situation:
    """The case's newest referral and where it stands. Two queries. Raises NotFound."""
    referral = Referral.objects.filter(file_id=file_id).order_by("-received_at").first()
    if referral is None:
        raise NotFound
    hearings = list(Hearing.objects.filter(file_id=file_id).select_related("meeting"))
    return Situation(
        referral.id,
        heard=any(one.state == HearingState.HEARD for one in hearings),
        agenda_out=any(one.is_open and one.meeting.state == MeetingState.CIRCULATED for one in hearings),
    )


def transfer_of(*, file_id: UUID, transfer_id: UUID) -> Transfer:
    """One transfer of that case. Raises NotFound."""
    found = (
        Transfer.objects.filter(id=transfer_id, file_id=file_id)
        .select_related("to_area", "referral__agency", "file")
        .first()
    )
    if found is None:
        raise NotFound
    return found


@asked
def transfers_of(file_id: UUID) -> Steps[list[Transfer]]:
    """The transfers of a case, newest first, for whoever may see where it goes. One query."""
    (rows,) = yield (Transfer.objects.filter(file_id=file_id).order_by("-proposed_at"),)
    return rows


def agencies_that_said(file_id: UUID) -> list[tuple[UUID, str]]:
    """Agencies that answered about the case, each of which is asked whether its answer may go along."""
    rows = Research.objects.filter(file_id=file_id, state=ResearchState.RETURNED).select_related("agency")
    return sorted({(row.agency_id, row.agency.name) for row in rows}, key=lambda one: one[1])


@dataclass(frozen=True)
class NotSent:
    """A case marked for another area for which nothing is on its way: nobody would hear it."""

    file_id: UUID
    referral_id: UUID
    reference: str
    marked_at: datetime


@asked
def not_sent() -> Steps[list[NotSent]]:
    """Referrals that another area is to hear and no transfer takes there, the oldest first. One query."""
    going = Transfer.objects.filter(file_id=OuterRef("file_id")).exclude(state=TransferState.WITHDRAWN)
    marked = Referral.objects.filter(~Exists(going), state=ReferralState.OUT_OF_AREA, decided_at__isnull=False)
    (rows,) = yield (marked.select_related("file").order_by("decided_at")[:SHOWN],)
    return [NotSent(row.file_id, row.id, row.file.reference, row.decided_at) for row in rows]


@dataclass(frozen=True)
class Line:
    """A transfer in the list: one that arrived, or one of ours that is on its way.

    Args:
        again: ours, whose answer the other area has taken back.
    """

    id: UUID
    file_id: UUID | None
    reference: str
    area: str
    arrived: bool
    state: str
    on: datetime
    due_on: date | None
    taken_in: bool
    again: bool


@asked
def transfers(agency_id: UUID) -> Steps[list[Line]]:
    """What arrived for that agency and what we sent, what is open first, newest first. One query."""
    arrived, going = yield (
        ArrivedTransfer.objects.filter(agency_id=agency_id).select_related("file").defer("sealed"),
        Transfer.objects.exclude(state=TransferState.WITHDRAWN).select_related("file"),
    )
    lines = [
        *(
            Line(
                row.id, row.file_id, row.file.reference if row.file else "", row.from_name, True, row.state,
                row.arrived_at, row.due_on, row.file_id is not None, False,
            )
            for row in arrived
        ),
        *(
            Line(
                row.id, row.file_id, row.file.reference, row.to_name, False, row.state, row.sent_at or row.proposed_at,
                row.due_on, False, row.answer_taken_back,
            )
            for row in going
        ),
    ]  # fmt: skip
    lines.sort(key=lambda line: line.on, reverse=True)
    lines.sort(key=lambda line: line.state not in (*OPEN, *(() if line.arrived else ANSWERED)))
    return lines


def arrived_of(*, actor: Actor, arrived: UUID) -> ArrivedTransfer:
    """One transfer that arrived. Raises NotFound."""
    row = ArrivedTransfer.objects.filter(id=arrived, agency_id=actor.agency).select_related("file").first()
    if row is None:
        raise NotFound
    return row


def sent_by(file_id: UUID) -> ArrivedTransfer | None:
    """What a case was when it arrived by transfer, without its content; nothing for whoever is no coordinator."""
    return ArrivedTransfer.objects.filter(file_id=file_id).defer("sealed").first()


@asked
def origin_of(file_id: UUID) -> Steps[TransferOrigin | None]:
    """Where a case came from, if it came by transfer. One query."""
    (found,) = yield (TransferOrigin.objects.filter(file_id=file_id)[:1],)
    return next(iter(found), None)


def known_here(bundle: Bundle) -> list[Alike]:
    """Who of a bundle's adults may stand in a case here already. One query."""
    return alike(
        [
            Known(
                person_id=uuid.uuid4(),
                names=frozenset((name_key(name.given), name_key(name.family)) for name in one.names),
                born_on=one.born_on,
                kinds=frozenset({PartKind(one.part)}),
            )
            for one in bundle.people
            if one.part in ("victim", "harmer")
        ]
    )


@dataclass(frozen=True)
class Keys:
    """Our own public keys, if made, and the areas whose keys were entered."""

    own: PublicKeys | None
    made_at: datetime | None
    others: tuple[OtherArea, ...]


def area_keys(actor: Actor) -> Keys:
    """Two queries."""
    own = AreaKey.objects.filter(agency_id=actor.agency, replaced_at=None).defer("sealed").first()
    others = OtherArea.objects.filter(withdrawn_at=None).order_by("name")
    return Keys(PublicKeys(own.recipient, own.verify) if own else None, own.made_at if own else None, tuple(others))


def other_area(area_id: UUID) -> OtherArea:
    """One area whose key was entered. Raises NotFound."""
    row = OtherArea.objects.filter(id=area_id, withdrawn_at=None).first()
    if row is None:
        raise NotFound
    return row
