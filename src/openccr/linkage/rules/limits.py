"""How often one person may ask whether somebody is known, and what is shown of the answer."""

from __future__ import annotations

from datetime import timedelta

from openccr.kernel.refusals import Refusal

WITHIN = timedelta(hours=1)
MOST = 120
"""Different people looked up in an hour. Somebody who types referrals needs a dozen; whoever needs more is browsing."""

SHOWN = 10
LEAST = 0.02
"""Below this probability nobody is shown."""


def why_no_more(asked: int) -> Refusal | None:
    """Why whoever has asked so often within the hour may not ask again, or None."""
    if asked < MOST:
        return None
    return Refusal(
        f"You have looked up {MOST} people within an hour.", remedy="Wait a while. The referral can be sent without it."
    )
