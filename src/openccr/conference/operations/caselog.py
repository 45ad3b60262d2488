"""Bringing in an area's log of past hearings: the first return and the flags are right from day one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from django.utils.timezone import localdate

from openccr.access.acting import LONG_SECONDS, acting_as
from openccr.access.may import must
from openccr.audit.operations import record
from openccr.conference.models import Referral
from openccr.conference.operations.brought_in import KeepRefused, keep_batch, outcome_of, table_of
from openccr.conference.operations.importing import CHUNK, OTHER_CONTENT, Report
from openccr.conference.operations.past_cases import forum_of, keep_cases
from openccr.conference.operations.reading import reading_for
from openccr.conference.operations.received import (
    Known,
    content_token,
    known,
    log_token,
    reference_token,
    remember,
    whether_known,
)
from openccr.conference.rules.caselog import CASELOG, PastCase, PastHearing, cases_of, own_reference, read_past_hearing
from openccr.conference.rules.hearings import HearingState
from openccr.conference.rules.outcomes import ImportOutcome
from openccr.conference.rules.referrals import ReferralState
from openccr.kernel.actors import Actor
from openccr.tabular import Problem, RowProblem, RowRefused, Table

STILL_OPEN = Problem(
    "a referral of this agency with the same reference is here already, and not heard yet",
    "Hear it at its meeting, or give the past one a reference of its own.",
)


@dataclass(frozen=True)
class SortedLog:
    """A log that was read: the cases that are new, with those that go on from a deferral known here."""

    table: Table
    cases: tuple[PastCase, ...]
    going_on: dict[str, UUID]
    already_known: int
    problems: dict[int, tuple[RowProblem, ...]]

    def outcome(self) -> ImportOutcome:
        """What came of it, or would; a row is a hearing."""
        return outcome_of(
            self.table,
            self.problems,
            accepted=sum(len(case.hearings) for case in self.cases),
            already_known=self.already_known,
            notes=_notes(self.cases),
        )


def try_caselog(*, actor: Actor, data: bytes, filename: str, at: datetime) -> ImportOutcome:
    """What would come of a log; nothing is saved but that it was tried. Raises as `import_caselog`."""
    with acting_as(actor, lasts=LONG_SECONDS):
        must(actor, "conference.import_log")
        outcome = _sort(actor, data, filename, at=at).outcome()
        record("import.tried", at=at)
        return outcome


def import_caselog(
    *,
    actor: Actor,
    data: bytes,
    filename: str,
    at: datetime,
    keep_refused: KeepRefused | None = None,
    report: Report | None = None,
) -> tuple[ImportOutcome, UUID]:
    """Bring in a log of past hearings, all its good rows or, when it is interrupted, none.

    Each case becomes a referral, its hearings at meetings that were held, and the flags that still run. The agencies
    that referred and the coordinating one see them; nobody is told of them as new.

    Args and returns as `import_referrals`. Raises Refusal (field `file`) for a file that cannot be read as a whole,
    and when the area has not exactly one forum for it.
    """
    with acting_as(actor, lasts=LONG_SECONDS):
        must(actor, "conference.import_log")
        found = _sort(actor, data, filename, at=at)
        forum = forum_of(actor)
        for first in range(0, len(found.cases), CHUNK):
            cases = found.cases[first : first + CHUNK]
            remember(actor, [one.as_sent() for case in cases for one in case.hearings])
            keep_cases(actor=actor, forum=forum, cases=cases, going_on=found.going_on, at=at)
            if report is not None:
                report(min(first + CHUNK, len(found.cases)), len(found.cases))
        outcome = found.outcome()
        return outcome, keep_batch(actor, outcome, type="import.log_taken", keep_refused=keep_refused, at=at)


def _sort(actor: Actor, data: bytes, filename: str, *, at: datetime) -> SortedLog:
    reading = reading_for(actor, today=localdate(at), format=CASELOG, left_too=True)
    table = table_of(data, filename=filename, reading=reading)
    reading = reading.looking_at(table.rows)
    problems: dict[int, tuple[RowProblem, ...]] = {}
    rows: list[PastHearing] = []
    for row in table.rows:
        try:
            rows.append(_named(read_past_hearing(row, reading=reading)))
        except RowRefused as refused:
            problems[row.number] = refused.problems
    new, already = _new(rows, problems)
    cases, apart = cases_of(new)
    cases, going_on, still_open = _against_the_known(cases)
    return SortedLog(table, tuple(cases), going_on, already, problems | apart | still_open)


def _named(one: PastHearing) -> PastHearing:
    """A log without references: the row's own content names it, so that the same file twice adds nothing."""
    if one.submission.reference:
        return one
    reference = f"Log {one.heard_on} {log_token(one.as_sent())[:10]}"
    return replace(one, submission=replace(one.submission, reference=reference))


