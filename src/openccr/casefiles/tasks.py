"""What casefiles does by the clock."""

from __future__ import annotations

from django.utils import timezone

from openccr.casefiles.reviewing import draw_openings
from openccr.kernel.actors import Actor

MONDAY = 0


def _draw_openings(actor: Actor) -> None:
    now = timezone.now()
    if timezone.localdate(now).weekday() == MONDAY:
        draw_openings(actor=actor, at=now)


NIGHTLY = {"draw openings to look at": _draw_openings}
