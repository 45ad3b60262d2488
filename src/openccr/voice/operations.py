"""Hearing survivors: writing down, sending, answering, telling them, publishing; and messages without a name."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID, uuid4

from django.db import connection
from django.utils import timezone

from openccr.access.acting import acting_as
from openccr.access.may import must
from openccr.access.sealing import seal
from openccr.audit.operations import record
from openccr.kernel.actors import Actor
from openccr.kernel.addresses import address_like
from openccr.kernel.periods import add_working_days
from openccr.kernel.refusals import NotFound, Refusal
from openccr.partnership.models import Agency
from openccr.partnership.practice import practice
from openccr.voice.codes import PURPOSE, receipt_of
from openccr.voice.models import Contribution, Message
from openccr.voice.rules import LONGEST, VOICE, Facts, State, new_code


def keep(
    *, actor: Actor, channel: str, words: str, consents: Sequence[str], themes: Sequence[str], at: datetime
) -> UUID:  # fmt: skip
    """Write down what a survivor said. Returns its id.

    Raises Refusal without words, for a channel or consent that the pack does not have.
    """
    with acting_as(actor):
        must(actor, "voice.keep")
        voice = practice(actor).voice
        if channel not in voice.channels:
            raise Refusal("Choose how it was said.", field="channel")
        if not words.strip():
            raise Refusal("Write down what was said, without a name.", field="words")
        if not set(consents) <= set(voice.consents):
            raise Refusal("Choose from the list.", field="consents")
        row = Contribution(
            partnership_id=actor.partnership, channel=channel, words=words.strip(), consents=list(consents),
            themes=list(themes), state=State.THEMED if themes else State.RECEIVED, received_on=timezone.localdate(at),
            moved_at=at,
        )  # fmt: skip
        row.save(force_insert=True)
        record("voice.kept", subjects=[row.id], at=at)
        return row.id


def theme(*, actor: Actor, contribution: UUID, themes: Sequence[str], at: datetime) -> None:
    """Say which components it speaks to. Raises NotFound, Refusal without one or when it has gone on already."""
    _move(actor, "voice.keep", contribution, "theme", at=at, themes=list(themes))


def send(*, actor: Actor, contribution: UUID, agency: UUID, at: datetime) -> None:
    """Send it to the agency that can change something; an answer is due in the pack's working days.

    Raises NotFound, Refusal when they did not agree that agencies may use it.
    """
    with acting_as(actor):
        if not Agency.objects.filter(id=agency, partnership_id=actor.partnership).exists():
            raise NotFound
        pack = practice(actor)
        due_on = add_working_days(timezone.localdate(at), pack.voice.answer_days, holidays=pack.holidays)
    _move(actor, "voice.keep", contribution, "send", at=at, agency_id=agency, due_on=due_on)


def answer(*, actor: Actor, contribution: UUID, changed: bool, words: str, at: datetime) -> None:
    """Say what was done about it, or why nothing was. Raises NotFound, Refusal without words."""
    _move(
        actor, "voice.answer", contribution, "do" if changed else "not_do", at=at, answer=words.strip(), answered_at=at
    )


def feed_back(*, actor: Actor, contribution: UUID, at: datetime) -> None:
    """Note that they were told. Raises NotFound, Refusal before an answer."""
    _move(actor, "voice.keep", contribution, "feed_back", at=at)


def withdraw(*, actor: Actor, contribution: UUID, at: datetime) -> None:
    """They withdrew it: the words go, what it led to stays. Raises NotFound."""
    _move(actor, "voice.keep", contribution, "withdraw", at=at, words="", consents=[])


def publish(*, actor: Actor, contribution: UUID, said: str, did: str, at: datetime) -> UUID:
    """Publish it as “you said, we did”, in words of the partnership. Returns the published row's id.

    Raises NotFound, and Refusal when they did not agree, before an answer, without words, or for words with an address.
    """
    with acting_as(actor):
        must(actor, "voice.keep")
        row = _row(contribution)
        if "publish" not in row.consents:
            raise Refusal("They did not agree that it is published.")
        if row.state not in (State.DONE, State.NOT_DONE, State.FED_BACK):
            raise Refusal("There is no answer to publish yet.")
        for field, words in (("said", said), ("did", did)):
            if not words.strip():
                raise Refusal("Write a sentence or two.", field=field)
            if address_like(words):
                raise Refusal("There is an address in it.", remedy="Leave it out.", field=field)
        made = uuid4()
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT openccr.publish_voice(%s, %s, %s, %s)",
                [made, said.strip(), did.strip(), row.state != State.NOT_DONE],
            )
        record("voice.published", subjects=[contribution], at=at)
        return made


def leave(*, area: str, words: str) -> str:
    """Leave a message without a name. Returns its code, which is shown once and kept nowhere.

    Nothing is recorded but the sealed words and the day. Raises Refusal without words, for too many, and when it cannot
    be taken.
    """
    if not words.strip():
        raise Refusal("Write something first.", field="words")
    if len(words) > LONGEST:
        raise Refusal(f"It is longer than {LONGEST:,} characters.", remedy="Send it in two parts.", field="words")
    code, row_id = new_code(), uuid4()
    sealed = seal(words.strip().encode(), purpose=PURPOSE, owner=row_id)
    with connection.cursor() as cursor:
        cursor.execute("SELECT openccr.leave_message(%s, %s, %s, %s)", [area, row_id, receipt_of(code), sealed])
        (taken,) = cursor.fetchone() or (False,)
    if not taken:
        raise Refusal("It cannot be taken now.", remedy="Try again tomorrow, or find help on the other page.")
    return code


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
        if danger and not words.strip():
            raise Refusal("Say what was done about the danger.", field="words")
        if reply not in practice(actor).voice.replies:
            raise Refusal("Choose a reply.", field="reply")
        values = {
            "danger": danger, "triage": words.strip(), "reply": reply, "triaged_at": at, "triaged_by": actor.name,
        }  # fmt: skip
        if not Message.objects.filter(id=message).update(**values):
            raise NotFound
        record("voice.triaged", subjects=[message], fields=["danger"] if danger else [], at=at)


def _row(contribution: UUID) -> Contribution:
    row = Contribution.objects.select_for_update().filter(id=contribution).first()
    if row is None:
        raise NotFound
    return row


def _move(actor: Actor, permission: str, contribution: UUID, move: str, *, at: datetime, **values: object) -> None:
    with acting_as(actor):
        must(actor, permission)
        row = _row(contribution)
        for name, value in values.items():
            setattr(row, name, value)
        facts = Facts(
            themes=len(row.themes), owned=row.agency_id is not None, answer=row.answer, may_use="use" in row.consents
        )
        row.state = VOICE.make(state=row.state, move=move, facts=facts)
        row.moved_at = at
        row.save(update_fields=["state", "moved_at", *values])
        record("voice.moved", subjects=[contribution], fields=["state"], at=at)
