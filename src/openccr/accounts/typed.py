"""What somebody had typed when their session ran out: kept for them alone, for an hour, in the browser that sent it.

It lies in the session that follows, sealed to its owner, so that whoever signs in next at the same desk cannot open it.
"""

from __future__ import annotations

import json
import re
import time
from base64 import b64decode, b64encode
from dataclasses import dataclass
from datetime import timedelta
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
_MACHINE = re.compile(r"[0-9a-f-]{12,}|\d+|on|yes|no|", re.IGNORECASE)


@dataclass(frozen=True)
class Typed:
    """A form that was sent too late.

    Args:
        path: the page it was sent to.
        fields: every name with its value, in the order of the form.
    """

    path: str
    fields: tuple[tuple[str, str], ...]

    @property
    def words(self) -> list[tuple[str, str]]:
        """What a person typed, each under its field's name in plain words; keys and ticks are left out."""
        return [
            (name.replace("_", " ").capitalize(), value)
            for name, value in self.fields
            if not _MACHINE.fullmatch(value.strip()) and not name.startswith("seen_")
        ]


def keep(request: HttpRequest, *, owner: UUID) -> str | None:
    """What to put into the session that follows the one that ran out; None when nothing was typed, or too much."""
    fields = [(name, value) for name, values in request.POST.lists() for value in values if name not in _OURS]
    typed = Typed(request.get_full_path(), tuple(fields))
    content = json.dumps({"until": time.time() + KEPT.total_seconds(), "path": typed.path, "fields": fields})
    if not typed.words or len(content) > MOST_CHARACTERS:
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
    return Typed(content["path"], tuple((name, value) for name, value in content["fields"]))


def drop(request: HttpRequest) -> None:
    """Keep it no longer."""
    request.session.pop(_PLACE, None)