def _new(rows: Sequence[PastHearing], problems: dict[int, tuple[RowProblem, ...]]) -> tuple[list[PastHearing], int]:
    """Take out the hearings that came in before, and what stands twice in the file."""
    sent = [one.as_sent() for one in rows]
    new: list[PastHearing] = []
    already = 0
    in_file: dict[str, str] = {}
    for one, submission, state in zip(rows, sent, whether_known(sent), strict=True):
        reference = reference_token(submission)
        if state is Known.NEW and reference in in_file:
            state = known(in_file[reference], submission)
        in_file.setdefault(reference, content_token(submission))
        if state is Known.NEW:
            new.append(one)
        elif state is Known.SAME:
            already += 1
        else:
            problems[one.row] = (RowProblem("referral_ref", OTHER_CONTENT),)
    return new, already


def _against_the_known(
    cases: Sequence[PastCase],
) -> tuple[list[PastCase], dict[str, UUID], dict[int, tuple[RowProblem, ...]]]:
    """What goes on from a referral that is here: heard after its deferral, or referred again under the same number."""
    states = whether_known([case.submission for case in cases])
    theirs = {case.submission.reference for case, state in zip(cases, states, strict=True) if state is not Known.NEW}
    rows = Referral.objects.filter(their_reference__in=theirs).prefetch_related("hearings").order_by("received_at")
    here = {(row.agency_id, row.their_reference): row for row in rows}
    kept: list[PastCase] = []
    going_on: dict[str, UUID] = {}
    problems: dict[int, tuple[RowProblem, ...]] = {}
    for case, state in zip(cases, states, strict=True):
        reference = case.submission.reference
        before = here.get((case.submission.agency.id, reference)) if state is not Known.NEW else None
        if state is Known.NEW:
            kept.append(case)
        elif before is not None and _was_deferred(before):
            going_on[reference_token(case.submission)] = before.id
            kept.append(case)
        elif before is not None and before.state in (ReferralState.HEARD, ReferralState.WITHDRAWN):
            again = own_reference(reference, case.hearings[0].heard_on)
            kept.append(replace(case, submission=replace(case.submission, reference=again)))
        else:
            problems |= {one.row: (RowProblem("referral_ref", STILL_OPEN),) for one in case.hearings}
    return kept, going_on, problems


def _was_deferred(referral: Referral) -> bool:
    deferred = any(hearing.state == HearingState.DEFERRED for hearing in referral.hearings.all())
    return referral.state == ReferralState.ACCEPTED and deferred


def _notes(cases: Sequence[PastCase]) -> list[str]:
    """What whoever reads the figures should know of this log."""
    undated = sum(not one.dated for case in cases for one in case.hearings)
    unsaid = sum(case.repeat is None for case in cases if case.last.outcome is HearingState.HEARD)
    waiting = sum(case.last.outcome is HearingState.DEFERRED for case in cases)
    return [
        words
        for number, words in (
            (undated, f"{undated} without a date of referral: the meeting's day stands in, and the flag runs from it."),
            (unsaid, f"{unsaid} heard without a word on whether it was a repeat: counted as not recorded."),
            (waiting, f"{waiting} deferred and not heard later in this log: accepted, and waiting to be listed."),
        )
        if number
    ]
