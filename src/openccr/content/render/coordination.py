"""The partnership's calendar, and the words by which its coordinator's work is told."""

from __future__ import annotations

from openccr.content.pack import Pack
from openccr.content.render.parts import Section, table

_EVERY = {
    "week": "Week", "four_weeks": "Four weeks", "month": "Month", "quarter": "Quarter", "half_year": "Half year",
    "year": "Year", "two_years": "Two years", "three_years": "Three years",
}  # fmt: skip


def duty_section(pack: Pack) -> Section:
    """What is done again and again, kinds of work, and after what a debrief is offered."""
    told = pack.duties
    return Section(
        "The partnership's calendar",
        (f"One tap writes down {told.tap_minutes} minutes of a kind of work.",) if told.work else (),
        (
            table(
                pack, "What is due", ("What", "Every", "On the list"),
                ((one, (one.name, _EVERY.get(one.every, one.on or ""),
                        "" if one.on else f"{one.ahead_days} days before")) for one in told.duties.values()),
            ),
            table(pack, "Kinds of work", ("Work",), ((one, (one.name,)) for one in told.work.values())),
            table(pack, "Debriefs after", ("What",), ((one, (one.name,)) for one in told.occasions.values())),
        ),
    )  # fmt: skip
