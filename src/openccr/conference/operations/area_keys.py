"""The keys by which areas know each other, made here and compared by telephone."""

from __future__ import annotations

import json
import re
from datetime import datetime
from uuid import UUID

from openccr.access import sealing
from openccr.access.acting import acting_as
from openccr.access.may import must
from openccr.audit.operations import record
from openccr.conference.models import AreaKey, OtherArea
from openccr.conference.rules.transfer_envelope import Keys, PublicKeys, new_keys, read_introduction
from openccr.kernel.actors import Actor
from openccr.kernel.refusals import NotFound, Refusal

_PURPOSE = "area key"


def make_keys(*, actor: Actor, at: datetime) -> PublicKeys:
    """Make the area's keys, replacing those before; what was sent to the former ones can still be opened.

    Returns the public part.
    """
    with acting_as(actor):
        must(actor, "conference.area_keys")
        keys = new_keys()
        AreaKey.objects.filter(agency_id=actor.agency, replaced_at=None).update(replaced_at=at)
        secrets = json.dumps({"age": keys.age_secret, "sign": keys.signing_seed}).encode()
        row = AreaKey(
            agency_id=actor.agency,
            recipient=keys.public.recipient,
            verify=keys.public.verify,
            sealed=sealing.seal(secrets, purpose=_PURPOSE, owner=actor.agency),
            made_at=at,
            made_by=actor.name,
        )
        AreaKey.objects.bulk_create([row])
        record("area_key.made", subjects=[row.id], at=at)
        return keys.public


def keys_of(actor: Actor) -> list[Keys]:
    """The area's keys with their secrets, the current ones first; part of sending and receiving."""
    rows = AreaKey.objects.filter(agency_id=actor.agency).order_by("-made_at")
    return [_opened(row) for row in rows]


def _opened(row: AreaKey) -> Keys:
    secrets = json.loads(sealing.unseal(bytes(row.sealed), purpose=_PURPOSE, owner=row.agency_id))
    return Keys(PublicKeys(row.recipient, row.verify), secrets["age"], secrets["sign"])


def enter_area(*, actor: Actor, name: str, introduction: str, at: datetime) -> UUID:
    """Enter another area by the line it introduces itself with. It is trusted once somebody has compared by telephone.

    Returns its id. Raises Refusal for a line that is none, for one's own, and for one that is entered already.
    """
    with acting_as(actor):
        must(actor, "conference.area_keys")
        keys = read_introduction(introduction)
        if AreaKey.objects.filter(verify=keys.verify).exists():
            raise Refusal("This is your own area's line.", field="introduction")
        if not name.strip():
            raise Refusal("Name the area.", field="name")
        if OtherArea.objects.filter(verify=keys.verify, withdrawn_at=None).exists():
            raise Refusal("This key is entered already.", field="introduction")
        row = OtherArea(
            partnership_id=actor.partnership,
            name=name.strip(),
            recipient=keys.recipient,
            verify=keys.verify,
            entered_at=at,
            entered_by=actor.name,
        )
        OtherArea.objects.bulk_create([row])
        record("other_area.entered", subjects=[row.id], at=at)
        return row.id


def check_area(*, actor: Actor, area_id: UUID, fingerprint: str, with_whom: str, at: datetime) -> None:
    """Say that the fingerprint was read out on the telephone and is the same.

    Args:
        fingerprint: as it was heard: its digits count, and nothing between them. Typed in, so that nobody presses a
            button unread.
        with_whom: who read it, on which number, found in another way than the message that brought the key.

    Raises NotFound; Refusal when it differs.
    """
    with acting_as(actor):
        must(actor, "conference.area_keys")
        row = OtherArea.objects.filter(id=area_id, withdrawn_at=None).first()
        if row is None:
            raise NotFound
        if _digits(fingerprint) != _digits(PublicKeys(row.recipient, row.verify).fingerprint):
            raise Refusal(
                "What you heard is not the fingerprint of this key.",
                remedy="Do not send anything. Have it read out again, and ask for the key anew if it differs.",
                field="fingerprint",
            )
        row.checked_at, row.checked_by, row.checked_with = at, actor.name, with_whom.strip()
        row.save(update_fields=["checked_at", "checked_by", "checked_with"])
        record("other_area.checked", subjects=[row.id], at=at)


def _digits(written: str) -> str:
    return "".join(re.findall("[0-9]", written))


def withdraw_area(*, actor: Actor, area_id: UUID, at: datetime) -> None:
    """Stop trusting another area's key. Raises NotFound."""
    with acting_as(actor):
        must(actor, "conference.area_keys")
        if not OtherArea.objects.filter(id=area_id, withdrawn_at=None).update(withdrawn_at=at):
            raise NotFound
        record("other_area.withdrawn", subjects=[area_id], at=at)


def trusted_areas() -> dict[str, OtherArea]:
    """Areas whose key was compared and not withdrawn, by verifying key."""
    found = OtherArea.objects.filter(withdrawn_at=None, checked_at__isnull=False)
    return {row.verify: row for row in found}
