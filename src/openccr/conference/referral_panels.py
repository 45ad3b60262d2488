"""What referrals put on each role's to-do list."""

from __future__ import annotations

from collections.abc import Sequence

from django.urls import reverse
from django.utils import timezone

from openccr.access.together import Later
from openccr.conference.queries.drafts import drafts_waiting
from openccr.conference.queries.referrals import OwnReferral, to_answer
from openccr.conference.queries.triage import waiting_in_all
from openccr.conference.rules.referrals import ReferralState
from openccr.kernel.actors import Actor
from openccr.ui.panels import Group, Item, Todo


def _to_answer(*, actor: Actor) -> Sequence[Item]:
    """Referrals that came back to the agency: questions first, then decisions that it may appeal."""
    rows = to_answer(actor, today=timezone.localdate())
    return [_item(row) for row in sorted(rows, key=lambda row: row.state_key != ReferralState.RETURNED)]


def _item(row: OwnReferral) -> Item:
    return Item(
        text=f"{_ASKS[ReferralState(row.state_key)]} {row.initials} {row.reference}",
        href=reverse("conference.referral", kwargs={"file": row.file_id, "referral": row.id}),
        detail=row.decision,
    )


_ASKS = {
    ReferralState.RETURNED: "Answer the coordinator's question on",
    ReferralState.NOT_MET: "Criteria not met, you can appeal:",
    ReferralState.REDIRECTED: "Passed to another forum, you can appeal:",
    ReferralState.RECEIVED: "The coordinator decides again on",
}


def _waiting(*, actor: Actor) -> Sequence[Item]:
    if not actor.whole_area:
        return []
    count, late = waiting_in_all(today=timezone.localdate())
    if not count:
        return []
    words = "referral waits for triage" if count == 1 else "referrals wait for triage"
    detail = f"{late} longer than the protocol allows" if late else ""
    return [Item(text=words, href=reverse("conference.triage"), count=count, late=bool(late), detail=detail)]


def _drafts(*, actor: Actor) -> Sequence[Item]:
    """Referrals nobody has sent yet: those from outside that wait to be checked, and the agency's own of long ago."""
    outside, old = drafts_waiting(day=timezone.localdate())
    href = reverse("conference.drafts")
    items = []
    if outside:
        words = "referral from outside to check" if outside == 1 else "referrals from outside to check"
        items.append(Item(text=words, href=href, count=outside))
    if old:
        words = "referral of your agency is not sent" if old == 1 else "referrals of your agency are not sent"
        items.append(Item(text=words, href=href, count=old, late=True, detail="Nobody has changed it for a week"))
    return items


def _asks_waiting(actor: Actor) -> list[Later]:
    return [waiting_in_all.later(today=timezone.localdate())] if actor.whole_area else []


REFERRAL_TODOS = [
    Todo(
        6, "Referrals not sent yet", _drafts, "conference.refer", group=Group.NEW,
        ahead=lambda _: [drafts_waiting.later(day=timezone.localdate())],
    ),
    Todo(5, "Referrals to decide on", _waiting, "conference.triage", group=Group.NEW, ahead=_asks_waiting),
    Todo(
        12, "Your referrals", _to_answer, "conference.refer",
        ahead=lambda actor: [to_answer.later(actor, today=timezone.localdate())],
    ),
]  # fmt: skip
