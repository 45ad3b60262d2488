"""What somebody had typed when their session ran out, or sent where a fresh proof of who they are was asked for: kept
for them alone, for an hour, in the browser that sent it.

It lies in the session (the one that follows), sealed to its owner, so that whoever signs in next at the same desk
cannot open it.
"""

from __future__ import annotations

import json
import re
import time
from base64 import b64decode, b64encode
from dataclasses import asdict, dataclass, replace
from datetime import timedelta
from secrets import token_urlsafe
from uuid import UUID

from django.http import HttpRequest

from openccr.access.sealing import CannotUnseal, seal, unseal

KEPT = timedelta(hours=1)
MOST_CHARACTERS = 200_000
AGAIN = "openccr_typed"
"""Sent along when what was kept is sent again: it is not kept any longer."""

_PLACE = "openccr_typed"
_PURPOSE = "typed form"
_OURS = frozenset({"csrfmiddlewaretoken", AGAIN})
_SECRET = re.compile(r"pass(word|phrase)", re.IGNORECASE)
_MACHINE = re.compile(r"[0-9a-f-]{12,}|\d+|on|yes|no|", re.IGNORECASE)


@dataclass(frozen=True)
class Typed:
    """A form that was sent too late, or too early.

    Args:
        path: the page it was sent to.
        fields: every name with its value, in the order of the form.
        key: whoever brings it has just proved who they are, for this form: it goes on without another press.
    """

    path: str
    fields: tuple[tuple[str, str], ...]
    key: str = ""

    @property
    def words(self) -> list[tuple[str, str]]:
        """What a person typed, each under its field's name in plain words; keys, ticks and secrets are left out."""
        return [
            (name.replace("_", " ").capitalize(), value)
            for name, value in self.fields
            if not _MACHINE.fullmatch(value.strip()) and not name.startswith("seen_") and not _SECRET.search(name)
        ]


def keep(request: HttpRequest, *, owner: UUID) -> str | None:
    """What to put into the session that follows the one that ran out; None when nothing was typed, or too much."""
    typed = _sent(request)
    return _sealed(typed, owner) if typed.words else None


def keep_while_proving(request: HttpRequest, *, owner: UUID) -> str:
    """Keep what was sent, a bare press too, until its sender has proved who they are.

    Returns:
        the key with which it goes on; empty when it is too much to be kept.
    """
    key = token_urlsafe(16)
    kept = _sealed(replace(_sent(request), key=key), owner)
    if kept is None:
        return ""
    put(request, kept)
    return key


def _sent(request: HttpRequest) -> Typed:
    fields = [(name, value) for name, values in request.POST.lists() for value in values if name not in _OURS]
    return Typed(request.get_full_path(), tuple(fields))


def _sealed(typed: Typed, owner: UUID) -> str | None:
    content = json.dumps({"until": time.time() + KEPT.total_seconds(), **asdict(typed)})
    if len(content) > MOST_CHARACTERS:
        return None
    return b64encode(seal(content.encode(), purpose=_PURPOSE, owner=owner)).decode()


def put(request: HttpRequest, kept: str) -> None:
    """Keep it in this session."""
    request.session[_PLACE] = kept


def found(request: HttpRequest, *, owner: UUID) -> Typed | None:
    """What was kept for this account; somebody else's and what is older than an hour is gone for good."""
    kept = request.session.get(_PLACE)
    if kept is None:
        return None
    try:
        content = json.loads(unseal(b64decode(kept), purpose=_PURPOSE, owner=owner))
    except CannotUnseal:
        drop(request)
        return None
    if content["until"] < time.time():
        drop(request)
        return None
    return Typed(content["path"], tuple((name, value) for name, value in content["fields"]), content["key"])


def drop(request: HttpRequest) -> None:
    """Keep it no longer."""
    request.session.pop(_PLACE, None)
