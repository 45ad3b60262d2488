"""Messages without a name: leaving one, ending its code, and looking for danger."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID, uuid4

from django.db import connection

from openccr.access.acting import acting_as
from openccr.access.may import must
from openccr.access.sealing import seal
from openccr.audit.operations import record
from openccr.kernel.actors import Actor
from openccr.kernel.refusals import NotFound, Refusal
from openccr.partnership.practice import practice
from openccr.voice.codes import PURPOSE, receipt_of
from openccr.voice.models import Contribution, Message
from openccr.voice.rules.codes import LONGEST, new_code
from openccr.voice.rules.contributions import State


def leave(*, area: str, words: str) -> str:
    """Leave a message without a name. Returns its code, which is shown once and kept nowhere.

    Nothing is recorded but the sealed words and the day. `area` is its code as typed off a poster, in letters of
    either case. Raises Refusal without words, for too many, and when it cannot be taken.
    """
    _why_not_taken(words)
    code, row_id = new_code(), uuid4()
    sealed = seal(words.strip().encode(), purpose=PURPOSE, owner=row_id)
    with connection.cursor() as cursor:
        cursor.execute("SELECT openccr.leave_message(%s, %s, %s, %s)", [area.lower(), row_id, receipt_of(code), sealed])
        (taken,) = cursor.fetchone() or (False,)
    if not taken:
        raise Refusal("It cannot be taken now.", remedy="Try again tomorrow, or find help on the other page.")
    return code


def write_more(*, code: str, words: str) -> None:
    """Write more with the code of an earlier message. It gets no code of its own: the one there is shows the answers.

    Raises NotFound for a code that is none, Refusal without words, for too many, and for too much.
    """
    _why_not_taken(words)
    row_id = uuid4()
    sealed = seal(words.strip().encode(), purpose=PURPOSE, owner=row_id)
    with connection.cursor() as cursor:
        cursor.execute("SELECT openccr.write_more(%s, %s, %s)", [receipt_of(code), row_id, sealed])
        (taken,) = cursor.fetchone() or (False,)
    if not taken:
        raise NotFound


def _why_not_taken(words: str) -> None:
    if not words.strip():
        raise Refusal("Write something first.", field="words")
    if len(words) > LONGEST:
        raise Refusal(f"It is longer than {LONGEST:,} characters.", remedy="Send it in two parts.", field="words")


def end_code(*, code: str) -> None:
    """End a code: it leads nowhere from now on. Raises NotFound for one that is none."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT openccr.end_receipt(%s)", [receipt_of(code)])
        (ended,) = cursor.fetchone() or (False,)
    if not ended:
        raise NotFound


def triage(*, actor: Actor, message: UUID, danger: bool, words: str, reply: str, at: datetime) -> None:
    """Say whether somebody is in danger and what was done, and which neutral reply the code shows.

    Raises NotFound, and Refusal for danger without a word on what was done, and for a reply that is none.
    """
    with acting_as(actor):
        must(actor, "voice.duty")
        _why_not_triaged(danger, words)
        if reply not in practice(actor).voice.replies:
            raise Refusal("Choose a reply.", field="reply")
        values = {
            "danger": danger, "triage": words.strip(), "reply": reply, "triaged_at": at, "triaged_by": actor.name,
        }  # fmt: skip
        if not Message.objects.filter(id=message).update(**values):
            raise NotFound
        record("voice.triaged", subjects=[message], fields=["danger"] if danger else [], at=at)


def triage_answer(*, actor: Actor, answer: UUID, danger: bool, words: str, at: datetime) -> None:
    """The same of an answer to a survey that somebody gave without a name; its code shows how far it has come.

    Raises NotFound, also for what was taken back, and Refusal for danger without a word on what was done.
    """
    with acting_as(actor):
        must(actor, "voice.duty")
        _why_not_triaged(danger, words)
        values = {"danger": danger, "triage": words.strip(), "triaged_at": at, "triaged_by": actor.name}
        here = Contribution.objects.filter(id=answer, unnamed=True).exclude(state=State.WITHDRAWN)
        if not here.update(**values):
            raise NotFound
        record("voice.triaged", subjects=[answer], fields=["danger"] if danger else [], at=at)


def _why_not_triaged(danger: bool, words: str) -> None:
    if danger and not words.strip():
        raise Refusal("Say what was done about the danger.", field="words")
