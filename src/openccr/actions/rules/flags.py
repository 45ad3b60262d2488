"""Flags: each agency marks its own record for twelve months from the last referral, and says so (SL-REP-OLD)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from openccr.kernel.days import day_words
from openccr.kernel.moves import Move, Moves
from openccr.kernel.periods import ahead
from openccr.kernel.refusals import Refusal


class FlagState(StrEnum):
    ASKED = "asked"
    ON = "on"
    OFF = "off"


MAY_WAIT = (FlagState.ASKED, FlagState.ON)
"""States in which an agency may still have to confirm something: that the flag is on, or is off again."""


@dataclass(frozen=True)
class FlagFacts:
    """What decides about a flag.

    Args:
        until_on: the last day of the flag.
        changed_on: the day it went on or off.
        today: the day of asking.
    """

    until_on: date
    changed_on: date
    today: date


def _not_ahead(facts: FlagFacts) -> Refusal | None:
    return ahead(facts.changed_on, today=facts.today, field="on")


def _not_over(facts: FlagFacts) -> Refusal | None:
    if facts.today <= facts.until_on:
        return None
    return Refusal("The twelve months of this flag are over.", remedy="It need not go on any more.")


def _over(facts: FlagFacts) -> Refusal | None:
    if facts.today > facts.until_on:
        return None
    return Refusal(f"This flag stays on until {day_words(facts.until_on)}.")


FLAG = Moves(
    states={FlagState.ASKED: "Not confirmed yet", FlagState.ON: "On", FlagState.OFF: "Off"},
    first=FlagState.ASKED,
    moves=(
        Move("flag_on", "Our flag is on", (FlagState.ASKED, FlagState.OFF), FlagState.ON, (_not_over, _not_ahead)),
        Move("flag_off", "Our flag is off", (FlagState.ON,), FlagState.OFF, (_over, _not_ahead)),
    ),
)


def asked_again(*, state: str) -> FlagState:
    """How a flag stands when the case is heard again: one that is on stays on for longer, one that is off is asked."""
    return FlagState.ON if state == FlagState.ON else FlagState.ASKED


def waits(*, state: str, until_on: date, today: date) -> bool:
    """Whether the agency still has to confirm: on while the flag runs, off when it has run out."""
    return state == FlagState.ASKED if today <= until_on else state == FlagState.ON
