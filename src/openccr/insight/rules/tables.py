"""A small table as others than those on the cases may see it: primary and secondary suppression in one place."""

from __future__ import annotations

from collections.abc import Mapping

from openccr.insight.rules.differencing import Sum, range_of, worked_out
from openccr.insight.rules.figures import FEW, HIDDEN, Number, rounded

_OF = ""
_WHOLE = (_OF, "whole")


def published_parts(counts: Mapping[str, int]) -> tuple[dict[str, Number], Number]:
    """Counts that add up, as they are published, and their sum.

    Each is rounded to the nearest five and 1 to 4 is not told (domain 10.4). Where a number of 1 to 4 would follow from
    the others and the sum, the smallest other number that is told is left out as well.

    Args:
        counts: name of a line → how many. Every case stands in one line only.

    Returns the lines and their sum.
    """
    shown: dict[str, Number] = {name: rounded(count) for name, count in counts.items()}
    whole: Number = rounded(sum(counts.values()))
    while _known(shown, whole):
        told = [name for name, number in shown.items() if isinstance(number, int)]
        if not told:
            whole = HIDDEN
            break
        shown[min(told, key=lambda name: (counts[name], name))] = HIDDEN
    return shown, whole


def _known(shown: Mapping[str, Number], whole: Number) -> bool:
    """Whether a line of 1 to 4 can be worked out from the rest."""
    if whole == HIDDEN or not shown:
        return False
    ranges = {(_OF, f"part {name}"): range_of(number) for name, number in shown.items()}
    parts = tuple(ranges)
    left = worked_out(ranges | {_WHOLE: range_of(whole)}, [Sum(parts, _WHOLE)])
    # A table of one line says no more than the line itself.
    few = [(_OF, f"part {name}") for name, number in shown.items() if number == FEW]
    return any(left[name][0] == left[name][1] for name in few)
