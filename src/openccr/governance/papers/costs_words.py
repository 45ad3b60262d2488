"""The cost of abuse in tables of words: the same on the page, on paper and in the board's pack."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from openccr.content.schema.commissioning import Ratio, Total
from openccr.governance.rules.costs import Line, about
from openccr.governance.rules.funding import in_words

LINE_HEAD = ("What", "How many here", "Each costs", "Comes to", "Prices, range and source")
TOTAL_HEAD = ("What", "Sum", "Prices", "Source")
CONCERNS = {"survivors": "Survivors and children", "harmers": "People who abuse"}
NOT_ADDED = (
    "Costs of different prices, and those of survivors and of people who abuse, stand side by side. They are not added "
    "up, and neither is taken off the other."
)


def concerning(lines: Iterable[Line], concerns: str) -> list[Line]:
    """The lines of one of the two, so that each has a table of its own."""
    return [one for one in lines if one.concerns == concerns]


def line_cells(one: Line) -> tuple[str, str, str, str, str]:
    """A line as `LINE_HEAD` heads it."""
    comes_to = about(one.product) or "Not worked out: the number is too small to show"
    if one.low is not None and one.high is not None:
        comes_to += f" (from {about(one.low)} to {about(one.high)})"
    if one.restated is not None:
        comes_to += f"; {about(one.restated)} in {one.restated_words.lower()}"
    restated = f" Restated by the published totals: {one.restated_source}." if one.restated is not None else ""
    number = f"{one.number:,}" if isinstance(one.number, int) else str(one.number)
    return (
        f"{one.name}. {one.covers}",
        f"{number} ({one.counted_from})",
        f"{in_words(one.pounds)} for each {one.unit}",
        comes_to,
        f"{one.price_base}. {one.range_words} {one.source}.{restated} {one.caution}",
    )


def total_cells(totals: Sequence[tuple[Total, str]]) -> list[tuple[str, str, str, str]]:
    """Published totals as `TOTAL_HEAD` heads them."""
    return [
        (f"{one.name}. {one.about}", f"£{one.billions:g} billion", one.price_base, source) for one, source in totals
    ]


def ratio_words(ratios: Sequence[tuple[Ratio, str]]) -> list[str]:
    """What a pound was found to bring, in sentences."""
    return [f"{one.name}: {one.low:g} to {one.high:g} pounds. {one.about} {source}." for one, source in ratios]
