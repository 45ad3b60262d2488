"""What must be done before a quarter can be signed off, and what its readers should know of its figures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from openccr.insight.rules.counted import Sitting
from openccr.insight.rules.figures import WOMEN, Figure
from openccr.insight.rules.quarters import Quarter, last_day
from openccr.kernel.days import day_words

MUCH_UNKNOWN = 10.0
"""From which percentage of cases without an answer a figure is read as the least it may be."""


@dataclass(frozen=True)
class Missing:
    """One thing that keeps a quarter from being signed off: what, what would help, and at which meeting."""

    sentence: str
    remedy: str
    meeting_id: UUID | None = None


def missing(quarter: Quarter, sittings: Sequence[Sitting], *, today: date) -> list[Missing]:
    """Everything that keeps the quarter from being signed off; empty when nothing does.

    Args:
        sittings: the quarter's meetings, in the order of their days.
    """
    ends = last_day(quarter.period)
    running = [Missing(f"The quarter runs until {day_words(ends)}.", "Sign it off when it is over.")]
    return [
        *(running if today <= ends else []),
        *(one for sitting in sittings if sitting.on <= today for one in _missing_of(sitting)),
    ]


def _missing_of(sitting: Sitting) -> Iterator[Missing]:
    if number := sitting.counted.number("listed"):
        words = (
            f"{_cases(number)} of the meeting of {day_words(sitting.on)} {'is' if number == 1 else 'are'} still open."
        )
        yield Missing(words, "Hear, defer or withdraw what is listed.", sitting.id)
    elif sitting.counted.number("cases") and not sitting.held:
        yield Missing(f"The meeting of {day_words(sitting.on)} is not closed.", "Close it.", sitting.id)


def cautions(figures: Sequence[Figure], *, undecided: int = 0, without_source: int = 0) -> list[str]:
    """What to bear in mind when reading the figures: what cannot be worked out, and where much is not recorded.

    Args:
        undecided: for how many cases nobody has said whether they are repeats; they count as none.
        without_source: how many cases were referred by none of the listed sources.
    """
    unsaid = []
    if undecided:
        repeats = "is a repeat" if undecided == 1 else "are repeats"
        unsaid.append(f"Nobody has said whether {_cases(undecided)} {repeats}: counted as not.")
    if without_source:
        unsaid.append(f"{_cases(without_source)} came from none of the listed sources: counted as no partner's.")
    no_rate = [
        f"{one.name}: there is no rate, since the number of adult women living in the area is not entered."
        for one in figures
        if one.per == WOMEN and one.over is None
    ]
    unknown = [
        f"{one.name}: not recorded for {one.unknown_share:.0f}% of cases. Read the figure as the least it may be."
        for one in figures
        if one.unknown_share is not None and one.unknown_share >= MUCH_UNKNOWN
    ]
    return no_rate + unsaid + unknown


def _cases(number: int) -> str:
    return "1 case" if number == 1 else f"{number} cases"
