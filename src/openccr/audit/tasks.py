"""What the audit does by the clock."""

from __future__ import annotations

from django.conf import settings
from django.utils import timezone

from openccr.audit.anchoring import anchor
from openccr.audit.keeping import keep_anchored
from openccr.kernel.actors import Actor


def _anchor(actor: Actor) -> None:
    if settings.ANCHORS:
        anchor(actor=actor, at=timezone.now())


def _keep_anchored(actor: Actor) -> None:
    keep_anchored(actor=actor, at=timezone.now())


NIGHTLY = {"anchor the audit": _anchor}
OFTEN = {"anchor the audit": _keep_anchored}
