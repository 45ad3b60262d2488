"""Bringing in a file of referrals: one transaction, every good row taken, every bad row given back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from django.utils.timezone import localdate

from openccr.access.acting import LONG_SECONDS, acting_as
from openccr.access.may import must, why_not
from openccr.audit.operations import record
from openccr.conference.operations.brought_in import KeepRefused, keep_batch, outcome_of, table_of
from openccr.conference.operations.reading import reading_for
from openccr.conference.operations.received import Known, content_token, known, reference_token, whether_known
from openccr.conference.operations.referrals import refer_all
from openccr.conference.rules.importing import read_submission
from openccr.conference.rules.outcomes import ImportOutcome
from openccr.conference.rules.reading import Reading
from openccr.conference.rules.submissions import Submission
from openccr.kernel.actors import Actor
from openccr.people.rules import Description
from openccr.tabular import Problem, Row, RowProblem, RowRefused, Table

CHUNK = 500
"""Referrals written at a time: bounds the memory and how old the actor's token gets."""

Report = Callable[[int, int], None]
OTHER_CONTENT = Problem(
    "a referral of this agency with the same reference came in with other content",
    "If it is the same referral, tell the coordinator what has changed; if not, give it a reference of its own.",
)


@dataclass(frozen=True)
class Sorted:
    """A file that was read: what each of its rows is."""

    table: Table
    good: tuple[Submission, ...]
    already_known: int
    problems: dict[int, tuple[RowProblem, ...]]
    victims: tuple[tuple[int, Description], ...]

    def outcome(self) -> ImportOutcome:
        """What came of it, or would."""
        return outcome_of(self.table, self.problems, accepted=len(self.good), already_known=self.already_known)


def try_file(*, actor: Actor, data: bytes, filename: str, at: datetime) -> ImportOutcome:
    """What would come of a file; nothing is saved but that it was tried. Raises as `import_referrals`."""
    with acting_as(actor, lasts=LONG_SECONDS):
        must(actor, "conference.import")
        found = _sort(actor, data, filename, at=at)
        record("import.tried", at=at)
        return replace(found.outcome(), victims=found.victims)


def import_referrals(
    *,
    actor: Actor,
    data: bytes,
    filename: str,
    at: datetime,
    keep_refused: KeepRefused | None = None,
    report: Report | None = None,
) -> tuple[ImportOutcome, UUID]:
    """Bring in a file of referrals, all its good rows or, when it is interrupted, none.

    Args:
        filename: for sentences only; it is not kept.
        keep_refused: keeps the file of refused rows and gives its id; None when the caller writes it elsewhere.
        report: told how many of how many referrals are written.

    Returns the outcome and the batch's id. Raises Refusal (field `file`) for a file that cannot be read as a whole.
    """
    with acting_as(actor, lasts=LONG_SECONDS):
        must(actor, "conference.import")
        found = _sort(actor, data, filename, at=at)
        for first in range(0, len(found.good), CHUNK):
            refer_all(actor=actor, submissions=found.good[first : first + CHUNK], at=at)
            if report is not None:
                report(min(first + CHUNK, len(found.good)), len(found.good))
        outcome = found.outcome()
        return outcome, keep_batch(actor, outcome, type="import.taken", keep_refused=keep_refused, at=at)


def _sort(actor: Actor, data: bytes, filename: str, *, at: datetime) -> Sorted:
    reading = reading_for(actor, today=localdate(at))
    table = table_of(data, filename=filename, reading=reading)
    reading = reading.looking_at(table.rows)
    problems: dict[int, tuple[RowProblem, ...]] = {}
    read: list[tuple[Row, Submission]] = []
    for row in table.rows:
        try:
            read.append((row, _read(actor, row, reading)))
        except RowRefused as refused:
            problems[row.number] = refused.problems
    return _against_the_known(table, read, problems)


def _read(actor: Actor, row: Row, reading: Reading) -> Submission:
    submission = read_submission(row, reading=reading)
    refusal = why_not(actor, "conference.refer", submission.agency)
    if refusal is not None:
        problem = Problem(refusal.sentence.rstrip("."), "Take the row out, or ask the coordinator to bring it in.")
        raise RowRefused([RowProblem("agency", problem)])
    return submission


def _against_the_known(
    table: Table, read: list[tuple[Row, Submission]], problems: dict[int, tuple[RowProblem, ...]]
) -> Sorted:
    """Take out what came in before, and what stands twice in the file."""
    good: list[Submission] = []
    victims: list[tuple[int, Description]] = []
    already = 0
    in_file: dict[str, Submission] = {}
    states = whether_known([submission for _, submission in read])
    for (row, submission), state in zip(read, states, strict=True):
        reference = reference_token(submission)
        before = in_file.setdefault(reference, submission)
        if state is Known.NEW and before is not submission:
            state = known(content_token(before), submission)
        if state is Known.NEW:
            good.append(submission)
            victims.append((row.number, submission.victim))
        elif state is Known.SAME:
            already += 1
        else:
            problems[row.number] = (RowProblem("referral_ref", OTHER_CONTENT),)
    return Sorted(table, tuple(good), already, problems, tuple(victims))
