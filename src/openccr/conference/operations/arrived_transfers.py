"""A case that another area sent: read, brought in, and taken in as a referral."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from openccr.access import sealing
from openccr.access.acting import acting_as
from openccr.access.may import must
from openccr.audit.operations import record
from openccr.casefiles.operations import note
from openccr.conference.models import ArrivedTransfer, TransferOrigin
from openccr.conference.operations.answering_transfers import acknowledge, locked_arrival
from openccr.conference.operations.area_keys import keys_of, trusted_areas
from openccr.conference.operations.referrals import Received, refer
from openccr.conference.operations.sending_transfers import AGE, ARRIVED
from openccr.conference.rules.reading import PROCESS
from openccr.conference.rules.submissions import Harmer, ReferringAgency, Submission
from openccr.conference.rules.transfer_bundle import Bundle, BundledPerson, BundledRisk, read_bundle, write_bundle
from openccr.conference.rules.transfer_envelope import open_envelope
from openccr.conference.rules.transfers import TransferState
from openccr.documents.operations import fetch, keep, let_go
from openccr.kernel.actors import Actor
from openccr.kernel.days import day_words
from openccr.kernel.periods import add_working_days
from openccr.kernel.refusals import Refusal
from openccr.partnership.models import Agency
from openccr.partnership.practice import practice
from openccr.people.models import Part
from openccr.people.rules import Description, Name, PartKind
from openccr.risk.operations import report_change

ORIGIN = "transfer origin"
PREVIEWED_FOR = timedelta(days=1)


@dataclass(frozen=True)
class Opened:
    """A bundle that was read, from whom, and the arrived transfer when it came in before."""

    bundle: Bundle
    from_name: str
    before: UUID | None


def open_file(*, actor: Actor, data: bytes) -> Opened:
    """Read an encrypted transfer; nothing is saved. Raises Refusal (field `file`) with why it cannot be read."""
    with acting_as(actor):
        must(actor, "conference.transfer")
        mine = keys_of(actor)
        if not mine:
            raise Refusal(
                "Your area has no keys yet, so nothing was made for it.",
                remedy="Make them under “Other areas” and send the line to the other area.",
                field="file",
            )
        trusted = trusted_areas()
        payload, signer = open_envelope(data, secrets=[one.age_secret for one in mine], trusted=list(trusted))
        bundle = read_bundle(payload)
        if bundle.receiver not in {one.public.fingerprint for one in mine}:
            raise Refusal(
                "It was made for another area and passed on.", remedy="Tell the area that made it.", field="file"
            )
        before = ArrivedTransfer.objects.filter(agency_id=actor.agency, bundle=bundle.id).first()
        return Opened(bundle, trusted[signer].name, before.id if before else None)


def send_in(*, actor: Actor, data: bytes, at: datetime) -> UUID:
    """Keep a file for its preview, for a day. Returns its id. Raises Refusal as `open_file`."""
    with acting_as(actor):
        open_file(actor=actor, data=data)
        return keep(actor=actor, data=data, content_type=AGE, purpose="transfer", at=at, kept_for=PREVIEWED_FOR)


def preview(*, actor: Actor, document: UUID) -> Opened:
    """What a file that was sent in holds. Raises NotFound for anybody else's."""
    with acting_as(actor):
        must(actor, "conference.transfer")
        return open_file(actor=actor, data=fetch(actor=actor, document=document).data)


def accept_file(*, actor: Actor, document: UUID, at: datetime) -> UUID:
    """Bring a previewed transfer in and acknowledge it. Returns its id here."""
    with acting_as(actor):
        arrived = bring_in(actor=actor, data=fetch(actor=actor, document=document).data, at=at)
        let_go(actor=actor, document=document)
        return arrived


def bring_in(*, actor: Actor, data: bytes, at: datetime) -> UUID:
    """Bring a transfer in and acknowledge it; twice adds nothing. Returns its id. Raises as `open_file`."""
    with acting_as(actor):
        opened = open_file(actor=actor, data=data)
        if opened.before is not None:
            return opened.before
        arrived = uuid.uuid4()
        holidays, period = practice(actor).holidays, practice(actor).processes[PROCESS].periods.transfer_acknowledged
        row = ArrivedTransfer(
            id=arrived,
            agency_id=actor.agency,
            bundle=opened.bundle.id,
            from_name=opened.from_name,
            inside=False,
            sealed=sealing.seal(write_bundle(opened.bundle), purpose=ARRIVED, owner=arrived),
            arrived_at=at,
            due_on=add_working_days(timezone.localdate(at), period.days, holidays),
            state=TransferState.ACKNOWLEDGED,
            acknowledged_at=at,
            by_name=actor.name,
        )
        try:
            with transaction.atomic():
                ArrivedTransfer.objects.bulk_create([row])
        except IntegrityError:
            # Two coordinators pressed at the same moment.
            return ArrivedTransfer.objects.get(agency_id=actor.agency, bundle=opened.bundle.id).id
        record("transfer.arrived", subjects=[arrived], at=at)
        return arrived


