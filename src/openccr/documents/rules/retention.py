"""How long a closed file is kept, and what holds it longer (domain 12.4: no national figure, each area decides)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from openccr.content.schema.law import Retention
from openccr.kernel.days import day_words
from openccr.kernel.refusals import Refusal


def due_on(rule: Retention, *, closed_on: date, children_born: Iterable[date] = ()) -> date:
    """From which day a file may be disposed of.

    Args:
        children_born: the days on which children with a part in it were born, or are expected.
    """
    due = years_after(closed_on, rule.years)
    if rule.child_until_age is None:
        return due
    return max((due, *(years_after(born, rule.child_until_age) for born in children_born)))


def rule_words(rule: Retention) -> str:
    """The rule as the certificate names it."""
    words = f"{rule.years} years after closing"
    if rule.child_until_age is not None:
        words += f", and until the youngest child is {rule.child_until_age}"
    return words


@dataclass(frozen=True)
class Kept:
    """What decides whether a file may be disposed of.

    Args:
        closed: the file is closed.
        due_on: from when the rule lets it go.
        holds: why it is held, in words.
        died: somebody of the case has died: a review may ask for it.
    """

    closed: bool
    due_on: date
    holds: tuple[str, ...] = ()
    died: bool = False


def why_kept(kept: Kept, *, today: date) -> Refusal | None:
    """Why a file stays, or None. A hold outranks the rule."""
    if not kept.closed:
        return Refusal("The case is not closed.")
    if kept.holds:
        return Refusal(
            f"It is on hold: {'; '.join(why.rstrip('. ') for why in kept.holds)}.",
            remedy="End the hold first, if it is over.",
        )
    if kept.died:
        return Refusal("Somebody of the case has died: a death review may ask for it.", remedy="It is kept.")
    if today < kept.due_on:
        return Refusal(f"It is kept until {day_words(kept.due_on)}.")
    return None


def years_after(day: date, years: int) -> date:
    """The same day so many years later; 28 February for a leap day."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)
