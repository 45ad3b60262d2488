"""Hearing survivors: writing down, sending, answering, telling them, publishing; and messages without a name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime
from uuid import UUID, uuid4

from django.db import connection
from django.utils import timezone

from openccr.access.acting import acting_as
from openccr.access.may import must
from openccr.audit.operations import record
from openccr.content.schema.voice import Voice
from openccr.kernel.actors import Actor
from openccr.kernel.addresses import address_like
from openccr.kernel.periods import add_working_days
from openccr.kernel.refusals import NotFound, Refusal
from openccr.partnership.models import Agency
from openccr.partnership.practice import practice
from openccr.voice.models import Contribution, Engagement
from openccr.voice.naming import why_named
from openccr.voice.operations.heard import count_heard
from openccr.voice.rules.contributions import (
    UNNAMED,
    VOICE,
    Facts,
    State,
    in_own_words,
    is_looked_at,
    is_passed_on_by,
)
from openccr.voice.rules.engagements import EngagementState

_REACHED = re.compile(r"(?:\d[ .()-]*){10,}|\S@\S+\.\w")
"""A telephone number or an e-mail address in a text."""


def keep(
    *, actor: Actor, channel: str, words: str, consents: Sequence[str], themes: Sequence[str], at: datetime,
    engagement: UUID | None = None, child: bool = False, groups: Sequence[str] | None = None,
) -> UUID:  # fmt: skip
    """Write down what a survivor said. Returns its id.

    Args:
        engagement: the one in which it was said.
        child: a child or young person said it; a channel of children says so itself.
        groups: what they said of themselves, kept as sums apart from the words; None where nobody asked.

    Raises Refusal without words, for a channel or consent that the pack does not have, and for words with an address.
    """
    with acting_as(actor):
        must(actor, "voice.keep")
        voice = practice(actor).voice
        if channel not in voice.channels:
            raise Refusal("Choose how it was said.", field="channel")
        _must_be_out(engagement)
        row = _new(actor, channel, words, consents, at=at)
        row.themes, row.state = list(themes), State.THEMED if themes else State.RECEIVED
        row.engagement_id, row.child = engagement, child or voice.channels[channel].children
        row.save(force_insert=True)
        if groups is not None:
            count_heard(actor, groups, at=at)
        record("voice.kept", subjects=[row.id], at=at)
        return row.id


def pass_on(
    *, actor: Actor, channel: str, words: str, consents: Sequence[str], child: bool, at: datetime,
    engagement: UUID | None = None,
) -> UUID:  # fmt: skip
    """Pass on what somebody told one's own service, with their leave. Returns its id.

    Args:
        engagement: the one in which it was said.

    Who it was stays with the service, which sees what becomes of it and tells them. Raises Refusal as `keep`, and
    without leave that agencies may use it.
    """
    with acting_as(actor):
        must(actor, "voice.pass_on")
        if "use" not in consents:
            raise Refusal("Pass on only what they agreed to.", remedy="Ask them first.", field="consents")
        _must_be_out(engagement)
        row = _new(actor, channel, words, consents, at=at)
        row.passed_on_by_id, row.engagement_id = actor.agency, engagement
        row.child = child or practice(actor).voice.channels[channel].children
        row.save(force_insert=True)
        record("voice.kept", subjects=[row.id], at=at)
        return row.id


def _must_be_out(engagement: UUID | None) -> None:
    if engagement and not Engagement.objects.filter(id=engagement, state=EngagementState.OUT).exists():
        raise Refusal("Choose an engagement that has gone out.", field="engagement")


def _new(actor: Actor, channel: str, words: str, consents: Sequence[str], *, at: datetime) -> Contribution:
    voice = practice(actor).voice
    if channel not in voice.channels:
        raise Refusal("Choose how it was said.", field="channel")
    if not words.strip():
        raise Refusal("Write down what was said, without a name.", field="words")
    if address_like(words):
        raise Refusal("There is an address in it.", remedy="Leave it out.", field="words")
    _must_be_agreed(voice, channel, consents)
    return Contribution(
        partnership_id=actor.partnership, channel=channel, words=words.strip(), consents=list(consents),
        state=State.RECEIVED, received_on=timezone.localdate(at), moved_at=at,
    )  # fmt: skip


def _must_be_agreed(voice: Voice, channel: str, consents: Sequence[str]) -> None:
    if not set(consents) <= set(voice.consents):
        raise Refusal("Choose from the list.", field="consents")
    if channel == UNNAMED and "quote" in consents:
        words = "Whoever wrote without a name was told that it goes on in other words than theirs."
        raise Refusal(words, remedy="Write it in other words, and leave that out.", field="consents")


def change_consents(*, actor: Actor, contribution: UUID, consents: Sequence[str], at: datetime) -> None:
    """They agree to more, or to less. Raises NotFound, Refusal for what is withdrawn and for no consent of the pack.

    Without leave to publish, what was published of it is taken back at once; without leave to use it, an agency that
    has not answered yet no longer sees it.
    """
    with acting_as(actor):
        must(actor, "voice.keep")
        row = _row(contribution)
        if row.state == State.WITHDRAWN:
            raise Refusal("They withdrew it.")
        _must_be_agreed(practice(actor).voice, row.channel, consents)
        values: dict[str, object] = {"consents": list(consents)}
        if "publish" not in consents:
            values |= _take_back(row)
        if "use" not in consents and row.state == State.SENT:
            state = VOICE.make(state=row.state, move="take_back", facts=_facts(row))
            values |= {"state": state, "agency_id": None, "due_on": None, "moved_at": at}
        Contribution.objects.filter(id=row.id).update(**values)
        record("voice.consents", subjects=[row.id], at=at)


def _take_back(row: Contribution) -> dict[str, object]:
    """Take back what was published of it; what is to be written of the contribution."""
    if row.published_as is None:
        return {}
    with connection.cursor() as cursor:
        cursor.execute("SELECT openccr.take_back_voice(%s)", [row.published_as])
    return {"published_as": None}


def theme(*, actor: Actor, contribution: UUID, themes: Sequence[str], at: datetime) -> None:
    """Say which components it speaks to. Raises NotFound, Refusal without one or when it has gone on already."""
    _move(actor, "voice.keep", contribution, "theme", at=at, themes=list(themes))


def send(*, actor: Actor, contribution: UUID, agency: UUID, at: datetime, reworded: bool = False) -> None:
    """Send it to the agency that can change something; an answer is due in the pack's working days.

    Args:
        reworded: whoever sends it says that these are other words than those that somebody typed themselves.

    Raises NotFound, also for an agency that has left, and Refusal when they did not agree that agencies may use it,
    before somebody on duty looked for danger in what was written without a name, and to ask of their own words.
    """
    with acting_as(actor):
        must(actor, "voice.keep")
        row = _row(contribution)
        looked_at = is_looked_at(row.unnamed, row.triaged_at)  # danger is said first, by the move itself
        if looked_at and in_own_words(row.unnamed, row.consents) and (row.changed_words_at is None or not reworded):
            words = "They agreed that it is told in other words than theirs, and these are what they typed."
            if row.changed_words_at is None:
                raise Refusal(words, remedy="Write it in other words first: Take out what tells who they are.")
            words = "They agreed that it is told in other words than theirs."
            raise Refusal(words, remedy="Read it once more, then say so here.", field="reworded")
        if not Agency.objects.filter(id=agency, partnership_id=actor.partnership, left_on=None).exists():
            raise NotFound
        pack = practice(actor)
        due_on = add_working_days(timezone.localdate(at), pack.voice.answer_days, holidays=pack.holidays)
    _move(actor, "voice.keep", contribution, "send", at=at, agency_id=agency, due_on=due_on)


def answer(*, actor: Actor, contribution: UUID, changed: bool, words: str, at: datetime) -> None:
    """Say what was done about it, or why nothing was. Raises NotFound, Refusal without words."""
    _move(
        actor,
        "voice.answer",
        contribution,
        "do" if changed else "not_do",
        at=at,
        answer=words.strip(),
        answered_at=at,
        changed=changed,
    )


def feed_back(*, actor: Actor, contribution: UUID, at: datetime) -> None:
    """Note that they were told: by the coordinator, or by the service that passed it on, which knows who it was.

    Raises NotFound, also for anybody else, and Refusal before an answer.
    """
    with acting_as(actor):
        if not is_passed_on_by(_row(contribution).passed_on_by_id, actor.agency_id):
            must(actor, "voice.keep")
    _move(actor, "voice.pass_on", contribution, "feed_back", at=at)


def withdraw(*, actor: Actor, contribution: UUID, at: datetime) -> None:
    """They withdrew it: the words go, and what was published of it; what it led to stays. Raises NotFound."""
    with acting_as(actor):
        must(actor, "voice.keep")
        taken_back = _take_back(_row(contribution))
    _move(actor, "voice.keep", contribution, "withdraw", at=at, words="", consents=[], **taken_back)


def publish(
    *, actor: Actor, contribution: UUID, said: str, did: str, at: datetime, no_names: bool = False
) -> UUID:  # fmt: skip
    """Publish it as “you said, we did”, in words of the partnership. Returns the published row's id.

    Args:
        no_names: whoever publishes was asked of words that may be a name, and says that none is a person's.

    Raises NotFound, and Refusal when they did not agree, before an answer, without words, for words with an address,
    for a number or e-mail by which whoever said it can be reached, and to ask of what may be somebody's name.
    """
    with acting_as(actor):
        must(actor, "voice.keep")
        row = _row(contribution)
        if "publish" not in row.consents:
            raise Refusal("They did not agree that it is published.")
        if row.published_as is not None:
            raise Refusal("It is published already.")
        if row.state not in (State.DONE, State.NOT_DONE, State.FED_BACK):
            raise Refusal("There is no answer to publish yet.")
        for field, words in (("said", said), ("did", did)):
            if not words.strip():
                raise Refusal("Write a sentence or two.", field=field)
            if address_like(words):
                raise Refusal("There is an address in it.", remedy="Leave it out.", field=field)
        # What was done may name a service's own number; what they said could only be theirs, or somebody's they know.
        if _REACHED.search(said):
            raise Refusal("There is a telephone number or an e-mail in it.", remedy="Leave it out.", field="said")
        if refusal := why_named(actor, no_names=no_names, said=said, did=did):
            raise refusal
        made = uuid4()
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT openccr.publish_voice(%s, %s, %s, %s)",
                [made, said.strip(), did.strip(), row.changed is not False],
            )
        Contribution.objects.filter(id=row.id).update(published_as=made)
        record("voice.published", subjects=[contribution], at=at)
        return made


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
        row.state = VOICE.make(state=row.state, move=move, facts=_facts(row))
        row.moved_at = at
        row.save(update_fields=["state", "moved_at", *values])
        record("voice.moved", subjects=[contribution], fields=["state"], at=at)


def _facts(row: Contribution) -> Facts:
    return Facts(
        themes=len(row.themes), owned=row.agency_id is not None, answer=row.answer, may_use="use" in row.consents,
        looked_at=is_looked_at(row.unnamed, row.triaged_at),
    )  # fmt: skip
