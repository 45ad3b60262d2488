"""Anchors: the end of a chain, signed, and sent where whoever rules this database does not rule.

Whoever may write every table can rebuild a whole chain, seals and head and all. They cannot rewrite what lies in
another agency's mailbox. The signing key is a file of its own; an anchor holds hashes, a number and a time: it tells
nothing.
"""

from __future__ import annotations

import json
import logging
import os
import secrets
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.conf import settings
from django.core.mail import EmailMessage
from django.db import connection

from openccr.access.acting import acting_as
from openccr.audit.chain import Anchor
from openccr.audit.operations import record
from openccr.kernel.actors import Actor
from openccr.kernel.files import put, put_once

log = logging.getLogger("openccr.audit")

NOBODY = UUID(int=0)
KEY, ANCHORED = "anchor_key", "anchored.json"
MAIL = "mailto:"
LEAST_PLACES = 2
FURTHEST = 200_000
"""Rows whose marks one anchor holds at most: some 800 kB."""


class NotSent(RuntimeError):
    """An anchor did not reach every place that it was to go to."""


def anchor(
    *, actor: Actor, at: datetime, places: Sequence[str] | None = None, ledger: str = ANCHORED, recorded: bool = True
) -> list[Anchor]:
    """Anchor the chains of the actor's partnership, and of acts outside any, where anything was sealed since.

    Args:
        actor: a service actor.
        places: folders, and addresses that begin with `mailto:`; `settings.ANCHORS` if not given.
        ledger: file in `settings.DATA` that says up to which row these places have anchors.
        recorded: whether it leaves a row in the audit. Every five minutes it must not: that row would be anchored in
            turn, for ever.

    Returns the anchors. Raises NotSent, when all the other places have theirs, naming those that could not be reached.
    """
    made = []
    before = _anchored(ledger)
    with acting_as(actor):
        for chain in (actor.partnership, NOBODY):
            one = _anchor(chain, after=before.get(str(chain), 0), at=at)
            if one is not None:
                made.append(one)
        if made and recorded:
            record("audit.anchored", at=at)
    if not made:
        return []
    to = settings.ANCHORS if places is None else places
    missed = [words for place in to if (words := _send(made, place, at=at))]
    if len(missed) == len(to):
        raise NotSent("; ".join(missed) or "There is no place to send anchors to: name two in OPENCCR_ANCHORS.")
    _remember(ledger, before | {one.chain: one.number for one in made})
    if missed:
        raise NotSent("; ".join(missed))
    return made


def public_key() -> bytes:
    """What anchors are checked with: told to whoever keeps them, by another way than the anchors."""
    return _key().public_key().public_bytes_raw()


def _anchor(chain: UUID, *, after: int, at: datetime) -> Anchor | None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT ends_at, end_hash, marks FROM openccr.anchor_of_chain(%s, %s)", [chain, after])
        row = cursor.fetchone()
    if row is None:
        return None
    number, digest, marks = row[0], bytes(row[1]), bytes(row[2])[-4 * FURTHEST :]
    bare = Anchor(
        chain=str(chain), number=number, hash=digest, at=at.isoformat(), after=number - len(marks) // 4, marks=marks,
        key=public_key(), signature=b"",
    )  # fmt: skip
    return replace(bare, signature=_key().sign(bare.signed))


def _send(made: Sequence[Anchor], place: str, *, at: datetime) -> str:
    """Put the anchors there. Returns why it could not be done; empty when it was."""
    text = "".join(f"{one.text()}\n" for one in made)
    try:
        if place.startswith(MAIL):
            address = place.removeprefix(MAIL)
            words = "Keep this message. It proves what stands in the audit of OpenCCR, and tells nothing of it.\n\n"
            EmailMessage("OpenCCR: anchor of the audit", words + text, to=[address]).send()
        else:
            _append(Path(place) / f"openccr-{at:%Y-%m-%d}.anchor", text)
    except Exception as error:
        log.error("An anchor of the audit did not reach %s", place)
        return f"{place}: {error}"
    return ""


def _append(file: Path, text: str) -> None:
    with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o640), "w") as stream:
        stream.write(text)
        stream.flush()
        os.fsync(stream.fileno())


def _key() -> Ed25519PrivateKey:
    """The signing key, made on first use, for its owner alone."""
    path = Path(settings.KEY_RING) / KEY
    if not path.exists():
        put_once(path, secrets.token_hex(32) + "\n")
    return Ed25519PrivateKey.from_private_bytes(bytes.fromhex(path.read_text().strip()))


def _anchored(ledger: str) -> dict[str, int]:
    """Chain → number of the row that its last anchor named. Lost or older, the next anchor says more than it need."""
    file = Path(settings.DATA) / ledger
    return dict(json.loads(file.read_text())) if file.exists() else {}


def _remember(ledger: str, numbers: dict[str, int]) -> None:
    put(Path(settings.DATA) / ledger, json.dumps(numbers))
