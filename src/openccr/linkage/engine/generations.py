"""Mother and daughter of one name and home: their dates of birth hold them apart, and whoever has none is neither's.

Where nobody seems to live with anybody a date that is wrong altogether is likelier than a daughter of her mother's
name. It is not sure, and if it is the daughter the one learns the other's address: a person decides.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from openccr.linkage.engine.compare import FEATURES, Vector
from openccr.linkage.engine.frame import Frame, Ints
from openccr.linkage.engine.household import GENERATION, UNDECIDED, dates_tell, generations

_OPEN = 0.9
"""The most that is said of a record without a date of birth which fits two generations."""
_FITS = 0.1
"""From which probability a record fits a person."""
_PHONE, _SAME_PHONE = FEATURES.index("phone"), 2

Floats = NDArray[np.float64]


def of_one_generation(low: Ints, high: Ints, chances: Floats, vector: Vector, frame: Frame) -> Floats:
    """The probabilities, none of them certain where two generations may be meant.

    A record without a date of birth that fits mother and daughter is left to a person, unless it has the telephone of
    one of them alone. Nothing changes where dates do not tell generations apart; see `household.dates_tell`.

    Args:
        low, high, chances: the pairs, sorted by (low, high).
        vector: the comparison vectors.
        frame: the records.
    """
    if not dates_tell(frame):
        return chances
    found = np.where(generations(frame, low, high), np.minimum(chances, UNDECIDED), chances)
    claimed = np.flatnonzero(((frame.year[low] > 0) != (frame.year[high] > 0)) & (chances >= _FITS))
    dated = frame.year[low[claimed]] > 0
    undated, by = (np.where(dated, one[claimed], other[claimed]) for one, other in ((high, low), (low, high)))
    eldest, youngest = np.full(len(frame), 9999, np.int32), np.full(len(frame), -1, np.int32)
    np.minimum.at(eldest, undated, frame.year[by])
    np.maximum.at(youngest, undated, frame.year[by])
    wide = np.flatnonzero(youngest[undated] - eldest[undated] >= GENERATION)
    between = np.zeros(len(frame), bool)
    wide = wide[np.argsort(undated[wide], kind="stable")]
    for some in np.split(wide, np.flatnonzero(np.diff(undated[wide])) + 1):
        people, pairs = by[some], claimed[some]
        rivals = generations(frame, people[:, None], people[None, :])
        phone = vector[pairs, _PHONE] == _SAME_PHONE
        torn = (rivals & ~(phone[:, None] & ~phone[None, :])).any(axis=1)
        found[pairs[torn]] = np.minimum(found[pairs[torn]], _OPEN)
        between[undated[some]] |= bool(torn.any())
    both = between[low] & between[high]
    found[both] = np.minimum(found[both], _OPEN)
    return found
