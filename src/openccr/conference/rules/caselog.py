"""From a row of an area's log to a past hearing, and from hearings to the referrals they were of (domain 1.9, 1.12)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby

from openccr.conference.rules.hearings import HearingState
from openccr.conference.rules.importing import RowReader
from openccr.conference.rules.reading import Reading
from openccr.conference.rules.submissions import Submission
from openccr.kernel.text import comparable
from openccr.people.rules import Description, Name
from openccr.tabular import Cell, Problem, Row, RowProblem, RowRefused, read_list

CASELOG = "caselog"
"""The pack's format of a log of past hearings, and the rule by which its repeats are kept."""
REPEATS = {"yes": True, "no": False}
_NUMBER = re.compile(r"[0-9]{1,2}")
_NO_CHILD = frozenset({"none", "nil", "nochildren"})
_NO_ACTION = frozenset({"none", "nil", "na", "noaction", "noactions"})
_REFERENCE_LENGTH = 60
_VICTIM = "victim_"


@dataclass(frozen=True, kw_only=True)
class PastHearing:
    """One row of a log.

    Args:
        row: its number as a spreadsheet shows it.
        submission: the referral it was of; its reference may be empty.
        heard_on: the day of the meeting.
        outcome: heard, deferred or withdrawn.
        repeat: None where the log does not say.
        actions: as the log words them.
        dated: the log says when it was referred; otherwise the first meeting's day stands in.
    """

    row: int
    submission: Submission
    heard_on: date
    outcome: HearingState
    repeat: bool | None
    actions: tuple[str, ...]
    dated: bool

    def as_sent(self) -> Submission:
        """The row as one that is remembered: its reference is of this hearing, its content all that the row says."""
        said = (("outcome", self.outcome.value), ("repeat", str(self.repeat)), ("actions", "; ".join(self.actions)))
        return replace(self.submission, reference=f"{self.submission.reference} {self.heard_on}", detail=said)


@dataclass(frozen=True)
class PastCase:
    """One referral and its hearings, in the order of their days: deferred as often as it was, then perhaps heard."""

    submission: Submission
    hearings: tuple[PastHearing, ...]

    @property
    def last(self) -> PastHearing:
        """The hearing after which the log says no more of this referral."""
        return self.hearings[-1]

    @property
    def repeat(self) -> bool | None:
        """The last word of the log on whether it was a repeat."""
        return next((one.repeat for one in reversed(self.hearings) if one.repeat is not None), None)


def read_past_hearing(row: Row, *, reading: Reading) -> PastHearing:
    """The hearing a row holds. Raises RowRefused with every problem that the row has."""
    if row.problem is not None:
        raise RowRefused([RowProblem("", row.problem)])
    reader = _LogReader(row, reading)
    found = reader.past_hearing()
    if reader.problems or found is None:
        raise RowRefused(reader.problems)
    return found


class _LogReader(RowReader):
    """Reads what a log has of a referral, and what came of the meeting."""

    def __init__(self, row: Row, reading: Reading) -> None:
        super().__init__(row, reading)
        self.heard_on = self.day("heard_on", past=True)

    def past_hearing(self) -> PastHearing | None:
        outcome, repeat = self.choice("outcome"), self.choice("repeat")
        listed = self.read("actions", read_list) or ()
        actions = tuple(one for one in listed if comparable(one) not in _NO_ACTION)
        submission = self.submission()
        if submission is None or self.heard_on is None or not outcome:
            return None
        if submission.referred_on > self.heard_on:
            self.refuse("heard_on", "the meeting is before the referral", "Correct one of the two days.")
            return None
        return PastHearing(
            row=self.row.number,
            submission=submission,
            heard_on=self.heard_on,
            outcome=HearingState(outcome),
            repeat=REPEATS.get(repeat),
            actions=actions,
            dated=bool(self.said.get("referred_on")),
        )

    def day(self, column: str, *, past: bool = False, birth: bool = False) -> date | None:
        found = super().day(column, past=past, birth=birth)
        if column == "referred_on" and found is None and column not in self.troubled:
            return self.heard_on
        return found

    def names(self, prefix: str) -> tuple[Name, ...]:
        found = super().names(prefix)
        initials = self.text("victim_initials") if prefix == _VICTIM and not found else ""
        return (Name(given=initials),) if initials else found

    def _children(self, cell: Cell) -> tuple[Description, ...]:
        """Children by name, or only how many: the return counts them either way."""
        none = comparable(self.row.cell("children_number").text) in _NO_CHILD
        number = 0 if none else self.number("children_number")
        text = str(cell.value).strip() if cell.value is not None else ""
        if _NUMBER.fullmatch(text.removesuffix(".0")):
            return (Description(names=()),) * int(text.removesuffix(".0"))
        named = super()._children(cell)
        if number is not None and named and number < len(named):
            self.refuse("children_number", "more children are named than counted", "Correct one of the two.")
        return (*named, *(Description(names=()),) * ((number or 0) - len(named)))


def cases_of(hearings: Iterable[PastHearing]) -> tuple[list[PastCase], dict[int, tuple[RowProblem, ...]]]:
    """The referrals that the hearings were of, and the rows that cannot be told apart.

    A referral goes on while it is deferred. One that was heard or withdrawn, or has another day of referral, is over:
    the next row of the same reference is a referral of its own, as areas that number people write them.
    """
    cases: list[PastCase] = []
    problems: dict[int, tuple[RowProblem, ...]] = {}
    ordered = sorted(hearings, key=lambda one: (*_same_reference(one), one.heard_on))
    for _, rows in groupby(ordered, key=_same_reference):
        for number, chain in enumerate(_chains(rows)):
            if any(not _same_person(one.submission, chain[-1].submission) for one in chain):
                problems |= {one.row: (RowProblem("referral_ref", _ANOTHER_PERSON),) for one in chain}
                continue
            cases.append(PastCase(_referral_of(chain, again=number > 0), tuple(chain)))
    return cases, problems


_ANOTHER_PERSON = Problem(
    "the same reference stands for two people in this log", "Give each referral a reference of its own."
)


def own_reference(reference: str, heard_on: date) -> str:
    """The reference of a later referral under a number that stands for the person."""
    return f"{reference[: _REFERENCE_LENGTH - 13]} ({heard_on})"


def _chains(rows: Iterable[PastHearing]) -> Iterator[list[PastHearing]]:
    chain: list[PastHearing] = []
    for one in rows:
        over = chain and chain[-1].outcome is not HearingState.DEFERRED
        other_day = chain and one.dated and chain[-1].dated and _referred(one) != _referred(chain[-1])
        if over or other_day:
            yield chain
            chain = []
        chain.append(one)
    if chain:
        yield chain


def _referral_of(chain: Sequence[PastHearing], *, again: bool) -> Submission:
    """The referral as its last row describes it, of the day that a row gives, else of the first meeting."""
    last = chain[-1].submission
    referred_on = next((_referred(one) for one in chain if one.dated), chain[0].heard_on)
    reference = own_reference(last.reference, chain[0].heard_on) if again else last.reference
    return replace(last, referred_on=referred_on, reference=reference)


def _same_reference(one: PastHearing) -> tuple[str, str]:
    return str(one.submission.agency.id), "".join(one.submission.reference.casefold().split())


def _same_person(one: Submission, other: Submission) -> bool:
    return one.victim.names[:1] == other.victim.names[:1]


def _referred(one: PastHearing) -> date:
    return one.submission.referred_on
