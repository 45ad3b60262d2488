"""Homes and telephone numbers that too many share: a hostel, a service, an agency's own number. They tell nobody apart.

Two people of one name in a hostel are two, whatever a street or a number that they share would say of a family's home.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from openccr.linkage.engine.frame import Frame
from openccr.linkage.engine.problems import Notes

CROWD = 100
"""More records of one home or one telephone number are no family's."""
_HOME = ("postcode", "outcode", "street", "house", "flat")


def without_crowds(frame: Frame, notes: Notes) -> None:
    """Let what more than `CROWD` records share count as not known, and note of how many."""
    at_home = np.zeros(len(frame), bool)
    for place in (frame.postcode, frame.street):
        home = (place.astype(np.int64) << 32) + (frame.house % (1 << 20) << 12) + frame.flat % (1 << 12)
        at_home |= _crowded(np.where((place >= 0) & (frame.house >= 0), home, -1))
    at_phone = _crowded(frame.phone)
    notes.add(f"Records at one address that more than {CROWD} share, and are not told by it", int(at_home.sum()))
    notes.add(
        f"Records with one telephone number that more than {CROWD} share, and are not told by it", int(at_phone.sum())
    )
    for name in _HOME:
        getattr(frame, name)[at_home] = -1
    frame.phone[at_phone] = -1


def _crowded(values: NDArray[np.int64]) -> NDArray[np.bool_]:
    _, place, counts = np.unique(values, return_inverse=True, return_counts=True)
    return np.asarray((values >= 0) & (counts[place] > CROWD))
