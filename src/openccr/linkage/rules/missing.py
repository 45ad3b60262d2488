"""Who is a missing link: known to several agencies, with signs of risk, and referred by none.

Sources: domain 4.6 (serial: two or more unconnected victims within three years; repeat: the same person again), the
review of deaths in which agencies knew and did not share (domain 12.7); thresholds are the pack's. A flag is a question
to a person. It refers nobody.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from openccr.kernel.moves import Move, Moves
from openccr.kernel.refusals import Refusal

OUTCOMES = {
    "referred": "Referred",
    "supported": "Supported otherwise",
    "no_concern": "No concern",
    "mistaken": "Mistaken: not one person",
}
RIGHT = frozenset({"referred", "supported"})
"""Outcomes by which the queue was right to ask."""


class FlagState(StrEnum):
    FOUND = "found"
    WEIGHED = "weighed"
    ASKED = "asked"
    CLOSED = "closed"


@dataclass(frozen=True)
class FlagFacts:
    """What decides about a move. `answers`: holding agencies that want to say something."""

    weighed: bool = False
    outcome: str = ""


def _weighed(facts: FlagFacts) -> Refusal | None:
    if facts.weighed:
        return None
    return Refusal("Nobody is asked before it is written down why that is necessary and proportionate.")


FLAG = Moves(
    states={
        FlagState.FOUND: "Found",
        FlagState.WEIGHED: "Weighed",
        FlagState.ASKED: "Agencies asked",
        FlagState.CLOSED: "Closed",
    },
    first=FlagState.FOUND,
    moves=(
        Move("weigh", "Weigh it", (FlagState.FOUND, FlagState.WEIGHED), FlagState.WEIGHED),
        # From the start the button is there, and says what is missing.
        Move(
            "ask", "Ask the agencies that hold a record", (FlagState.FOUND, FlagState.WEIGHED), FlagState.ASKED,
            (_weighed,),
        ),
        Move("close", "Close it", (FlagState.FOUND, FlagState.WEIGHED, FlagState.ASKED), FlagState.CLOSED),
    ),
)  # fmt: skip


@dataclass(frozen=True)
class Held:
    """A record, or a person of a case, as far as the queue looks at it.

    Args:
        source: the agency that holds it.
        human: the number that linking gave whom it is of.
        with_human: of the other of the pair, where it names one.
        weight: of its signs of risk together.
    """

    record: str
    source: str
    human: int
    part: str = ""
    with_human: int | None = None
    weight: int = 0
    last_contact: date | None = None
    household: str = ""
    moved: bool = False
    ethnicity: str = ""


@dataclass(frozen=True)
class Limits:
    """The pack's thresholds; months are days here."""

    agencies: int
    weight: int
    days: int
    victims: int
    serial_days: int
    times: int
    repeat_days: int
    household: int
    moved_days: int


@dataclass(frozen=True)
class Found:
    """A missing link: whom it is about, why, which records speak for it, and which holders are asked.

    Args:
        weight: of the signs of risk; of one who harms, those of the people whom he harms as well.
    """

    human: int
    reasons: tuple[str, ...]
    weight: int
    newest: date | None
    records: tuple[Held, ...]


def missing_links(held: Sequence[Held], *, referred: frozenset[int], limits: Limits, today: date) -> list[Found]:
    """The missing links, the gravest first.

    Args:
        referred: whom a case of the conference already stands for; they are no missing link, and neither is the one
            they are harmed by, unless he harms others too.
    """
    people: dict[int, list[Held]] = defaultdict(list)
    for one in held:
        people[one.human].append(one)
    homes = _harmed_homes(held, limits, today)
    lives = {human: {one.household for one in records if one.household} for human, records in people.items()}
    found = []
    for human, records in people.items():
        reasons = [] if human in referred else list(_of_her(human, records, people, referred, homes, limits, today))
        reasons += _of_him(human, records, lives, referred, limits, today)
        if reasons:
            fresh = [one for one in records if _within(one, limits.days, today)] or records
            days = [one.last_contact for one in records if one.last_contact]
            harmed = {one.with_human for one in records if one.part == "harmer"} - {None, human}
            weight = sum(one.weight for one in fresh) + sum(
                one.weight for each in harmed for one in people.get(each or 0, ()) if _within(one, limits.days, today)
            )
            found.append(Found(human, tuple(reasons), min(weight, 99), max(days, default=None), tuple(records)))
    return sorted(_once_for_a_home(found, homes), key=lambda one: (-len(one.reasons), -one.weight, one.human))


