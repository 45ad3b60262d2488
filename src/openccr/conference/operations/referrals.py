"""Taking referrals in: the file, the people, the score, the referral. One referral is a list of one."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from openccr.access.acting import acting_as
from openccr.access.may import must
from openccr.audit.operations import Act, record_all
from openccr.casefiles.operations import open_files, write_lines
from openccr.casefiles.rules import FileKind, Line, NewFile, Reason
from openccr.conference.models import Referral, ReferralDetail
from openccr.conference.operations.received import Known, remember, whether_known
from openccr.conference.rules.reading import PROCESS
from openccr.conference.rules.referrals import REFERRAL, ReferralsReceived
from openccr.conference.rules.submissions import Submission, gaps
from openccr.conference.sealing import DETAIL, seal_answers
from openccr.content import Pack
from openccr.content.schema.processes import Process
from openccr.kernel.actors import Actor
from openccr.kernel.events import publish
from openccr.kernel.refusals import Refusal
from openccr.partnership.practice import practice
from openccr.people.operations import add_people
from openccr.people.rules import Description, Newcomer, PartKind, initials
from openccr.risk.operations import record_scores
from openccr.risk.rules import SentScore

BATCH = 1_000
LAWFUL_BASIS = "art6_public_task"


@dataclass(frozen=True)
class Received:
    """A referral that was taken in, and the file opened for it."""

    file_id: UUID
    referral_id: UUID


def refer(
    *, actor: Actor, submission: Submission, at: datetime, and_then: Callable[[Received], None] | None = None
) -> Received:
    """Refer one victim to the conference.

    Args:
        and_then: as `refer_all`.

    Raises Refusal for an agency the actor does not refer for, and for a reference that has come in before.
    """
    with acting_as(actor):
        known = whether_known([submission])[0]
        if known is not Known.NEW:
            same = (
                "This referral has come in already."
                if known is Known.SAME
                else ("Another referral of this agency has the same reference.")
            )
            raise Refusal(same, remedy="Look for it under your referrals, or give another.", field="referral_ref")
        return refer_all(actor=actor, submissions=[submission], at=at, and_then=and_then)[0]


def refer_all(
    *,
    actor: Actor,
    submissions: Sequence[Submission],
    at: datetime,
    and_then: Callable[[Received], None] | None = None,
) -> list[Received]:
    """Take in referrals whose references are new, each with a file of its own. Returns them in the same order.

    The referring agency can see what it sent, whoever enters it; recourse to public funds goes behind its own wall.

    Args:
        and_then: what belongs to each referral besides. It is done before anybody is held out of the case, who may be
            whoever refers: they have sent the whole of it, and see no more of it.

    Raises Refusal for an agency that the actor does not refer for.
    """
    with acting_as(actor):
        rows = open_referrals(actor, submissions, at=at)
        Referral.objects.bulk_create(rows, batch_size=BATCH)
        ReferralDetail.objects.bulk_create(_details(rows, submissions), batch_size=BATCH)
        write_lines(
            (
                Line(file_id=row.file_id, kind="referral", sentence=f"Referred by {one.agency.name}", about_id=row.id)
                for row, one in zip(rows, submissions, strict=True)
            ),
            at=at,
        )
        record_all((Act(type="referral.received", file_id=row.file_id, subjects=(row.id,)) for row in rows), at=at)
        received = [Received(row.file_id, row.id) for row in rows]
        if and_then is not None:
            for one in received:
                and_then(one)
        publish(ReferralsReceived(actor=actor, file_ids=tuple(row.file_id for row in rows)))
        return received


def open_referrals(
    actor: Actor, submissions: Sequence[Submission], *, at: datetime, came_in: Sequence[datetime] | None = None
) -> list[Referral]:
    """Open files with their people and scores, and make the referrals, not saved yet; part of another operation.

    Args:
        came_in: when each came in, for past cases; None: now.

    Raises Refusal for an agency that the actor does not refer for.
    """
    for agency in {submission.agency for submission in submissions}:
        must(actor, "conference.refer", agency)
    remember(actor, submissions)
    pack = practice(actor)
    ids = [uuid.uuid4() for _ in submissions]
    opened: Sequence[datetime | None] = came_in or [None] * len(submissions)
    new = [_new_file(*one) for one in zip(submissions, ids, opened, strict=True)]
    files = open_files(actor=actor, kind=FileKind.MARAC, new=new, at=at)
    victims = _add_people(actor, submissions, files)
    _record_scores(actor, pack.processes[PROCESS], submissions, files, victims, at=at)
    return [
        _referral(one, referral_id, file_id, pack=pack, at=when or at)
        for one, referral_id, file_id, when in zip(submissions, ids, files, opened, strict=True)
    ]


def _new_file(submission: Submission, referral_id: UUID, opened_at: datetime | None) -> NewFile:
    name = submission.victim.names[0]
    return NewFile(
        title=initials(name.given, name.family),
        reason=Reason(
            purpose="referral to the conference",
            lawful_basis=LAWFUL_BASIS,
            arises_from="ReferralReceived",
            arises_from_id=referral_id,
        ),
        for_agency_id=submission.agency.id,
        opened_at=opened_at,
    )


def _referral(submission: Submission, referral_id: UUID, file_id: UUID, *, pack: Pack, at: datetime) -> Referral:
    process, ties = pack.processes[PROCESS], pack.relationships.relationships
    return Referral(
        id=referral_id,
        file_id=file_id,
        agency_id=submission.agency.id,
        their_reference=submission.reference,
        referrer_name=submission.referrer_name,
        referrer_email=submission.referrer_email,
        source=submission.agency.source,
        referred_on=submission.referred_on,
        incident_on=submission.incident_on,
        received_at=at,
        criteria=list(submission.criteria),
        primary_criterion=submission.criteria[0] if submission.criteria else "",
        judgement_reason=submission.judgement_reason,
        reason=submission.reason,
        wishes=submission.victim_wishes,
        aware=_told(submission.victim_aware),
        unaware_reason=submission.unaware_reason,
        consent=_told(submission.consent),
        children=len(submission.children),
        gaps=[str(gap) for gap in gaps(submission, process=process, ties=ties)],
        state=REFERRAL.first,
    )


def _details(rows: Sequence[Referral], submissions: Sequence[Submission]) -> Iterator[ReferralDetail]:
    for row, one in zip(rows, submissions, strict=True):
        if one.detail:
            sealed = seal_answers(dict(one.detail), purpose=DETAIL, owner=row.file_id)
            yield ReferralDetail(file_id=row.file_id, referral_id=row.id, sealed=sealed)


def _told(answer: str) -> str:
    return answer if answer in ("yes", "no") else "unknown"


def _add_people(actor: Actor, submissions: Sequence[Submission], files: Sequence[UUID]) -> list[UUID]:
    """Put everybody into the files; the victims' ids in the order of the submissions."""
    newcomers = [
        one for submission, file_id in zip(submissions, files, strict=True) for one in _people(submission, file_id)
    ]
    ids = add_people(actor=actor, newcomers=newcomers)
    return [person for person, one in zip(ids, newcomers, strict=True) if one.kind is PartKind.VICTIM]


