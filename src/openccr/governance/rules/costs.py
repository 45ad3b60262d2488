"""What abuse costs here: a local count times a published unit cost, with its prices, its range and its source.

Sources: domain 10.3 (always show the price base), 10.4 (small numbers). Counts are those that were signed off, or typed
with their source; 1 to 4 are not shown and not multiplied. Costs of survivors and of people who abuse are never added.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from openccr.content.schema.commissioning import Restatement, UnitCost
from openccr.insight.rules.figures import Figure, Number, rounded
from openccr.kernel.refusals import Refusal


@dataclass(frozen=True)
class Counted:
    """How many there are here, as it may be shown, and where the number comes from."""

    number: Number
    source: str


@dataclass(frozen=True, kw_only=True)
class Line:
    """One line of the business case, frozen with all that is needed to read it.

    Args:
        product, low, high: pounds; None where the count is not shown, or the source gives no range.
        restated: the product in prices of another year, and what those prices are, in words.
    """

    key: str
    name: str
    unit: str
    pounds: int
    price_base: str
    range_words: str
    source: str
    covers: str
    caution: str
    concerns: str
    number: Number
    counted_from: str
    product: int | None
    low: int | None = None
    high: int | None = None
    restated: int | None = None
    restated_words: str = ""
    restated_source: str = ""


def counted(cost: UnitCost, figures: Sequence[Figure], *, of: str) -> Counted | None:
    """The signed-off count that the pack names for a unit cost; None where there is none.

    Args:
        figures: as they were published: rounded, small ones not shown.
        of: what they are, in words.
    """
    cells = {one.key: one for one in figures}
    if cost.counts is None or cost.counts not in cells:
        return None
    number, source = cells[cost.counts].count, f"{cells[cost.counts].name}, {of}"
    if cost.less and cost.less in cells:
        taken = cells[cost.less].count
        source = f"{cells[cost.counts].name} less {cells[cost.less].name.lower()}, {of}"
        if not isinstance(number, int):
            return Counted(number, source)
        # "Fewer than 5" are taken off as five: both numbers are rounded to that, so no case can be worked out.
        number = max(number - (taken if isinstance(taken, int) else 5), 0)
    return Counted(number, source)


def typed(number: int, *, source: str, public: bool) -> Counted:
    """A count that somebody gives by hand; rounded and, when small, not shown unless it is published elsewhere.

    Raises Refusal for a number below nought and for one without a source.
    """
    if number < 0:
        raise Refusal("A count cannot be below nought.")
    if not source.strip():
        raise Refusal("Say where the number comes from, and of which year it is.")
    return Counted(number if public else rounded(number), source.strip())


def line_of(cost: UnitCost, count: Counted, *, source: str, restatement: tuple[Restatement, str] | None) -> Line:
    """A count times its unit cost.

    Args:
        source: the unit cost's, in full.
        restatement: the published total in other prices, with its source in full, if one starts from these prices.
    """
    many = count.number if isinstance(count.number, int) else None
    product = None if many is None else many * cost.pounds
    restated = None
    if product is not None and restatement:
        restated = round(product * restatement[0].to_total / restatement[0].from_total)
    return Line(
        key=cost.key, name=cost.name, unit=cost.unit, pounds=cost.pounds, price_base=cost.price_base,
        range_words=cost.range_words, source=source, covers=cost.covers, caution=cost.caution, concerns=cost.concerns,
        number=count.number, counted_from=count.source, product=product,
        low=_times(many, cost.low), high=_times(many, cost.high), restated=restated,
        restated_words=restatement[0].to_words if restatement and restated is not None else "",
        restated_source=restatement[1] if restatement and restated is not None else "",
    )  # fmt: skip


def _times(many: int | None, pounds: int | None) -> int | None:
    return many * pounds if many is not None and pounds is not None else None


def frozen(lines: Iterable[Line]) -> list[dict[str, Any]]:
    """Lines as plain data."""
    return [asdict(one) for one in lines]


def thawed(kept: Iterable[Mapping[str, Any]]) -> list[Line]:
    """Lines out of plain data."""
    return [Line(**one) for one in kept]


def about(pounds: int | None) -> str:
    """A product in words, as exact as a mean figure bears: £2.7 million, £340,000; empty for None."""
    if pounds is None:
        return ""
    if pounds >= 1_000_000:
        return f"£{pounds / 1_000_000:,.1f} million"
    return f"£{round(pounds, -3):,}" if pounds >= 10_000 else f"£{pounds:,}"
