"""Anchors by the clock: every five minutes to the folders, so that no more than that could be rewritten unseen.

Mailboxes have theirs by night alone: 288 messages a day are filtered away, and then nobody keeps any.
"""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings

from openccr.audit.anchoring import MAIL, NotSent, anchor
from openccr.kernel.actors import Actor
from openccr.kernel.files import put

LEDGER, STATE = "anchored_often.json", "anchors_kept.json"
LATE_AFTER = timedelta(minutes=15)
"""Three turns missed: one may be missed while the worker does other work."""


def keep_anchored(*, actor: Actor, at: datetime) -> None:
    """Anchor what was sealed since the last turn in every folder of `settings.ANCHORS`, and note that it was done.

    Raises NotSent as `anchor` does; `state` then says so until it has worked again.
    """
    folders = [place for place in settings.ANCHORS if not place.startswith(MAIL)]
    if not folders:
        return
    known, area = _known(), str(actor.partnership)
    try:
        anchor(actor=actor, at=at, places=folders, ledger=LEDGER, recorded=False)
    except NotSent:
        known["waiting"].setdefault(area, at.isoformat())
        raise
    else:
        known["waiting"].pop(area, None)
    finally:
        _note(known | {"at": at.isoformat()})


def state(*, at: datetime) -> str:
    """How the anchors stand, for `/healthz`: "ok", "late", "not yet", "by night alone" or "no place named"."""
    if not settings.ANCHORS:
        return "no place named"
    if all(place.startswith(MAIL) for place in settings.ANCHORS):
        return "by night alone"
    known = _known()
    if not known["at"]:
        return "not yet"
    times = [known["at"], *known["waiting"].values()]
    return "late" if at - min(datetime.fromisoformat(one) for one in times) > LATE_AFTER else "ok"


def _known() -> dict[str, Any]:
    file = Path(settings.DATA) / STATE
    return dict(json.loads(file.read_text())) if file.exists() else {"at": "", "waiting": {}}


def _note(known: dict[str, Any]) -> None:
    put(Path(settings.DATA) / STATE, json.dumps(known))
