"""Drafts of referrals: begun, saved page by page, thrown away, and sent by the rules of every referral."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection
from django.utils.timezone import localdate

from openccr.access.acting import acting_as
from openccr.access.may import must
from openccr.audit.operations import record
from openccr.conference.models import ReferralDraft
from openccr.conference.operations.draft_files import hand_over
from openccr.conference.operations.reading import reading_for
from openccr.conference.operations.referrals import Received, refer
from openccr.conference.rules.answers import Read, read_answers
from openccr.conference.rules.drafts import KEPT, Answers, DraftSource, people
from openccr.conference.rules.people_typed import Person
from openccr.conference.sealing import DRAFT, seal_answers, unseal_answers
from openccr.kernel.actors import Actor
from openccr.kernel.refusals import NotFound, Refusal


@dataclass(frozen=True)
class Opened:
    """A draft with its answers open."""

    id: UUID
    answers: dict[str, Any]
    source: DraftSource
    private: bool
    made_by_name: str
    receipt: str
    for_agency: str
    made_at: datetime
    changed_at: datetime
    expires_at: datetime


def start_draft(
    *, actor: Actor, answers: Answers | None = None, source: DraftSource, private: bool = False, at: datetime
) -> UUID:
    """Begin a referral, empty or with what was read from a document. Returns the draft's id.

    Args:
        answers: by the key of their question (`rules/steps.py`); people under `harmers`, `children` and `others`, each
            a mapping. Exactly as they were written: what cannot be read is shown beside its question, never dropped.
        private: nobody else of the agency opens it, since one of them may have a tie to somebody in it.
    """
    with acting_as(actor):
        must(actor, "conference.refer")
        draft_id = uuid.uuid4()
        ReferralDraft.objects.bulk_create(
            [
                ReferralDraft(
                    id=draft_id,
                    agency_id=actor.agency,
                    made_by=actor.appointment,
                    made_by_name=actor.name,
                    source=source.value,
                    only_for=actor.appointment if private else None,
                    sealed=seal_answers(answers or {}, purpose=DRAFT, owner=draft_id),
                    problems=_problems(actor, answers or {}, at=at) if answers else [],
                    made_at=at,
                    changed_at=at,
                    expires_at=at + KEPT,
                )
            ]
        )
        record("draft.started", subjects=[draft_id], at=at)
        return draft_id


def save_step(*, actor: Actor, draft: UUID, answers: Mapping[str, Any], at: datetime) -> None:
    """Keep the answers of a page as they were typed, right or wrong, beside those of the other pages.

    Args:
        answers: question → answer; an empty one takes back what stood there. People are given as a whole list.

    Raises NotFound for a draft of another agency.
    """
    with acting_as(actor):
        must(actor, "conference.refer")
        _keep(actor, _locked(draft), answers, at=at)


def save_people(*, actor: Actor, draft: UUID, step: str, change: Callable[[Sequence[Person]], list[Person]],
                at: datetime) -> None:  # fmt: skip
    """Change the list of people of a page as it stands now, whatever stood there when the page was opened.

    Args:
        change: makes the new list of the one that stands.

    Raises what `change` raises, and NotFound for a draft of another agency.
    """
    with acting_as(actor):
        must(actor, "conference.refer")
        row = _locked(draft)
        _keep(actor, row, {step: change(people(_answers(row), step))}, at=at)


def _keep(actor: Actor, row: ReferralDraft, answers: Mapping[str, Any], *, at: datetime) -> None:
    before = _answers(row)
    after = {key: value for key, value in {**before, **answers}.items() if value}
    row.sealed = seal_answers(after, purpose=DRAFT, owner=row.id)
    row.problems = _problems(actor, after, at=at)
    row.changed_at, row.expires_at = at, at + KEPT
    row.save(update_fields=["sealed", "problems", "changed_at", "expires_at"])
    changed = [key for key in answers if before.get(key) != after.get(key)]
    if changed:
        record("draft.changed", subjects=[row.id], fields=changed, at=at)


def discard_draft(*, actor: Actor, draft: UUID, at: datetime) -> None:
    """Throw a draft away. Raises NotFound for one of another agency."""
    with acting_as(actor):
        must(actor, "conference.refer")
        _locked(draft).delete()
        record("draft.discarded", subjects=[draft], at=at)


def submit_draft(*, actor: Actor, draft: UUID, at: datetime) -> Received:
    """Send a draft as a referral; the draft is gone and the referral waits for triage.

    Raises NotFound for a draft of another agency, Refusal for answers that cannot be read or are needed, and as `refer`
    does for an agency that the actor does not refer for.
    """
    with acting_as(actor):
        must(actor, "conference.refer")
        row = _locked(draft)
        read = _read(actor, _answers(row), at=at)
        if read.submission is None:
            raise Refusal(
                f"{len(read.problems)} {'answer keeps' if len(read.problems) == 1 else 'answers keep'} this from "
                "being sent.",
                remedy="They are named above, each with a link to its page.",
            )

        def go_along(received: Received) -> None:
            hand_over(actor=actor, draft=draft, file_id=received.file_id, referral_id=received.referral_id, at=at)
            row.delete()
            record("draft.sent", file_id=received.file_id, subjects=[draft, received.referral_id], at=at)

        return refer(actor=actor, submission=read.submission, at=at, and_then=go_along)


def open_draft(*, actor: Actor, draft: UUID) -> Opened:
    """The draft with its answers, for its page. Raises NotFound for one of another agency."""
    with acting_as(actor):
        must(actor, "conference.refer")
        row = ReferralDraft.objects.select_related("for_agency").filter(id=draft).first()
        if row is None:
            raise NotFound
        return Opened(
            id=row.id,
            answers=_answers(row),
            source=DraftSource(row.source),
            private=row.only_for is not None,
            made_by_name=row.made_by_name,
            receipt=row.receipt,
            for_agency=row.for_agency.name if row.for_agency else "",
            made_at=row.made_at,
            changed_at=row.changed_at,
            expires_at=row.expires_at,
        )


def check_draft(*, actor: Actor, answers: Answers, at: datetime) -> Read:
    """What the answers come to: what stops them, and what the coordinator would ask."""
    with acting_as(actor):
        must(actor, "conference.refer")
        return _read(actor, answers, at=at)


def remove_expired_drafts(*, actor: Actor, at: datetime) -> int:
    """Remove every draft whose time is over, for the nightly job. Returns how many."""
    with acting_as(actor):
        must(actor, "conference.remove_drafts")
        with connection.cursor() as cursor:
            cursor.execute("SELECT openccr.remove_expired_drafts(%s)", [at])
            gone = [row[0] for row in cursor.fetchall()]
        if gone:
            record("draft.expired", subjects=gone, at=at)
        return len(gone)


def _locked(draft: UUID) -> ReferralDraft:
    """The draft, locked until the transaction ends: two windows that save at once do so one after the other."""
    row = ReferralDraft.objects.select_for_update(of=("self",)).filter(id=draft).first()
    if row is None:
        raise NotFound
    return row


def _read(actor: Actor, answers: Answers, *, at: datetime) -> Read:
    """The answers read for the agency that refers: an agency's own people refer for it and for no other."""
    reading = reading_for(actor, today=localdate(at))
    if not actor.whole_area:
        own = next((one.name for one in reading.agencies if one.id == actor.agency_id), "")
        answers = {**answers, "agency": own}
    return read_answers(answers, reading=reading)


def _answers(row: ReferralDraft) -> dict[str, Any]:
    return unseal_answers(row.sealed, purpose=DRAFT, owner=row.id)


def _problems(actor: Actor, answers: Answers, *, at: datetime) -> list[dict[str, str]]:
    return list(_named(_read(actor, answers, at=at).problems))


def _named(problems: Iterable[Refusal]) -> Iterable[dict[str, str]]:
    return ({"question": why.field or "", "sentence": str(why)} for why in problems)