def take_in(*, actor: Actor, arrived: UUID, at: datetime) -> Received:
    """Take a transferred case in: a file and a referral of our own, with a copy of what came and from where.

    It waits for triage like any other, and risk is to be assessed again because she has moved. Raises NotFound and
    Refusal.
    """
    with acting_as(actor):
        must(actor, "conference.transfer")
        row = locked_arrival(actor, arrived)
        if row.referral_id is not None:
            raise Refusal("It has been taken in already.")
        if row.state == TransferState.SENT:
            acknowledge(actor=actor, arrived=arrived, at=at)
            row.refresh_from_db()
        bundle = content_of(row)

        def go_along(received: Received) -> None:
            shared = bundle.model_copy(update={"no_go": ()})  # her list is for the coordinator alone
            origin = TransferOrigin(
                file_id=received.file_id, from_name=row.from_name, their_reference=bundle.reference, taken_at=at,
                sealed=sealing.seal(write_bundle(shared), purpose=ORIGIN, owner=received.file_id),
            )  # fmt: skip
            TransferOrigin.objects.bulk_create([origin])
            victim = Part.objects.get(file_id=received.file_id, kind=PartKind.VICTIM).person_id
            report_change(
                actor=actor, file=received.file_id, person=victim, kind="relocation", at=at,
                happened_on=timezone.localdate(at), words="Came by transfer from another area.",
            )  # fmt: skip
            sentence = f"Came by transfer from {row.from_name}, where it is {bundle.reference}"
            note(file_id=received.file_id, kind="transfer", sentence=sentence, at=at, about_id=origin.id)
            row.file_id, row.referral_id, row.by_name = received.file_id, received.referral_id, actor.name
            row.save(update_fields=["file", "referral", "by_name"])
            record("transfer.taken_in", file_id=received.file_id, subjects=[row.id], at=at)

        return refer(actor=actor, submission=_submission(actor, bundle, row), at=at, and_then=go_along)


def content_of(row: ArrivedTransfer) -> Bundle:
    """What a transfer holds."""
    return read_bundle(sealing.unseal(bytes(row.sealed), purpose=ARRIVED, owner=row.id))


def origin_content(row: TransferOrigin) -> Bundle:
    """What came with a case that was taken in."""
    return read_bundle(sealing.unseal(bytes(row.sealed), purpose=ORIGIN, owner=row.file_id))


def _submission(actor: Actor, bundle: Bundle, row: ArrivedTransfer) -> Submission:
    own = Agency.objects.get(id=actor.agency)
    process = practice(actor).processes[PROCESS]
    known = {one.code for one in (*process.criteria.values(), *process.criteria_in_use)}
    rest = [one for one in bundle.people if one is not bundle.victim]
    risk = _score(bundle, process.choices.instruments[0])
    said = bundle.referral
    return Submission(
        agency=ReferringAgency(id=own.id, name=own.name, kind=own.kind, source="other"),
        reference=f"transfer {row.bundle}",
        referred_on=timezone.localdate(row.arrived_at),
        referrer_name=f"{bundle.sender}, {bundle.reference}"[:120],
        criteria=tuple(code for code in said.criteria if code in known),
        judgement_reason=said.judgement_reason,
        dash_score=risk.score if risk else None,
        dash_on=risk.assessed_on if risk else None,
        assessed_by=risk.agency if risk else "",
        reason=said.reason,
        victim_wishes=_wishes(bundle),
        victim_aware=said.aware if said.aware != "unknown" else "",
        unaware_reason=said.unaware_reason,
        consent=said.consent if said.consent != "unknown" else "",
        incident_on=said.incident_on,
        victim=_described(bundle.victim),
        harmers=tuple(
            Harmer(described=_described(one), relationship=one.relationship) for one in rest if one.part == "harmer"
        ),
        children=tuple(_described(one) for one in rest if one.part == "child"),
        # A further victim comes in as somebody at risk: a file of ours has one whom it is about.
        others=tuple(_described(one) for one in rest if one.part in ("other", "victim")),
    )


def _wishes(bundle: Bundle) -> str:
    """Her words, with whom she said them to and when: the referral that they stand in here is ours and of today."""
    said = bundle.referral
    if not said.wishes:
        return ""
    return f"{said.wishes}\n\nSaid to {bundle.sender}, referred there on {day_words(said.referred_on)}."


def _score(bundle: Bundle, instrument: str) -> BundledRisk | None:
    """The newest score by the instrument in use here; others stand in the copy of what came."""
    key = instrument.partition("@")[0]
    same = [one for one in bundle.risks if one.instrument.partition("@")[0] == key and one.score is not None]
    return max(same, key=lambda one: one.assessed_on, default=None)


def _described(one: BundledPerson) -> Description:
    return Description(
        names=tuple(Name(given=name.given, family=name.family, kind=name.kind) for name in one.names) or (Name(),),
        born_on=one.born_on, born_on_is_expected=one.born_on_is_expected, sex=one.sex, ethnicity=one.ethnicity,
        disability=one.disability, lgbt=one.lgbt, pregnant=one.pregnant,
        language=one.language, interpreter=one.interpreter,
    )  # fmt: skip
