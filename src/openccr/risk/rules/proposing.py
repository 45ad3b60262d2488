"""Which instrument fits whom."""

from __future__ import annotations

from collections.abc import Sequence

from openccr.content.schema.instruments import Instrument


def propose(instruments: Sequence[Instrument], *, age: int | None) -> Instrument:
    """The instrument to start with: the one written for her age, else the first in use that is for everybody.

    Args:
        instruments: those in use, in the pack's order.
        age: completed years; None when it is not known.

    Raises LookupError where every one in use is a supplement or for certain ages only.
    """
    mains = [one for one in instruments if not one.supplement]
    fitting = (one for one in mains if one.ages and age is not None and one.ages.first <= age <= one.ages.last)
    found = next(fitting, None) or next((one for one in mains if one.ages is None), None)
    if found is None:
        raise LookupError("No risk instrument for everybody is in use here: add one to the choices of the process")
    return found
