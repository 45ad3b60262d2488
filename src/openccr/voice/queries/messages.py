"""Anonymous messages, for those on duty and for whoever has a code."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import connection
from django.db.models import F, Q, QuerySet

from openccr.access.acting import acting_as
from openccr.access.may import must
from openccr.access.sealing import unseal
from openccr.access.together import Steps, asked
from openccr.content.schema.voice import Voice
from openccr.kernel.actors import Actor
from openccr.kernel.refusals import NotFound
from openccr.voice.codes import PURPOSE, receipt_of
from openccr.voice.models import Contribution, Message
from openccr.voice.queries.contributions import SHOWN
from openccr.voice.rules.contributions import State


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
        return list(Message.objects.order_by(F("triaged_at").asc(nulls_first=True), "received_on")[:SHOWN])


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


def answers(*, actor: Actor) -> list[Contribution]:
    """Answers to surveys that somebody gave without a name, those that nobody on duty has read first."""
    with acting_as(actor):
        must(actor, "voice.duty")
        rows = _unnamed().select_related("engagement").order_by(F("triaged_at").asc(nulls_first=True), "received_on")
        return list(rows[:SHOWN])


def answer_of(*, actor: Actor, answer: UUID) -> Contribution:
    """One of them. Raises NotFound."""
    with acting_as(actor):
        must(actor, "voice.duty")
        row = _unnamed().select_related("engagement").filter(id=answer).first()
        if row is None:
            raise NotFound
        return row


def _unnamed() -> QuerySet[Contribution]:
    return Contribution.objects.filter(unnamed=True).exclude(state=State.WITHDRAWN)


@asked
def waiting() -> Steps[list[date]]:
    """On which days came what was written without a name and nobody on duty has read, the first first. One query.

    Messages and answers to surveys, up to `SHOWN`.
    """
    left, given = yield (
        Message.objects.filter(triaged_at=None).order_by("received_on").values_list("received_on")[:SHOWN],
        _unnamed().filter(triaged_at=None).order_by("received_on").values_list("received_on")[:SHOWN],
    )
    return sorted(row[0] for row in (*left, *given))[:SHOWN]


@dataclass(frozen=True)
class Reply:
    """What a code shows. `text`: a neutral sentence, empty while nothing is read; `unread`: something waits."""

    text: str
    unread: bool


def reply_to(code: str, voice: Voice) -> Reply:
    """The neutral reply that a code shows. Raises NotFound."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT reply, unread FROM openccr.shown_by_code(%s)", [receipt_of(code)])
        row = cursor.fetchone()
    if row is None:
        raise NotFound
    reply, unread = row
    return Reply(voice.replies[reply].text if reply in voice.replies else "", unread)
