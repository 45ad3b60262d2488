"""How the conference works: the operational indicators of domain 1.12, from what is recorded of each hearing.

Nothing is guessed: what nobody recorded is counted apart, and never as a no.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from statistics import median

from openccr.actions.rules.carrying import Faces
from openccr.actions.rules.states import OPEN, ActionState
from openccr.conference.rules.hearings import HearingState
from openccr.conference.rules.referrals import ReferralState
from openccr.conference.rules.transfers import TransferState
from openccr.content.schema.quality import Indicator
from openccr.insight.rules.figures import Number, rounded

DECIDED_AWAY = (ReferralState.NOT_MET, ReferralState.REDIRECTED)
UNDECIDED = (
    ReferralState.RECEIVED, ReferralState.RETURNED, ReferralState.NOT_MET_PROPOSED, ReferralState.APPEALED,
)  # fmt: skip
NOT_ACKNOWLEDGED = (TransferState.SENT,)
NEVER_SENT = (TransferState.PROPOSED, TransferState.WITHDRAWN)


@dataclass(frozen=True)
class Task:
    """An action agreed at a hearing."""

    faces: str
    state: str
    due_on: date
    ended_on: date | None


@dataclass(frozen=True, kw_only=True)
class Sat:
    """A case on a meeting, with what is recorded of it.

    Args:
        prepared: the meeting was prepared here; a past one out of a log says nothing of research, plan or contact.
        spoken_on: the days somebody spoke with her; `tried`: whether any attempt is written down.
    """

    on: date
    state: str
    referred_on: date
    incident_on: date | None = None
    prepared: bool = True
    her_view: bool = False
    asked: int = 0
    answered: int = 0
    tasks: tuple[Task, ...] = ()
    tried: bool = False
    spoken_on: tuple[date, ...] = ()
    deferred_key: str = ""


@dataclass(frozen=True)
class Seat:
    """An agency asked about a case of a meeting: whether it was there; None where nobody listed who was."""

    on: date
    agency: str
    there: bool | None


@dataclass(frozen=True)
class Decided:
    """A referral that came in, and what was decided of it."""

    state: str
    key: str


@dataclass(frozen=True, kw_only=True)
class Work:
    """What a period holds, by meeting day."""

    today: date
    sat: Sequence[Sat] = ()
    seats: Sequence[Seat] = ()
    referrals: Sequence[Decided] = ()
    transfers: Sequence[str] = ()

    def by_day(self) -> dict[date, Work]:
        """The part of each day on which a case sat; referrals and transfers belong to none."""
        sat: dict[date, list[Sat]] = defaultdict(list)
        seats: dict[date, list[Seat]] = defaultdict(list)
        for case in self.sat:
            sat[case.on].append(case)
        for seat in self.seats:
            seats[seat.on].append(seat)
        return {on: Work(today=self.today, sat=cases, seats=seats[on]) for on, cases in sat.items()}


@dataclass(frozen=True, kw_only=True)
class Measured:
    """An indicator, counted.

    Args:
        count, over: of how many; for days, how many have both days, and of how many cases.
        unknown: for how many it is not recorded.
        middle: the middle number of days.
        parts: what it is made of, such as the reasons: name → how many.
    """

    key: str
    count: Number
    over: Number
    unknown: Number = 0
    middle: float | None = None
    parts: Mapping[str, Number] = field(default_factory=dict)

    @property
    def percent(self) -> float | None:
        """The share; None for days, and where there is nothing to share or a number is not shown."""
        if self.middle is not None or not isinstance(self.count, int) or not isinstance(self.over, int):
            return None
        return self.count / self.over * 100 if self.over else None


def measured(work: Work, *, names: Mapping[str, str]) -> dict[str, Measured]:
    """Every indicator of a period, by its key.

    Args:
        names: key of a reason → its words.
    """
    return {key: replace(count(work, names), key=key) for key, count in _COUNTS.items()}


def published(one: Measured) -> Measured:
    """As readers see it who do not work on the whole area: rounded, and no middle of a handful."""
    few = isinstance(one.count, int) and one.count < 5
    return replace(
        one,
        count=_rounded(one.count),
        over=_rounded(one.over),
        unknown=_rounded(one.unknown),
        middle=None if few or one.middle is None else round(one.middle),
        parts={name: _rounded(number) for name, number in one.parts.items()},
    )


def _rounded(number: Number) -> Number:
    return rounded(number) if isinstance(number, int) else number


def indicators(pack: Mapping[str, Indicator]) -> list[Indicator]:
    """The pack's indicators that can be counted, in its order."""
    return [one for key, one in pack.items() if key in _COUNTS]


