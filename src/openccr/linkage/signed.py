"""Who has signed for linkage, read through the wall."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import QuerySet

from openccr.linkage.models import SignOff
from openccr.linkage.rules.signoffs import Body, Signed, Use


def standing() -> list[Signed]:
    """The sign-offs of the actor's partnership that nobody has taken back."""
    return as_signed(standing_rows())


def standing_rows() -> QuerySet[SignOff]:
    """The same as rows, for a query that asks several lists at once."""
    return SignOff.objects.filter(withdrawn_at=None)


def as_signed(rows: Iterable[SignOff]) -> list[Signed]:
    """Those rows as the rules take them."""
    return [Signed(Use(one.use), Body(one.body), one.user_id, one.signed_on, one.until_on) for one in rows]
