"""Taking in what an agency's own system sends: all of it, or nothing with every fault named."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.timezone import localdate

from openccr.access.acting import acting_as
from openccr.conference.models import Referral
from openccr.conference.operations.importing import OTHER_CONTENT
from openccr.conference.operations.reading import reading_for
from openccr.conference.operations.received import Known, reference_token, whether_known
from openccr.conference.operations.referrals import refer_all
from openccr.conference.rules.reading import PROCESS
from openccr.conference.rules.sent import Sent, read_sent
from openccr.conference.rules.submissions import Submission, gaps
from openccr.kernel.actors import Actor
from openccr.kernel.refusals import Refusal
from openccr.tabular import Problem, RowProblem, RowRefused

TWICE = Problem("another one that was sent has the same reference", "Send each referral once.")


class SomeRefused(Refusal):
    """Some of what was sent has faults: which one, counted from 1, and what is wrong with it."""

    def __init__(self, problems: dict[int, tuple[RowProblem, ...]]) -> None:
        self.problems = problems
        super().__init__("Nothing was taken: some fields have faults.")


@dataclass(frozen=True)
class Taken:
    """A referral that was sent: its id, whether it had come before, and what a coordinator would still have to ask."""

    referral_id: UUID
    file_id: UUID
    reference: str
    already_known: bool
    gaps: tuple[str, ...]


def send_referrals(*, actor: Actor, sent: Sequence[dict[str, Sent]], at: datetime) -> list[Taken]:
    """Refer everybody that the actor's agency's system sends, in its own name. Answers in the same order.

    Raises SomeRefused, with every fault of every one; then nothing was taken.
    """
    with acting_as(actor):
        reading = reading_for(actor, today=localdate(at))
        own = next((one.name for one in reading.agencies if one.id == actor.agency_id), "")
        read: dict[int, Submission] = {}
        problems: dict[int, tuple[RowProblem, ...]] = {}
        for number, one in enumerate(sent, start=1):
            try:
                read[number] = read_sent(one, own_agency=own, reading=reading)
            except RowRefused as refused:
                problems[number] = refused.problems
        states = dict(zip(read, whether_known(list(read.values())), strict=True))
        first: dict[str, int] = {}
        for number, submission in read.items():
            if first.setdefault(reference_token(submission), number) != number:
                problems[number] = (RowProblem("referral_ref", TWICE),)
            elif states[number] is Known.OTHER:
                problems[number] = (RowProblem("referral_ref", OTHER_CONTENT),)
        if problems:
            raise SomeRefused(problems)
        new = {number: one for number, one in read.items() if states[number] is Known.NEW}
        received = refer_all(actor=actor, submissions=list(new.values()), at=at)
        ids = {number: (one.referral_id, one.file_id) for number, one in zip(new, received, strict=True)}
        process, ties = reading.pack.processes[PROCESS], reading.pack.relationships.relationships
        return [
            Taken(
                referral_id=found[0],
                file_id=found[1],
                reference=submission.reference,
                already_known=number not in ids,
                gaps=tuple(str(gap) for gap in gaps(submission, process=process, ties=ties)),
            )
            for number, submission in read.items()
            for found in [ids[number] if number in ids else _before(actor, submission)]
        ]


def _before(actor: Actor, submission: Submission) -> tuple[UUID, UUID]:
    """The referral that came in under this reference before."""
    found = Referral.objects.filter(agency_id=actor.agency, their_reference=submission.reference)
    return found.order_by("-received_at").values_list("id", "file_id")[0]