def _heard(work: Work) -> list[Sat]:
    return [one for one in work.sat if one.state == HearingState.HEARD]


def _referred_on(one: Sat) -> date | None:
    """The day of referral; None where a log did not say it, since the meeting's own day stands in then."""
    return one.referred_on if one.prepared or one.referred_on < one.on else None


def _days(pairs: Iterable[tuple[date | None, date]]) -> Measured:
    every = list(pairs)
    # A date after what it should lie before is a slip of the pen: not a number of days.
    known = [(last - first).days for first, last in every if first is not None and first <= last]
    middle = float(median(known)) if known else None
    return Measured(key="", count=len(known), over=len(every), unknown=len(every) - len(known), middle=middle)


def _share(yes: Iterable[bool | None]) -> Measured:
    """Yes of yes and no; what is None is not recorded."""
    said = Counter(yes)
    return Measured(key="", count=said[True], over=said[True] + said[False], unknown=said[None])


def _of_prepared(work: Work, test: Callable[[Sat], bool | None]) -> Measured:
    return _share(test(one) if one.prepared else None for one in _heard(work))


def _in_time(task: Task, today: date) -> bool | None:
    if task.state == ActionState.DONE and task.ended_on is not None:
        return task.ended_on <= task.due_on
    return False if task.state in OPEN and task.due_on < today else None


def _actions_in_time(work: Work, _: Mapping[str, str]) -> Measured:
    told = [_in_time(task, work.today) for one in _heard(work) for task in one.tasks]
    return _share(one for one in told if one is not None)


def _reached(one: Sat) -> bool | None:
    if any(one.referred_on <= day <= one.on for day in one.spoken_on):
        return True
    return False if one.tried else None


def _research(work: Work, _: Mapping[str, str]) -> Measured:
    asked = sum(one.asked for one in _heard(work))
    silent = sum(not one.prepared for one in _heard(work))
    return Measured(key="", count=sum(one.answered for one in _heard(work)), over=asked, unknown=silent)


def _attendance(work: Work, _: Mapping[str, str]) -> Measured:
    there = Counter(seat.agency for seat in work.seats if seat.there)
    asked = Counter(seat.agency for seat in work.seats if seat.there is not None)
    return replace(
        _share(seat.there for seat in work.seats),
        parts={f"{name}, asked at {asked[name]}": there[name] for name in sorted(asked)},
    )


def _screened_out(work: Work, names: Mapping[str, str]) -> Measured:
    decided = [one for one in work.referrals if one.state not in UNDECIDED]
    away = [one for one in decided if one.state in DECIDED_AWAY]
    waiting = len(work.referrals) - len(decided)
    return Measured(key="", count=len(away), over=len(decided), unknown=waiting, parts=_by_reason(away, names))


def _by_reason(rows: Iterable[Decided], names: Mapping[str, str]) -> dict[str, Number]:
    return dict(Counter(names.get(row.key, "No reason recorded") for row in rows).most_common())


def _deferred(work: Work, names: Mapping[str, str]) -> Measured:
    put_off = [Decided(one.state, one.deferred_key) for one in work.sat if one.state == HearingState.DEFERRED]
    return Measured(key="", count=len(put_off), over=len(work.sat), parts=_by_reason(put_off, names))


def _transfers(work: Work, _: Mapping[str, str]) -> Measured:
    sent = [state for state in work.transfers if state not in NEVER_SENT]
    return _share(state not in NOT_ACKNOWLEDGED for state in sent)


_COUNTS: Mapping[str, Callable[[Work, Mapping[str, str]], Measured]] = {
    "incident_to_referral": lambda work, _: _days(
        (one.incident_on if _referred_on(one) else None, one.referred_on) for one in _heard(work)
    ),
    "referral_to_meeting": lambda work, _: _days((_referred_on(one), one.on) for one in _heard(work)),
    "research_returned": _research,
    "attendance": _attendance,
    "actions_in_time": _actions_in_time,
    "contacted_before": lambda work, _: _of_prepared(work, _reached),
    "her_view": lambda work, _: _of_prepared(work, lambda one: one.her_view),
    "faces_harmer": lambda work, _: _of_prepared(work, lambda one: any(t.faces == Faces.HARMER for t in one.tasks)),
    "screened_out": _screened_out,
    "deferred": _deferred,
    "transfers_acknowledged": _transfers,
}
