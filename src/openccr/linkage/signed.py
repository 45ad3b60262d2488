"""Who has signed for linkage, read through the wall."""

from __future__ import annotations

from openccr.linkage.models import SignOff
from openccr.linkage.rules.signoffs import Body, Signed, Use


def standing() -> list[Signed]:
    """The sign-offs of the actor's partnership that nobody has taken back."""
    return [
        Signed(Use(one.use), Body(one.body), one.user_id, one.signed_on, one.until_on)
        for one in SignOff.objects.filter(withdrawn_at=None)
    ]
