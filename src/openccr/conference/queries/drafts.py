"""Drafts and links as lists show them: who, when and how old, never an answer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.utils.timezone import localdate

from openccr.access.together import Steps, asked
from openccr.conference.models import ReferralDetail, ReferralDraft, ReferralLink
from openccr.conference.rules.drafts import OLD, DraftSource, initials_of
from openccr.conference.sealing import DETAIL, DRAFT, unseal_answers
from openccr.kernel.refusals import NotFound

COUNTED = 1000


@dataclass(frozen=True)
class DraftLine:
    """A draft as its agency sees it in the list."""

    id: UUID
    initials: str
    source: DraftSource
    by: str
    receipt: str
    changed_at: datetime
    expires_at: datetime
    problems: int


@dataclass(frozen=True)
class LinkLine:
    """A link that an agency gave somebody outside; `state` is in words."""

    id: UUID
    name: str
    organisation: str
    by: str
    made_at: datetime
    expires_at: datetime
    used: int
    state: str
    works: bool


def drafts_here(*, first: int, last: int) -> tuple[list[DraftLine], int]:
    """The drafts of the actor's agency, the one that waits longest first, and how many there are."""
    found = ReferralDraft.objects.order_by("changed_at")
    return [_draft(row) for row in found[first:last]], found.count()


@asked
def drafts_waiting(*, day: date) -> Steps[tuple[int, int]]:
    """How many drafts came by a link and wait for a check, and how many others nobody has changed for a week.

    One query; `COUNTED` at most are counted.
    """
    (found,) = yield (ReferralDraft.objects.order_by("changed_at").values_list("source", "changed_at")[:COUNTED],)
    old = [
        changed_at for source, changed_at in found if source != DraftSource.LINK and day - localdate(changed_at) >= OLD
    ]
    return sum(source == DraftSource.LINK for source, _ in found), len(old)


def links_here(*, now: datetime, first: int, last: int) -> tuple[list[LinkLine], int]:
    """The links that the actor's agency gave, newest first, and how many there are."""
    found = ReferralLink.objects.order_by("-made_at")
    return [_link(row, now) for row in found[first:last]], found.count()


def link_here(link: UUID, *, now: datetime) -> LinkLine:
    """One link of the actor's agency. Raises NotFound."""
    row = ReferralLink.objects.filter(id=link).first()
    if row is None:
        raise NotFound
    return _link(row, now)


@asked
def detail_of(referral_id: UUID) -> Steps[dict[str, str]]:
    """What a referral said beyond its columns, by the key of the question; empty when it said no more."""
    (rows,) = yield (ReferralDetail.objects.filter(referral_id=referral_id),)
    return next((unseal_answers(row.sealed, purpose=DETAIL, owner=row.file_id) for row in rows), {})


def _draft(row: ReferralDraft) -> DraftLine:
    answers = unseal_answers(row.sealed, purpose=DRAFT, owner=row.id)
    return DraftLine(
        id=row.id,
        initials=initials_of(answers),
        source=DraftSource(row.source),
        by=row.made_by_name,
        receipt=row.receipt,
        changed_at=row.changed_at,
        expires_at=row.expires_at,
        problems=len(row.problems),
    )


def _link(row: ReferralLink, now: datetime) -> LinkLine:
    state = "Works"
    if row.withdrawn_at is not None:
        state = "Withdrawn"
    elif row.once and row.used:
        state = "Used"
    elif row.expires_at <= now:
        state = "Expired"
    return LinkLine(
        id=row.id,
        name=row.name,
        organisation=row.organisation,
        by=row.made_by_name,
        made_at=row.made_at,
        expires_at=row.expires_at,
        used=row.used,
        state=state,
        works=state == "Works",
    )
