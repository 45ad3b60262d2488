"""Indicators of an objective: baseline, target and value, and how they stand to one another, in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from openccr.insight.rules.figures import rounded
from openccr.insight.rules.wording import number_words
from openccr.kernel.refusals import Refusal

UNITS = {
    "count": "people, cases or referrals: shown to the nearest five, and 1 to 4 not told",
    "things": "things, such as trainings or places",
    "percent": "%",
    "days": "days",
    "score": "of 4",
    "pounds": "£",
}
"""What an indicator is counted in. A number of people is published as every other one is (domain 10.4)."""

OF_PEOPLE = "count"


@dataclass(frozen=True)
class Value:
    """A value with where it is from.

    Args:
        number: None where it is not shown, being too small.
        words: how it is written: "31%", "fewer than 5".
        on: the day it stands for.
    """

    number: Decimal | None
    words: str
    on: date
    source: str


@dataclass(frozen=True, kw_only=True)
class Aim:
    """An indicator as its objective set it."""

    baseline: Decimal | None
    target: Decimal | None
    target_on: date | None
    unit: str = "percent"

    @property
    def whole(self) -> bool:
        """It says from where, to where, and by when."""
        return None not in (self.baseline, self.target, self.target_on)


def written(number: Decimal | None, unit: str) -> str:
    """A number with its unit: 31.5%, £2,000, 12 days; empty for None."""
    if number is None:
        return ""
    digits = f"{number.normalize():,f}"
    return {"percent": f"{digits}%", "pounds": f"£{digits}", "days": f"{digits} days", "score": f"{digits} of 4"}.get(
        unit, digits
    )


def told(number: Decimal | None, unit: str) -> Decimal | None:
    """A number that was found, as it is published: one of people to the nearest five, 1 to 4 not at all."""
    if number is None or unit != OF_PEOPLE:
        return number
    published = rounded(round(number))
    return Decimal(published) if isinstance(published, int) else None


def told_words(number: Decimal | None, unit: str) -> str:
    """The same in words: "25", "fewer than 5", 31.5%; empty for None."""
    if number is not None and told(number, unit) is None:
        return number_words(rounded(round(number)))
    return written(told(number, unit), unit)


def how_it_stands(aim: Aim, latest: Value | None) -> str:
    """Baseline, target and value in one sentence. It praises nothing: a number moved, and why is asked elsewhere."""
    if latest is None:
        return "No value yet."
    # Set against one another as they are shown: exact numbers would tell what was rounded away.
    number = told(latest.number, aim.unit)
    if number is None:
        return "The value is too small to be shown."
    baseline = told(aim.baseline, aim.unit)
    if aim.baseline is not None and baseline is None:
        return "The baseline is too small to be shown."
    if baseline is None or aim.target is None or baseline == aim.target:
        return "It has no baseline and target to be set against."
    up = aim.target > baseline
    if (number >= aim.target) if up else (number <= aim.target):
        return "At the target."
    moved = number - baseline
    if moved == 0:
        return "Where it began."
    return "Between baseline and target." if (moved > 0) is up else "Further from the target than at the start."


def why_not_measured(*, measure: str, known: Sequence[str], unit: str, aim: Aim, today: date) -> Refusal | None:
    """Why an indicator is not one, or None.

    Args:
        measure: name of a measure that the system counts; empty for values that are typed.
        known: the names there are.
    """
    if measure and measure not in known:
        return Refusal("Choose a measure that is counted here, or type its values.", field="measure")
    if unit not in UNITS:
        return Refusal("Choose what it is counted in.", field="unit")
    if aim.target is not None and aim.target_on is None:
        return Refusal("Say by when the target should be reached.", field="target_on")
    if aim.target_on is not None and aim.target_on <= today:
        return Refusal("Give a day in the future for the target.", field="target_on")
    if aim.baseline is not None and aim.baseline == aim.target:
        return Refusal("Target and baseline are the same.", field="target")
    return None


def why_not_noted(*, on: date, today: date, source: str) -> Refusal | None:
    """Why a typed value is not kept, or None: it has a day that is past, and a source."""
    if on > today:
        return Refusal("A value stands for a day that is past.", field="on")
    return None if source.strip() else Refusal("Say where the value is from.", field="source")
