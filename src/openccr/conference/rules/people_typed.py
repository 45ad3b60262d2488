"""One of several people of a draft, changed while the same list may stand open in another window.

A page knows a person by what was typed of her when it opened, never by her place in the list, which another window may
have moved. What one window keeps while somebody types is known by the window's own key.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from json import dumps

from openccr.kernel.refusals import Refusal

WINDOW = "_window"
"""Which window last kept a person; it is no answer."""

Person = Mapping[str, str]


class ChangedMeanwhile(Refusal):
    """The person was changed or removed since the page opened. Nothing of either is lost."""

    def __init__(self) -> None:
        super().__init__(
            "Somebody changed or removed this person in another window while you were writing.",
            remedy="Theirs stands in the list. What you typed is below: save it as one more person, or go back.",
        )


@dataclass(frozen=True, kw_only=True)
class Opened:
    """What a page knew when it opened.

    Args:
        mark: that of the person it shows; "" for one more.
        window: key of the page's own window.
    """

    mark: str
    window: str


def mark(person: Person) -> str:
    """The same for the same answers; "" for nobody."""
    given = {key: value for key, value in sorted(person.items()) if value and key != WINDOW}
    return sha256(dumps(given, sort_keys=True).encode()).hexdigest()[:16] if given else ""


def placed(there: Sequence[Person], opened: Opened) -> int:
    """Where in the list the person of the page stands now; the length of the list for one more.

    Raises ChangedMeanwhile.
    """
    for place, one in enumerate(there):
        if opened.window and one.get(WINDOW) == opened.window:
            return place
    if not opened.mark:
        return len(there)
    for place, one in enumerate(there):
        if mark(one) == opened.mark:
            return place
    raise ChangedMeanwhile


def written(there: Sequence[Person], person: Person, opened: Opened) -> list[Person]:
    """The list with this person written into it. Raises ChangedMeanwhile."""
    place = placed(there, opened)
    return [*there[:place], {**person, WINDOW: opened.window}, *there[place + 1 :]]


def removed(there: Sequence[Person], opened: Opened) -> list[Person]:
    """The list without the page's person. Raises ChangedMeanwhile."""
    place = placed(there, opened)
    if place == len(there):
        raise ChangedMeanwhile
    return [*there[:place], *there[place + 1 :]]
