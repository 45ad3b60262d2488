"""The groups of a partnership: kinds, seniority, terms of reference, the year."""

from __future__ import annotations

from calendar import month_name

from openccr.content.pack import Pack
from openccr.content.render.parts import Section, table


def board_section(pack: Pack) -> Section:
    """What a practitioner can judge of `governance/boards.toml`."""
    boards = pack.boards
    kinds = (
        (
            one,
            (
                one.name,
                one.about,
                f"every {one.meets_months} months, quorum {one.quorum_percent:g}%",
                ", ".join(sector.replace("_", " ") for sector in one.should_sit)
                + (", by-and-for services" if one.by_and_for else ""),
            ),
        )
        for one in boards.kinds.values()
    )
    rungs = sorted(boards.seniority.values(), key=lambda one: -one.rank)
    sections = [*boards.terms.values(), *boards.plan.values()]
    return Section(
        "Groups of the partnership",
        (f"Seniority, from the top: {', '.join(one.name for one in rungs)}.",) if rungs else (),
        (
            table(pack, "Kinds of group", ("Kind", "What it is", "Sits", "Who should sit in it"), kinds),
            table(
                pack, "Terms of reference and delivery plan", ("Part", "What it answers"),
                ((one, (one.name, one.asks)) for one in sections),
            ),
            table(
                pack, "The partnership's year", ("What", "Months"),
                ((one, (one.name, ", ".join(month_name[month] for month in one.months)))
                 for one in boards.yearly.values()),
            ),
        ),
    )  # fmt: skip