def _once_for_a_home(found: Sequence[Found], homes: Mapping[str, int]) -> list[Found]:
    """The same, those of whom nothing but their household is told put together: a household is one question."""
    apart, together = [], defaultdict[str, list[Found]](list)
    for one in found:
        if one.reasons == ("household",):
            lived = [each.household for each in one.records if each.household in homes]
            together[max(lived, key=homes.__getitem__)].append(one)
        else:
            apart.append(one)
    for some in together.values():
        newest = max((one.newest for one in some if one.newest), default=None)
        records = tuple(each for one in some for each in one.records)
        weight = min(sum(one.weight for one in some), 99)
        apart.append(Found(min(one.human for one in some), ("household",), weight, newest, records))
    return apart


def _within(one: Held, days: int, today: date) -> bool:
    return one.last_contact is None or 0 <= (today - one.last_contact).days <= days


def _of_her(
    human: int, records: Sequence[Held], people: Mapping[int, list[Held]], referred: frozenset[int],
    homes: Mapping[str, int], limits: Limits, today: date,
) -> Iterator[str]:  # fmt: skip
    fresh = [one for one in records if _within(one, limits.days, today) and one.part != "harmer"]
    signed = sum(one.weight for one in fresh) >= limits.weight
    known_to = {one.source for one in fresh}
    if signed and len(known_to) >= limits.agencies:
        yield "several"
    pairs: dict[int, set[str]] = defaultdict(set)
    for one in fresh:
        if one.with_human is not None and one.with_human not in referred and one.with_human != human:
            pairs[one.with_human].add(one.source)
    if signed and any(len(sources) >= limits.agencies for sources in pairs.values()):
        yield "pair"
    if any(homes.get(one.household, 0) >= limits.household for one in fresh if one.household):
        yield "household"
    if signed and any(one.moved and _within(one, limits.moved_days, today) for one in records):
        yield "moved"


def _of_him(
    human: int, records: Sequence[Held], lives: Mapping[int, set[str]], referred: frozenset[int], limits: Limits,
    today: date,
) -> Iterator[str]:  # fmt: skip
    """Of one who harms: unconnected people within the period, or the same one again. His victims are not named."""
    harms = [one for one in records if one.part == "harmer" and one.with_human not in (None, human)]
    serial: dict[int, set[str]] = {}
    for one in harms:
        if one.with_human is not None and _within(one, limits.serial_days, today):
            homes = serial.setdefault(one.with_human, set(lives.get(one.with_human, ())))
            homes |= {one.household} - {""}
    if _unconnected(list(serial.values())) >= limits.victims:
        yield "serial"
    again: dict[int | None, set[tuple[str, date | None]]] = defaultdict(set)
    for one in harms:
        if one.with_human not in referred and one.last_contact and _within(one, limits.repeat_days, today):
            again[one.with_human].add((one.source, one.last_contact))
    if any(len(times) >= limits.times for times in again.values()):
        yield "repeat"


def _harmed_homes(held: Iterable[Held], limits: Limits, today: date) -> dict[str, int]:
    """Household → how many different people of it are harmed, with signs of risk."""
    homes: dict[str, set[int]] = defaultdict(set)
    for one in held:
        if one.household and one.part in ("victim", "child") and one.weight and _within(one, limits.days, today):
            homes[one.household].add(one.human)
    return {home: len(humans) for home, humans in homes.items()}


def _unconnected(homes: Sequence[set[str]]) -> int:
    """How many of some people have no household in common with one before them, by the households of each."""
    met: list[set[str]] = []
    for lived in homes:
        shared = [one for one in met if one & lived]
        met = [one for one in met if not one & lived] + [set.union(lived, *shared)]
    return len(met)


def why_not_closed(*, outcome: str, why: str, route: str, routes: Iterable[str]) -> Refusal | None:
    """Why an outcome is not whole, or None. `routes`: keys of the pack's early-help routes."""
    if outcome not in OUTCOMES:
        return Refusal("Choose what came of it.", field="outcome")
    if outcome in RIGHT and route not in set(routes):
        return Refusal("Choose the way she was helped.", field="route")
    if outcome not in RIGHT and route:
        return Refusal("Nobody was helped, so leave the way empty.", field="route")
    return None if why.strip() else Refusal("Say how you know.", field="outcome_why")
