"""Which references have come in: kept as keyed tokens, so that the list tells nothing to whoever reads it."""

from __future__ import annotations

import hmac
from collections.abc import Sequence
from enum import StrEnum
from hashlib import sha256

from django.conf import settings
from django.db import IntegrityError

from openccr.conference.models import ReceivedReference
from openccr.conference.rules.submissions import Submission
from openccr.kernel.actors import Actor
from openccr.kernel.refusals import Refusal

BATCH = 1_000


class Known(StrEnum):
    """Whether a referral came in before: not at all, the very same, or another under its reference."""

    NEW = "new"
    SAME = "same"
    OTHER = "other"


def reference_token(submission: Submission) -> str:
    """Equal for equal references of one agency; two agencies may number alike."""
    plain = "".join(submission.reference.casefold().split())
    return _token("reference", f"{submission.agency.id}:{plain}")


def content_token(submission: Submission) -> str:
    """Equal for equal content, however the file wrote it."""
    return _token("content", submission.canonical())


def log_token(submission: Submission) -> str:
    """Equal for equal rows of a log that gives no reference."""
    return _token("log", submission.canonical())


def whether_known(submissions: Sequence[Submission]) -> list[Known]:
    """Whether each came in before; one without a reference is always new. Call it inside `acting_as`."""
    tokens = [reference_token(one) if one.reference else "" for one in submissions]
    found: dict[str, str] = {}
    for first in range(0, len(tokens), BATCH):
        rows = ReceivedReference.objects.filter(reference_token__in=tokens[first : first + BATCH])
        found |= dict(rows.values_list("reference_token", "content_token"))
    return [known(found.get(token), one) for token, one in zip(tokens, submissions, strict=True)]


def known(before: str | None, now: Submission) -> Known:
    """What the content token kept before (None: none) and a submission of the same reference come to."""
    if before is None:
        return Known.NEW
    return Known.SAME if before == content_token(now) else Known.OTHER


def remember(actor: Actor, submissions: Sequence[Submission]) -> None:
    """Keep the tokens. Raises Refusal when a reference has come in meanwhile."""
    rows = (
        ReceivedReference(
            partnership_id=actor.partnership,
            reference_token=reference_token(one),
            content_token=content_token(one),
        )
        for one in submissions
        if one.reference
    )
    try:
        ReceivedReference.objects.bulk_create(rows, batch_size=BATCH)
    except IntegrityError as error:
        raise Refusal(
            "One of these references came in at this moment by another way.", remedy="Send it once more."
        ) from error


def _token(what: str, text: str) -> str:
    return hmac.new(b"referral:" + settings.VAULT_KEY, f"{what}:{text}".encode(), sha256).hexdigest()
