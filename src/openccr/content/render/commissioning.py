"""Published costs, kinds of pilot, and the policies that should be there."""

from __future__ import annotations

from openccr.content.pack import Pack
from openccr.content.render.parts import Section, table

_WHOSE = {"partnership": "The partnership's", "agency": "Each agency's", "both": "The partnership's and each agency's"}


def cost_section(pack: Pack) -> Section:
    """What abuse is said to cost, in which prices, and how pilots are looked at."""
    costs, ends = pack.costs, pack.commissioning.warnings
    return Section(
        "What abuse costs, and commissioning",
        (f"Contracts and funding warn {' and '.join(map(str, ends.months))} months before they end.",) if ends else (),
        (
            table(
                pack, "Unit costs", ("What", "Pounds", "For each", "Prices", "Range"),
                ((one, (one.name, f"{one.pounds:,}", one.unit, one.price_base, one.range_words))
                 for one in costs.unit_costs.values()),
            ),
            table(
                pack, "The whole country", ("What", "Billions of pounds", "Prices"),
                ((one, (one.name, f"{one.billions:g}", one.price_base)) for one in costs.totals.values()),
            ),
            table(
                pack, "Pilots, and what their evaluation asks", ("Pilot", "Questions"),
                ((one, (one.name, " ".join(one.asks))) for one in pack.commissioning.pilots.values()),
            ),
        ),
    )  # fmt: skip


def policy_section(pack: Pack) -> Section:
    """The policies that a partnership and its agencies should have."""
    return Section(
        "Policies",
        (),
        (
            table(
                pack, "Policies that should be there", ("Policy", "Whose", "Reviewed every", "What it says"),
                ((one, (one.name, _WHOSE[one.whose], f"{one.months} months", one.about))
                 for one in pack.policies.policies.values()),
            ),
        ),
    )  # fmt: skip
