"""The meetings themselves: when they were planned, whose agenda is out, who was there."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from openccr.site.demo.acts import Gathering, Present
from openccr.site.demo.calendar import Slot
from openccr.site.demo.dice import Dice
from openccr.site.demo.hearing import starts_at
from openccr.site.demo.setting import Setting

VENUE = "Room 2, Invented House"
PLANNED_AHEAD = 45
"""Working days before a meeting's agenda at which the meeting is planned."""
CLOSES_AFTER = timedelta(hours=8)


def gatherings(*, setting: Setting, seed: int) -> list[Gathering]:
    """Every meeting as it stands today."""
    return [_gathering(setting, slot, Dice(seed, "meeting", slot.number)) for slot in setting.slots]


def _gathering(setting: Setting, slot: Slot, dice: Dice) -> Gathering:
    clock, starts = setting.clock, starts_at(setting, slot)
    # Planned long ahead, but not after today.
    planned_on = min(clock.working(slot.agenda_on, -PLANNED_AHEAD), clock.working(clock.today, -1))
    circulated_at, closed_at = clock.at(slot.agenda_on, 16), starts + CLOSES_AFTER
    held = clock.is_past(closed_at)
    return Gathering(
        number=slot.number,
        forum=slot.forum,
        on=slot.on,
        starts_at=starts.time(),
        venue=VENUE,
        chair=setting.place.chair_of(slot.forum),
        planned_at=clock.at(planned_on, 10),
        circulated_at=circulated_at if clock.is_past(circulated_at) else None,
        closed_at=closed_at if held else None,
        present=tuple(_present(setting, slot, dice)) if held else (),
    )


def _present(setting: Setting, slot: Slot, dice: Dice) -> Iterator[Present]:
    """The chair and the coordinator, and of each agency asked somebody, or its apologies."""
    numbers, opens = setting.numbers, starts_at(setting, slot) - timedelta(minutes=20)
    coordinator = setting.place.coordinator
    yield Present(at=opens, kind="present", staff=coordinator)
    yield Present(at=opens + timedelta(minutes=1), kind="present", staff=setting.place.chair_of(slot.forum))
    for minute, kind in enumerate(setting.asked, start=2):
        at = opens + timedelta(minutes=minute)
        rate = numbers.research_returned.percent.get(kind, 80) - numbers.attendance_below_research.value
        somebody = dice.one(setting.place.agencies[kind].hands)
        if dice.percent(rate):
            yield Present(at=at, kind="present", staff=somebody)
        elif dice.percent(60):
            yield Present(at=at, kind="apologies", staff=None, name=somebody.name, agency=kind)
