"""What is given when a case is written: the area, the day, and what is to happen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from openccr.content import Pack
from openccr.content.schema.generator import Generator
from openccr.site.demo.calendar import Clock, Slot
from openccr.site.demo.dice import Dice
from openccr.site.demo.people import Circle
from openccr.site.demo.place import InventedAgency, Place, Staff


class Script(StrEnum):
    """What is to happen; whatever lies after today has not happened yet."""

    HEARD = "heard"
    ANSWERED = "answered"
    DEFERRED = "deferred"
    WITHDRAWN = "withdrawn"
    NOT_MET = "not_met"
    RECEIVED = "received"
    RETURNED = "returned"
    APPEALED = "appealed"


ON_AGENDA = (Script.HEARD, Script.ANSWERED, Script.DEFERRED, Script.WITHDRAWN)


@dataclass(frozen=True, kw_only=True)
class Setting:
    """What all cases share."""

    pack: Pack
    numbers: Generator
    place: Place
    clock: Clock
    slots: Sequence[Slot]

    @property
    def asked(self) -> tuple[str, ...]:
        """The kinds of agency that are asked what they know."""
        return self.pack.processes["marac"].research.asked


@dataclass(frozen=True, kw_only=True)
class Turn:
    """One referral's turn.

    Args:
        order: its place on the agenda; 0 for none.
        put_off: how many cases of the same meeting were put off before it.
        repeat: the rule finds it a repeat.
        seen_before: its people were here, or before the records began.
        referring: the kind of agency that refers.
        contact: whether she was contacted before the meeting, declined, or it was unsafe.
        kept_out: who must not know of it, and why.
    """

    number: int
    day: date
    slot: Slot
    order: int
    put_off: int
    script: Script
    circle: Circle
    repeat: bool
    seen_before: bool
    dice: Dice
    referring: str = ""
    contact: str = ""
    kept_out: tuple[Staff, str] | None = None

    def hand(self, agency: InventedAgency) -> Staff:
        """Somebody of that agency who may work on the case."""
        return self.dice.one([one for one in agency.hands if self.kept_out is None or one is not self.kept_out[0]])
