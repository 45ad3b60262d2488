"""Encrypted meeting packs: made the evening before, so that a meeting goes on when nothing works."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from openccr.access.acting import acting_as
from openccr.access.age import check_recipient, encrypt, encrypt_with_passphrase
from openccr.access.may import must
from openccr.access.sealing import seal, unseal
from openccr.audit.operations import Act, record, record_all
from openccr.conference.models import Meeting, MeetingPack, PackKey
from openccr.conference.papers.meetings import KNOWN_BEFORE
from openccr.conference.papers.pack import pack
from openccr.conference.recipients import oneself
from openccr.conference.rules.meetings import OVER
from openccr.documents.making import printed
from openccr.documents.typesetting import pdf_of
from openccr.kernel.actors import Actor
from openccr.kernel.periods import add_working_days
from openccr.kernel.references import ALPHABET
from openccr.kernel.refusals import NotFound, Refusal
from openccr.partnership.practice import practice
from openccr.sharing.operations import LetOut, disclose
from openccr.sharing.rules.ways import Way

PURPOSE = "pack passphrase"
KEPT_AFTER = timedelta(days=2)
"""How long a pack stays after its meeting: what was written on its sheets is entered by then."""


def add_pack_key(*, actor: Actor, name: str, public: str, at: datetime) -> UUID:
    """Name somebody whose age key opens every pack made from now on. Returns the key's id.

    Args:
        public: the public key, beginning with "age1".

    Raises Refusal for anything else.
    """
    with acting_as(actor):
        must(actor, "conference.pack_keys")
        row = PackKey(
            partnership_id=actor.partnership, name=name.strip(), public=check_recipient(public.strip()), added_at=at,
            added_by=actor.name,
        )  # fmt: skip
        row.save(force_insert=True)
        record("pack_key.added", subjects=[row.id], at=at)
        return row.id


def set_pack_passphrase(*, actor: Actor, name: str, at: datetime) -> str:
    """Make a passphrase that opens every pack made from now on; the one before it no longer does.

    Args:
        name: where it is kept, such as "the coordinator's safe".

    Returns it, to be shown once: it is kept sealed, for the job that makes the packs, and never shown again.
    """
    with acting_as(actor):
        must(actor, "conference.pack_keys")
        PackKey.objects.filter(public="", ended_at=None).update(ended_at=at)
        # 28 characters of 22: more than 120 bits.
        passphrase = "-".join("".join(secrets.choice(ALPHABET) for _ in range(4)) for _ in range(7))
        sealed = seal(passphrase.encode(), purpose=PURPOSE, owner=actor.partnership)
        row = PackKey(
            partnership_id=actor.partnership,
            name=name.strip().rstrip("."),
            sealed=sealed,
            added_at=at,
            added_by=actor.name,
        )
        row.save(force_insert=True)
        record("pack_key.added", subjects=[row.id], at=at)
        return passphrase


def end_pack_key(*, actor: Actor, key: UUID, at: datetime) -> None:
    """From now on packs are not made for this key. Raises NotFound for one that has ended."""
    with acting_as(actor):
        must(actor, "conference.pack_keys")
        if not PackKey.objects.filter(id=key, ended_at=None).update(ended_at=at):
            raise NotFound
        record("pack_key.ended", subjects=[key], at=at)


def make_pack(*, actor: Actor, meeting_id: UUID, at: datetime) -> list[UUID]:
    """Make the packs of a meeting: one for the public keys, one for the passphrase. Older ones of it are removed.

    Returns their ids. Raises NotFound; Refusal without a key and without a case.
    """
    with acting_as(actor):
        must(actor, "conference.make_pack")
        meeting = Meeting.objects.filter(id=meeting_id).first()
        if meeting is None:
            raise NotFound
        made = encrypted_pack(actor=actor, meeting=meeting, at=at)
        MeetingPack.objects.filter(meeting=meeting).delete()
        rows = [
            MeetingPack(
                partnership_id=meeting.partnership_id, meeting=meeting, opens_with=opens_with, encrypted=data,
                size=len(data), cases=len(files), made_at=at, delete_after=_until(meeting.on),
            )
            for opens_with, data, files in made
        ]  # fmt: skip
        MeetingPack.objects.bulk_create(rows)
        let_out = LetOut(
            way=Way.PACK, why="A pack for the meeting, should nothing work", arises_from_id=meeting.id,
            outside="Whoever holds a key of the meeting's packs", expires_on=_until(meeting.on).date(),
            kinds=(*KNOWN_BEFORE, "plan"),
        )  # fmt: skip
        disclose(actor=actor, file_ids=made[0][2], let_out=let_out, at=at)
        record_all([Act(type="pack.made", file_id=file, subjects=(meeting.id,)) for file in made[0][2]], at=at)
        return [row.id for row in rows]


def encrypted_pack(*, actor: Actor, meeting: Meeting, at: datetime) -> list[tuple[str, bytes, tuple[UUID, ...]]]:
    """The pack as age files: (what opens it, its bytes, the cases in it), one for all keys, one for the passphrase.

    Raises Refusal while nobody could open it, and without a case.
    """
    keys = list(PackKey.objects.filter(ended_at=None).order_by("added_at"))
    public = [key for key in keys if key.public]
    phrase = next((key for key in keys if not key.public), None)
    if not keys:
        raise Refusal("Nobody can open a pack yet.", remedy="Add somebody's key or set a passphrase first.")
    content = pack(actor=actor, about=meeting.id, recipient=oneself(actor), today=timezone.localdate(at))
    data = pdf_of(printed(actor, content, to="whoever leads the meeting", reference="Meeting pack", at=at))
    made: list[tuple[str, bytes, tuple[UUID, ...]]] = []
    if public:
        names = ", ".join(key.name for key in public)
        made.append((f"Keys of {names}"[:300], encrypt(data, recipients=[key.public for key in public]), content.files))
    if phrase:
        secret = unseal(bytes(phrase.sealed), purpose=PURPOSE, owner=phrase.partnership_id).decode()
        made.append((f"Passphrase: {phrase.name}", encrypt_with_passphrase(data, secret), content.files))
    return made


def make_packs_before_meetings(*, actor: Actor, today: date, at: datetime) -> int:
    """Make the packs of the meetings of today and of the next working day, for the job. Returns how many meetings.

    A meeting without cases and a partnership without keys are passed over.
    """
    with acting_as(actor):
        must(actor, "conference.make_pack")
        next_day = add_working_days(today + timedelta(days=1), 0, practice(actor).holidays)
        soon = Meeting.objects.filter(on__gte=today, on__lte=next_day).exclude(state__in=OVER)
        done = 0
        for meeting in soon if PackKey.objects.filter(ended_at=None).exists() else ():
            try:
                make_pack(actor=actor, meeting_id=meeting.id, at=at)
            except Refusal:
                continue
            done += 1
        return done


def take_pack(*, actor: Actor, pack: UUID, at: datetime) -> tuple[str, bytes]:
    """A pack as it is, encrypted: (file name, bytes). Raises NotFound."""
    with acting_as(actor):
        must(actor, "conference.packs")
        row = MeetingPack.objects.filter(id=pack).first()
        if row is None:
            raise NotFound
        record("pack.taken", subjects=[row.id, row.meeting_id], at=at)
        return f"OpenCCR-{str(row.id)[:4].upper()}.pdf.age", bytes(row.encrypted)


def remove_old_packs(*, actor: Actor, at: datetime) -> int:
    """Remove packs whose time is over, for the nightly job. Returns how many."""
    with acting_as(actor):
        must(actor, "conference.make_pack")
        old: Sequence[UUID] = list(MeetingPack.objects.filter(Q(delete_after__lte=at)).values_list("id", flat=True))
        MeetingPack.objects.filter(id__in=old).delete()
        if old:
            record("pack.removed", subjects=old, at=at)
        return len(old)


def _until(on: date) -> datetime:
    return datetime.combine(on + KEPT_AFTER, time.max, tzinfo=timezone.get_current_timezone())
