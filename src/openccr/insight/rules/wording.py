"""Figures in words and numbers as they are shown, printed and written to files."""

from __future__ import annotations

from openccr.insight.rules.figures import WOMEN, Figure, Number


def number_words(number: Number | None) -> str:
    """A count: 1,234 or "fewer than 5"; empty for None."""
    return f"{number:,}" if isinstance(number, int) else number or ""


def value_words(value: float | None, *, unit: str, exact: bool) -> str:
    """A share or rate: 31.3%, 14.0; whole percentages of rounded numbers, which bear no more.

    The unit of a rate stands in its name.
    """
    if value is None:
        return ""
    digits = 1 if exact or unit != "%" else 0
    return f"{value:,.{digits}f}{'%' if unit == '%' else ''}"


def unit_of(figure: Figure) -> str:
    """The unit of a figure's share or rate; empty when it has none."""
    return {100: "%", WOMEN: "per 10,000 women"}.get(figure.per, "")


def share_words(figure: Figure, *, exact: bool) -> str:
    """A figure's share or rate; empty when it has none or it is not shown."""
    return value_words(figure.value, unit=unit_of(figure), exact=exact)


def expected_words(figure: Figure) -> str:
    """The range that readers compare a figure with, as its share is written: 28 to 40%; empty without one."""
    return f"{figure.expected}%" if figure.expected and unit_of(figure) == "%" else figure.expected


def of_words(count: Number | None, over: Number | None) -> str:
    """What a share is worked out from: 15 of 48; empty without a denominator."""
    return "" if over is None else f"{number_words(count)} of {number_words(over)}"


def unknown_words(figure: Figure, *, exact: bool) -> str:
    """For how many cases it is not recorded: 4 (8.3%); empty where that cannot be."""
    if figure.unknown is None:
        return ""
    share = value_words(figure.unknown_share, unit="%", exact=exact)
    return f"{number_words(figure.unknown)} ({share})" if share and figure.unknown else number_words(figure.unknown)
