"""Links for professionals outside the partnership: given, withdrawn, and used to leave one referral."""

from __future__ import annotations

import json
import secrets
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from dataclasses import field as dataclass_field
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import DatabaseError, connection
from django.urls import reverse
from django.utils.timezone import localdate

from openccr.access import sealing
from openccr.access.acting import acting_as
from openccr.access.may import must
from openccr.audit.operations import record
from openccr.conference.models import ReferralLink
from openccr.conference.operations.draft_files import PURPOSE as OF_A_DRAFT
from openccr.conference.operations.reading import OTHER_SOURCE
from openccr.conference.rules.answers import Read, read_answers
from openccr.conference.rules.attachments import KINDS, MOST_FROM_OUTSIDE
from openccr.conference.rules.drafts import KEPT, Guest, link_refusal
from openccr.conference.rules.reading import Reading
from openccr.conference.rules.submissions import ReferringAgency
from openccr.conference.sealing import DRAFT, seal_answers
from openccr.documents.rules.attachments import Attachable, attachable, clean_name
from openccr.kernel.actors import Actor, ActorKind
from openccr.kernel.references import new_reference
from openccr.kernel.refusals import NotFound, Refusal
from openccr.partnership.practice import pack_of

RECEIPT = "E"
"""The prefix of the reference that a sender outside is given."""


@dataclass(frozen=True)
class Given:
    """A link that was made; its address is known at this moment only."""

    id: UUID
    address: str


@dataclass(frozen=True)
class Door:
    """What a link that works says to whoever holds it."""

    id: UUID
    agency: ReferringAgency
    guest: Guest
    packs: tuple[str, ...]
    expires_at: datetime

    @property
    def actor(self) -> Actor:
        """Whoever holds the link. They have no account, agency or partnership, so no wall lets them read a row."""
        return Actor(kind=ActorKind.GUEST, user_id=None, name=self.guest.name, purpose="referral from outside")

    def reading(self, *, today: Any) -> Reading:
        """What their answers are read by; of the partnership's agencies it knows the one that gave the link."""
        return Reading(pack=pack_of(self.packs), agencies=(self.agency,), today=today)


def give_link(
    *, actor: Actor, name: str, organisation: str, email: str = "", days: int, once: bool = True, at: datetime
) -> Given:
    """Make a link for one named professional outside. Its token is 256 random bits, and only its hash is kept.

    Args:
        days: how long it works.
        once: it works for one referral; otherwise for any number until it expires.

    Raises Refusal for a link without a name or organisation, or for too long.
    """
    with acting_as(actor):
        must(actor, "conference.give_link")
        why = link_refusal(name=name, organisation=organisation, days=days)
        if why is not None:
            raise why
        token = secrets.token_urlsafe(32)
        row = ReferralLink(
            id=uuid.uuid4(),
            agency_id=actor.agency,
            made_by=actor.appointment,
            made_by_name=actor.name,
            name=name.strip(),
            organisation=organisation.strip(),
            email=email.strip().lower(),
            token_hash=hash_of(token),
            once=once,
            made_at=at,
            expires_at=at + timedelta(days=days),
        )
        ReferralLink.objects.bulk_create([row])
        record("link.given", subjects=[row.id], at=at)
        return Given(row.id, settings.ADDRESS + reverse("conference.outside", kwargs={"token": token}))


def withdraw_link(*, actor: Actor, link: UUID, at: datetime) -> None:
    """Let a link work no longer. Raises NotFound for another agency's, Refusal for one that was withdrawn before."""
    with acting_as(actor):
        must(actor, "conference.give_link")
        row = ReferralLink.objects.select_for_update(of=("self",)).filter(id=link).first()
        if row is None:
            raise NotFound
        if row.withdrawn_at is not None:
            raise Refusal("This link was withdrawn before.")
        row.withdrawn_at = at
        row.save(update_fields=["withdrawn_at"])
        record("link.withdrawn", subjects=[row.id], at=at)


