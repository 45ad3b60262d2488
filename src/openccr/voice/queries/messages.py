"""Anonymous messages, for those on duty and for whoever has a code."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import connection
from django.db.models import Q

from openccr.access.acting import acting_as
from openccr.access.may import must
from openccr.access.sealing import unseal
from openccr.access.together import Steps, asked
from openccr.content.schema.voice import Voice
from openccr.kernel.actors import Actor
from openccr.kernel.refusals import NotFound
from openccr.voice.codes import PURPOSE, receipt_of
from openccr.voice.models import Message
from openccr.voice.queries.contributions import SHOWN


@dataclass(frozen=True)
class Read:
    """An anonymous message as those on duty read it. `before`: what the same code wrote earlier, as (day, words)."""

    row: Message
    words: str
    before: tuple[tuple[date, str], ...] = ()


def messages(*, actor: Actor) -> list[Message]:
    """Anonymous messages, those that nobody has read first."""
    with acting_as(actor):
        must(actor, "voice.duty")
        return list(Message.objects.order_by("triaged_at", "received_on")[:SHOWN])


def message_of(*, actor: Actor, message: UUID) -> Read:
    """One of them, opened. Raises NotFound."""
    with acting_as(actor):
        must(actor, "voice.duty")
        row = Message.objects.filter(id=message).first()
        if row is None:
            raise NotFound
        earlier: list[Message] = []
        if row.follows_id:
            same = Message.objects.filter(Q(id=row.follows_id) | Q(follows=row.follows_id)).exclude(id=row.id)
            earlier = sorted(same, key=lambda one: (one.follows_id is not None, one.received_on))
        return Read(row, _opened(row), tuple((one.received_on, _opened(one)) for one in earlier))


def _opened(row: Message) -> str:
    return unseal(bytes(row.sealed), purpose=PURPOSE, owner=row.id).decode()


@asked
def waiting() -> Steps[int]:
    """How many messages nobody has read, counted up to `SHOWN`. One query."""
    (rows,) = yield (Message.objects.filter(triaged_at=None).order_by().values_list("id")[:SHOWN],)
    return len(rows)


def reply_to(code: str, voice: Voice) -> str:
    """The neutral reply that a code shows; empty while nobody has read it. Raises NotFound."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT reply FROM openccr.reply_to(%s)", [receipt_of(code)])
        row = cursor.fetchone()
    if row is None:
        raise NotFound
    return voice.replies[row[0]].text if row[0] in voice.replies else ""
