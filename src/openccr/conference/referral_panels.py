"""What referrals put on each role's to-do list."""

from __future__ import annotations

from collections.abc import Sequence

from django.urls import reverse
from django.utils import timezone

from openccr.conference.queries.referrals import OwnReferral, to_answer
from openccr.conference.queries.triage import waiting_in_all
from openccr.conference.rules.referrals import ReferralState
from openccr.kernel.actors import Actor
from openccr.ui.panels import Item, Todo


def _to_answer(*, actor: Actor) -> Sequence[Item]:
    """Referrals that came back to the agency: questions first, then decisions that it may appeal."""
    rows = to_answer(actor, today=timezone.localdate())
    return [_item(row) for row in sorted(rows, key=lambda row: row.state_key != ReferralState.RETURNED)]


def _item(row: OwnReferral) -> Item:
    asks = row.state_key == ReferralState.RETURNED
    text = "Answer the coordinator's question on" if asks else "Criteria not met, you can appeal:"
    return Item(
        text=f"{text} {row.initials} {row.reference}",
        href=reverse("conference.referral", kwargs={"file": row.file_id, "referral": row.id}),
        detail=row.decision,
    )


def _waiting(*, actor: Actor) -> Sequence[Item]:
    if not actor.whole_area:
        return []
    count, late = waiting_in_all(today=timezone.localdate())
    if not count:
        return []
    words = "referral waits for triage" if count == 1 else "referrals wait for triage"
    detail = f"{late} longer than the protocol allows" if late else ""
    return [Item(text=words, href=reverse("conference.triage"), count=count, late=bool(late), detail=detail)]


REFERRAL_TODOS = [
    Todo(5, "Referrals to decide on", _waiting, "conference.triage"),
    Todo(12, "Your referrals", _to_answer, "conference.refer"),
]
