"""Homes and telephone numbers that too many share: a hostel, a service, an agency's own number. They tell nobody apart.

Two people of one name in a hostel are two, whatever a street or a number that they share would say of a family's home.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from openccr.linkage.engine.frame import Frame, Ints
from openccr.linkage.engine.problems import Notes

CROWD = 100
"""More records of one home or one telephone number are no family's."""
PEOPLE = 20
"""Nor are those of more people than this, told by given name and date of birth: a refuge of thirty women."""
_MANY = f"more than {CROWD} records or {PEOPLE} people"
_HOME = ("postcode", "outcode", "street", "house", "flat")


def without_crowds(frame: Frame, notes: Notes) -> None:
    """Let what more than `CROWD` records or `PEOPLE` people share count as not known, and note of how many."""
    person = _people(frame)
    at_home = _crowded(_home(frame, frame.postcode), person)
    # Each town has a 1 Church Road: of three million records many are of one number and street, and of no one home.
    at_home |= _crowded(_home(frame, _of_both(frame.street, frame.outcode)), person)
    at_home |= _crowded(_home(frame, frame.street), person) & (frame.outcode < 0)
    at_phone = _crowded(frame.phone, person)
    notes.add(f"Records at one address that {_MANY} share, and are not told by it", int(at_home.sum()))
    notes.add(f"Records with one telephone number that {_MANY} share, and are not told by it", int(at_phone.sum()))
    for name in _HOME:
        getattr(frame, name)[at_home] = -1
    frame.phone[at_phone] = -1


def _of_both(street: Ints, outcode: Ints) -> Ints:
    """A number for each street in a town, as the first half of its postcode tells it; -1 where either is not known."""
    both = (street.astype(np.int64) << 32) + outcode
    number = np.unique(both, return_inverse=True)[1]
    return np.where((street >= 0) & (outcode >= 0), number, -1).astype(np.int32)


def _home(frame: Frame, place: Ints) -> NDArray[np.int64]:
    """A number for each home of these places; -1 where the place or the house is not known."""
    home = (place.astype(np.int64) << 32) + (frame.house % (1 << 20) << 12) + frame.flat % (1 << 12)
    return np.where((place >= 0) & (frame.house >= 0), home, -1)


def _people(frame: Frame) -> NDArray[np.int64]:
    """A number for each given name as heard and date of birth; -1 where either is not known."""
    birthday = frame.birthday.astype(np.int64)
    heard = frame.names.sound[frame.given] if len(frame.names.sound) else frame.given
    return np.where((frame.given >= 0) & (birthday >= 0), (birthday << 32) + heard, -1)


def _crowded(values: NDArray[np.int64], person: NDArray[np.int64]) -> NDArray[np.bool_]:
    _, place, counts = np.unique(values, return_inverse=True, return_counts=True)
    many = counts > CROWD
    some = np.flatnonzero((counts[place] > PEOPLE) & (values >= 0) & (person >= 0))
    living = np.unique(np.stack([place[some], person[some]]), axis=1)[0]
    many |= np.bincount(living, minlength=len(counts)) > PEOPLE
    return np.asarray((values >= 0) & many[place])
