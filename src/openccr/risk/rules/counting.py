"""Counting an instrument's answers by its own rule, and raising what calls for judgement (domain 2.4, 2.5)."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from openccr.content.schema.instruments import Instrument, Item, RedFlag


@dataclass(frozen=True)
class Raised:
    """A red flag or cluster, and the items that raised it."""

    name: str
    items: tuple[int, ...]


@dataclass(frozen=True)
class Finding:
    """What an instrument's answers come to.

    Args:
        score: how many items were answered "present"; None for an instrument that does not count.
        unknowns: how many were answered "not known".
        not_asked: how many were not asked, or left open. Neither of the two is ever counted as a no.
        raised: red flags and clusters, which call for judgement whatever the score.
    """

    score: int | None
    unknowns: int
    not_asked: int
    raised: tuple[Raised, ...]

    @property
    def flags(self) -> tuple[str, ...]:
        """The names of what is raised."""
        return tuple(one.name for one in self.raised)


def find(instrument: Instrument, answers: Mapping[int, str]) -> Finding:
    """Count the answers (item number → key of the scale) and raise the flags."""
    present = _saying(instrument, answers, "present")
    unknown = _saying(instrument, answers, "unknown")
    known = present | unknown | _saying(instrument, answers, "absent")
    raised = [
        Raised(flag.name, by) for flag in instrument.red_flags.values() if (by := _raises(instrument, flag, answers))
    ]
    for cluster in instrument.clusters.values():
        parts = [present & set(part) for part in cluster.parts]
        if all(parts):
            raised.append(Raised(cluster.name, tuple(sorted(set().union(*parts)))))
    return Finding(
        score=len(present) if instrument.counting else None,
        unknowns=len(unknown),
        not_asked=len(instrument.items) - len(known),
        raised=tuple(raised),
    )


def follow_ups(instrument: Instrument, answers: Mapping[int, str]) -> list[Item]:
    """The items whose answer leads somewhere: to a pathway, a supplement or a check."""
    present = _saying(instrument, answers, "present")
    return [item for item in instrument.items if item.follow_up and item.number in present]


def left_open(instrument: Instrument, answers: Mapping[int, str], items: Collection[int]) -> bool:
    """Whether one of these items was answered with neither a yes nor a no."""
    answered = _saying(instrument, answers, "present") | _saying(instrument, answers, "absent")
    return not answered.issuperset(items)


def _saying(instrument: Instrument, answers: Mapping[int, str], says: str) -> set[int]:
    keys = {answer.key for answer in instrument.scale.values() if answer.says == says}
    return {number for number in instrument.numbers if answers.get(number) in keys}


def _raises(instrument: Instrument, flag: RedFlag, answers: Mapping[int, str]) -> tuple[int, ...]:
    present = instrument.saying("present")
    grave = present[present.index(flag.from_answer) :] if flag.from_answer else present
    return tuple(number for number in flag.items if answers.get(number) in grave)