def _people(submission: Submission, file_id: UUID) -> Iterator[Newcomer]:
    def newcomer(kind: PartKind, described: Description, relationship: str = "") -> Newcomer:
        return Newcomer(
            file_id=file_id,
            kind=kind,
            described=described,
            relationship=relationship,
            source=submission.agency.name,
            on=submission.referred_on,
        )

    yield newcomer(PartKind.VICTIM, submission.victim)
    for harmer in submission.harmers:
        yield newcomer(PartKind.HARMER, harmer.described, harmer.relationship)
    for child in submission.children:
        yield newcomer(PartKind.CHILD, child)
    for other in submission.others:
        yield newcomer(PartKind.OTHER, other)


def _record_scores(
    actor: Actor,
    process: Process,
    submissions: Sequence[Submission],
    files: Sequence[UUID],
    victims: Sequence[UUID],
    *,
    at: datetime,
) -> None:
    sent = [
        SentScore(
            file_id=file_id,
            person_id=victim,
            instrument=one.instrument or process.choices.instruments[0],
            score=one.dash_score,
            grade=one.grade,
            judged_high=True if one.judged_high else None,
            judgement_reason=one.judgement_reason,
            assessed_on=one.dash_on or one.referred_on,
            agency_name=one.assessed_by or one.agency.name,
            author_name=one.referrer_name,
        )
        for one, file_id, victim in zip(submissions, files, victims, strict=True)
        if one.dash_score is not None or one.judged_high or one.grade
    ]
    if sent:
        record_scores(actor=actor, sent=sent, at=at)
