"""When two people may be put together, when it takes a second person, what fills what, and taking it apart again."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from openccr.kernel.days import day_words
from openccr.kernel.events import Event
from openccr.kernel.refusals import Refusal
from openccr.people.rules.likeness import Likeness
from openccr.people.rules.parts import OPPOSITE, PartKind

FilePart = tuple[UUID, PartKind]


@dataclass(frozen=True)
class PeopleKnownBetter(Event):
    """Somebody of a case is known by more than before: a name, a date of birth, a place, or as one of another case."""


class State(StrEnum):
    """Where a recognition stands."""

    ASKED = "asked"
    STANDS = "stands"
    PARTING = "parting"
    DECLINED = "declined"
    UNDONE = "undone"


STATES: dict[State, dict[str, State]] = {
    State.ASKED: {"agree": State.STANDS, "decline": State.DECLINED},
    State.STANDS: {"take_apart": State.UNDONE, "ask_apart": State.PARTING},
    State.PARTING: {"agree_apart": State.PARTING, "keep": State.STANDS, "take_apart": State.UNDONE},
    State.DECLINED: {},
    State.UNDONE: {},
}
"""State → move → state."""

SECOND = {
    "against": "something speaks against it",
    "nothing_alike": "no name, date of birth or number of theirs is alike",
    "unsure": "neither a whole name with the date of birth nor a number of one's own is the same in both",
    "other_part": "the two have different parts in their cases",
    "found_two": "somebody found earlier that they are two people",
}
"""What makes it take a second person, in words; the pack says which of them count."""


def moved(state: str, move: str) -> State:
    """The state after a move. Raises Refusal for a move that the state does not have."""
    after = STATES[State(state)].get(move)
    if after is None:
        raise Refusal("This has been settled already.", remedy="Open the person's page to see how.")
    return after


def why_not_recognised(*, here: Sequence[FilePart], there: Sequence[FilePart], reason: str) -> Refusal | None:
    """Why two people may not be put together, or None.

    Args:
        here: (file, part) of the person of this file.
        there: the same of the person she is to be recognised as.
    """
    if {file for file, _ in here} & {file for file, _ in there}:
        return Refusal("Both have a part in the same case, so they are two people.")
    if {kind for _, kind in (*here, *there)} >= OPPOSITE:
        # Put together, whoever works with one side would see where the other lives.
        return Refusal(
            "In one case this is the victim, in the other the person who harms.",
            remedy="Look first at who harms whom: the pair may have been recorded both ways round.",
        )
    if not reason.strip():
        return Refusal("Say how you know that they are the same person.", field="reason")
    return None


def why_second(
    *,
    like: Likeness | None,
    here: Sequence[FilePart],
    there: Sequence[FilePart],
    found_two: bool,
    counting: Collection[str],
) -> str:
    """Why a second person must agree, in words; "" when one is enough.

    Args:
        like: how alike the two are; None when too little speaks for it.
        found_two: somebody found earlier that they are two.
        counting: keys of `SECOND` that the pack counts.
    """
    found = {
        "against": bool(like and like.against),
        "nothing_alike": like is None,
        "unsure": like is not None and not like.against and not like.sure,
        "other_part": {kind for _, kind in here} != {kind for _, kind in there},
        "found_two": found_two,
    }
    return "; ".join(SECOND[key] for key in SECOND if found[key] and key in counting)


def why_not_agreed(*, own: bool) -> Refusal | None:
    """Why this person cannot be the second, or None. `own`: they asked for it themselves."""
    if not own:
        return None
    return Refusal(
        "Two people decide this.",
        remedy="The second is another coordinator, not whoever asked. Where there is none, invite a deputy.",
    )


def why_two_part(*, own: bool, alone_until: datetime | None, at: datetime) -> str:
    """Why it takes two people to take these two apart, in words; "" for a slip that its own author corrects in time.

    Args:
        own: whoever asks is who put them together.
        alone_until: until when one person is enough; None where two people decided that they are one.
    """
    if alone_until is None:
        return "two people decide this as they decided that the two are one"
    if not own:
        return "somebody else put them together"
    return "" if at <= alone_until else "they have been one for longer than a slip of the hand"


def why_not_apart(*, state: str, moved_on: bool, reason: str) -> Refusal | None:
    """Why a recognition cannot be taken apart, or None.

    Args:
        moved_on: the person has since been recognised as somebody else again.
    """
    if State(state) not in (State.STANDS, State.PARTING):
        return Refusal("This has been settled already.", remedy="Open the person's page to see how.")
    if moved_on:
        return Refusal("This person was later recognised as another.", remedy="Take that apart first.")
    return None if reason.strip() else Refusal("Say how you know that they are two people.", field="reason")


@dataclass(frozen=True)
class Filling:
    """`values`: what blanks are filled with; `differing`: in words, what both have and do not agree on."""

    values: Mapping[str, Any]
    differing: tuple[str, ...]


def filled(stays: Mapping[str, Any], goes: Mapping[str, Any]) -> Filling:
    """Fill the blanks of `stays` from `goes`, by the name of the field; nothing is overwritten."""
    values = {name: value for name, value in goes.items() if value not in (None, "") and stays[name] in (None, "")}
    differing = tuple(
        f"{name.replace('_', ' ')} {_words(stays[name])} and {_words(value)}"
        for name, value in goes.items()
        if value not in (None, "") and stays[name] not in (None, "", value)
    )
    return Filling(values, differing)


def blanked(stays: Mapping[str, Any], goes: Mapping[str, Any], names: Collection[str]) -> dict[str, Any]:
    """What empties again the blanks that were filled, unless somebody has changed them since."""
    return {
        name: None if isinstance(stays[name], date) else ""
        for name in names
        if stays[name] not in (None, "") and stays[name] == goes[name]
    }


def _words(value: Any) -> str:
    return day_words(value) if isinstance(value, date) else str(value)
