"""Invented people never stand beside real ones: where an area may be made, and where the demonstration may start."""

from __future__ import annotations

from django.conf import settings

from openccr.access.owning import as_walls
from openccr.kernel.refusals import Refusal
from openccr.partnership.models import Partnership


def why_not_invent(*, code: str) -> Refusal | None:
    """Why no invented area of that code may be made here, or None."""
    if settings.LIVE:
        return Refusal(
            "This is the live form, which holds real records only.",
            remedy="Make the invented area in the demonstration: ./run",
        )
    refusal = demo_guard()
    if refusal is not None:
        return refusal
    if code in areas():
        return Refusal(f"There is an area with the code {code} already.", remedy="Give another with --code.")
    return None


def demo_guard() -> Refusal | None:
    """Why the demonstration, which signs anybody in, may not run on this database, or None."""
    if False in areas().values():
        return Refusal(
            "This database holds a partnership that is not invented: the demonstration leaves it alone.",
            remedy="Set OPENCCR_DATA, or OPENCCR_DATABASE_URL, to another place.",
        )
    return None


def areas() -> dict[str, bool]:
    """The partnerships here: code → whether it is invented."""
    with as_walls() as owner:
        return dict(Partnership.objects.using(owner).values_list("code", "demonstration"))
