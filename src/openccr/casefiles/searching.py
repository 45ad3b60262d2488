"""Searching for people: two identifiers, a purpose, and each search kept, those that find nobody too."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from uuid import UUID

from openccr.access.acting import acting_as
from openccr.access.may import must
from openccr.access.sealing import NOBODY, seal, token
from openccr.audit.operations import record
from openccr.casefiles.models import Searched
from openccr.casefiles.rules import SEARCHES_AN_HOUR
from openccr.kernel.actors import Actor

PURPOSE = "search"


def keep_search(*, actor: Actor, terms: Mapping[str, str], purpose: str, found: Iterable[UUID], at: datetime) -> None:
    """Keep that the actor searched: the log has which fields and what was opened, and nothing of the terms.

    Args:
        terms: field → what was typed; kept as a token and sealed.
        found: the cases shown; none is kept as well.
    """
    with acting_as(actor):
        must(actor, "casefiles.search")
        shown = list(found)
        text = json.dumps(dict(sorted(terms.items())), ensure_ascii=False)
        row = Searched(
            partnership_id=actor.partnership, user_id=actor.user_id or NOBODY, at=at, purpose=purpose, found=len(shown),
            token=token(text.casefold(), purpose=PURPOSE), sealed=seal(text.encode(), purpose=PURPOSE),
        )  # fmt: skip
        Searched.objects.bulk_create([row])
        fields = sorted(name for name, value in terms.items() if value)
        record(
            "people.searched", subjects=shown, fields=[*fields, purpose, "found" if shown else "found nobody"], at=at
        )


def searches_too_often(actor: Actor, *, at: datetime) -> bool:
    """Whether the actor has searched so often within the hour that they prove first who they are. One query."""
    since = at - timedelta(hours=1)
    return Searched.objects.filter(user_id=actor.user_id or NOBODY, at__gt=since).count() >= SEARCHES_AN_HOUR
