"""Receipts: a form sent twice (double click, reload, lost reply) acts once."""

from __future__ import annotations

import uuid

from django.db import IntegrityError, models

from openccr.access.models import Walled
from openccr.access.sealing import token
from openccr.access.walls import Self
from openccr.kernel.actors import Actor
from openccr.kernel.refusals import Refusal


class Receipt(Walled):
    """The outcome of one form that was sent: its key, and where the sender was led."""

    wall = Self(commands=("SELECT", "INSERT", "DELETE"))

    user_id = models.UUIDField()
    key = models.CharField(max_length=64)
    href = models.CharField(max_length=300)
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user_id", "key"], name="receipt_once")]

    @staticmethod
    def new_key(actor: Actor) -> str:
        """A key for a form about to be shown to this actor: drawn at random, with a mark of whose it is."""
        return f"{uuid.uuid4().hex}{_mark(actor)}"

    @staticmethod
    def why_not_theirs(actor: Actor, key: str) -> Refusal | None:
        """Why this actor may not send the form with this key as it is: it was shown to somebody else.

        A page that waited for its connection, or for somebody to sign in again, would write in the next person's name.
        """
        if len(key) != _MARKED or key[_PLAIN:] == _mark(actor):
            return None
        return Refusal(
            "This page was opened by somebody else, or under another appointment. Nothing was saved.",
            remedy="Look whether it is yours: if you save it again, it is saved in your name.",
        )

    @classmethod
    def of(cls, actor: Actor, key: str) -> str | None:
        """Where the form with this key led when it was sent before; None when it was not."""
        if actor.user_id is None or not _is_key(key):
            return None
        return cls.objects.filter(user_id=actor.user_id, key=key).values_list("href", flat=True).first()

    @classmethod
    def keep(cls, actor: Actor, key: str, href: str) -> None:
        """Remember the outcome, in the act's transaction. Raises Refusal when the same form is being sent right now."""
        if actor.user_id is None or not _is_key(key):
            return
        try:
            Receipt.objects.bulk_create([Receipt(user_id=actor.user_id, key=key, href=href)])
        except IntegrityError as error:
            raise Refusal("This was just sent.", remedy="Go back to see it.") from error


def _is_key(text: str) -> bool:
    """Whether the text is a key as `new_key` makes them; anything else is treated as a form without one."""
    return len(text) in (_PLAIN, _MARKED) and text.isalnum()


def _mark(actor: Actor) -> str:
    return token(f"{actor.user_id}:{actor.appointment_id}", purpose="form")[:_PLAIN]


_PLAIN, _MARKED = 32, 64


class GivenAnswer(Walled):
    """What an API client was answered to one key of its own: the same again when it sends the same again."""

    wall = Self(column="appointment_id", of="appointment", commands=("SELECT", "INSERT", "UPDATE"))

    appointment_id = models.UUIDField()
    key = models.CharField(max_length=100)
    asked = models.CharField(max_length=64, help_text="A keyed token of the call and its body.")
    status = models.PositiveSmallIntegerField(null=True)
    answer = models.JSONField(null=True)
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["appointment_id", "key"], name="answer_once")]