def opened_link(token: str) -> Door:
    """What the link says. Raises NotFound, the same for unknown, used, withdrawn and too old."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT l.id, l.agency_id, l.agency_name, l.name, l.organisation, l.email, l.packs::text, l.expires_at"
            " FROM openccr.referral_link(%s) l",
            [hash_of(token)],
        )
        row = cursor.fetchone()
    if row is None:
        raise NotFound
    link_id, agency_id, agency, name, organisation, email, packs, expires_at = row
    return Door(
        id=link_id,
        agency=ReferringAgency(id=agency_id, name=agency, kind="", source=OTHER_SOURCE),
        guest=Guest(name=name, organisation=organisation, email=email),
        packs=tuple(json.loads(packs)),
        expires_at=expires_at,
    )


def check_from_outside(*, door: Door, answers: Mapping[str, Any], at: datetime) -> Read:
    """What a guest's answers come to."""
    return read_answers(_complete(door, answers, at), reading=door.reading(today=localdate(at)))


@dataclass(frozen=True)
class SentFile:
    """A file that comes with a referral by a link; `field` is where the page names what is wrong with it."""

    field: str
    name: str
    kind: str
    data: bytes = dataclass_field(repr=False)


def leave_referral(
    *, token: str, answers: Mapping[str, Any], files: Sequence[SentFile] = (), at: datetime
) -> str:  # fmt: skip
    """Leave a referral by a link: a draft for the coordinator to check. Returns the receipt's reference.

    Nothing of it can be read back by the link, by whoever left it or by anybody else.

    Raises NotFound as `opened_link` does, Refusal for answers that cannot be read or are needed, and for a file that
    is not kept (`documents.rules.attachments.attachable`), naming its field.
    """
    door = opened_link(token)
    guest = door.actor
    with acting_as(guest):
        must(guest, "conference.leave_referral")
        whole = _complete(door, answers, at)
        if read_answers(whole, reading=door.reading(today=localdate(at))).submission is None:
            raise Refusal("Some answers keep this from being sent.", remedy="They are named above.")
        kept = [(one, _attachable(one)) for one in files[:MOST_FROM_OUTSIDE]]
        draft_id, receipt = uuid.uuid4(), new_reference(prefix=RECEIPT)
        sealed = seal_answers(whole, purpose=DRAFT, owner=draft_id)
        try:
            with connection.cursor() as cursor:
                cursor.execute(
                    "SELECT openccr.leave_referral(%s, %s, %s, %s, %s, %s)",
                    [hash_of(token), draft_id, sealed, "[]", receipt, at + KEPT],
                )
                for one, found in kept:
                    file_id = uuid.uuid4()
                    cursor.execute(
                        "SELECT openccr.leave_file(%s, %s, %s, %s, %s, %s, %s)",
                        [hash_of(token), draft_id, file_id, one.kind, clean_name(one.name, found.extension),
                         len(found.data), sealing.seal(found.data, purpose=OF_A_DRAFT, owner=file_id)],
                    )  # fmt: skip
        except DatabaseError as error:
            if getattr(error.__cause__, "sqlstate", "") == "P0002":
                raise NotFound from None
            raise
        record("draft.left", subjects=[draft_id, door.id], fields=["files"] if kept else [], at=at)
        return receipt


def _attachable(one: SentFile) -> Attachable:
    if one.kind not in KINDS:
        raise Refusal("Say what it is.", field=one.field.replace("upload", "kind"))
    try:
        return attachable(one.data)
    except Refusal as why:
        raise Refusal(why.sentence, remedy=why.remedy, field=one.field) from None


def hash_of(token: str) -> str:
    """What is kept of a token. It is random throughout, so a plain hash cannot be turned back."""
    return sha256(token.encode()).hexdigest()


def _complete(door: Door, answers: Mapping[str, Any], at: datetime) -> dict[str, Any]:
    """The answers with what the link knows: who refers, for which agency, today."""
    organisation = f"{door.guest.organisation}, outside the partnership, by a link from {door.agency.name}"
    return {
        **answers,
        "agency": door.agency.name,
        "referred_on": localdate(at).isoformat(),
        "referrer_name": f"{door.guest.name}, {door.guest.organisation}"[:120],
        "referrer_organisation": organisation,
    }
