"""One-time codes on paper, for a room without telephones: they stand in for the second factor, once each, on their day.

They never replace it: an account without a second factor of its own gets none and can use none.
"""

from __future__ import annotations

import secrets
from datetime import date, datetime
from uuid import UUID

from allauth.mfa.models import Authenticator
from django.utils import timezone

from openccr.access.sealing import token
from openccr.access.sign_in import at_sign_in
from openccr.accounts.adapters import FACTORS
from openccr.accounts.models import PrintedCode, User
from openccr.accounts.operations import record_own
from openccr.kernel.refusals import Refusal

LENGTH = 12
"""Digits: longer than an app's six and a recovery code's eight, and behind a limit of five tries in five minutes."""
GROUP = 4
PURPOSE = "printed code"


def print_codes(*, user_id: UUID, count: int, good_until: date, printed_by: UUID, at: datetime) -> list[str]:
    """New codes for an account, as they stand on the sheet; those of an earlier sheet no longer work.

    Whoever calls this has made sure that they may. Raises Refusal for an account without a second factor of its own.
    """
    codes = [f"{secrets.randbelow(10**LENGTH):0{LENGTH}}" for _ in range(count)]
    with at_sign_in():
        if not Authenticator.objects.filter(user_id=user_id, type__in=FACTORS).exists():
            raise Refusal(
                "This person has no second factor yet, and a code stands in for one.",
                remedy="Ask them to set up an app or a key first.",
            )
        PrintedCode.objects.filter(user_id=user_id, used_at=None).delete()
        PrintedCode.objects.bulk_create(
            PrintedCode(
                user_id=user_id, code=_token(user_id, code), good_until=good_until, printed_at=at, printed_by=printed_by
            )
            for code in codes
        )
    return [" ".join(code[start : start + GROUP] for start in range(0, LENGTH, GROUP)) for code in codes]


def use(*, user: User, code: str, today: date | None = None) -> bool:
    """Take a code: whether it was one of theirs, unused and of this day. It does not work again."""
    typed = "".join(code.split()).replace("-", "")
    if len(typed) != LENGTH:
        return False
    open_ones = PrintedCode.objects.filter(
        user_id=user.pk, code=_token(user.pk, typed), used_at=None, good_until__gte=today or timezone.localdate()
    )
    with at_sign_in():
        # One statement: of two who type the same code at once, one is let in.
        if not open_ones.update(used_at=timezone.now()):
            return False
        record_own(user=user, type="account.code_used")
        return True


def _token(user_id: UUID, code: str) -> str:
    return token(f"{user_id}:{code}", purpose=PURPOSE)
