"""Which interpreter will do, in words that whoever books one can follow (domain 3.6)."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

from openccr.kernel.refusals import Refusal

GENDERS = {"woman": "a woman", "man": "a man", "any": ""}
NEVER = "A professional only: never family, a friend or a child."
NOT_HERS = "Not from the same community: nobody has said that this is welcome."


@dataclass(frozen=True)
class Need:
    """The interpreter somebody needs.

    Args:
        gender: a key of `GENDERS`.
        booked: with whom, on which day and for what one is booked; "" while none is.
        own_community: she has said herself that somebody of her community is welcome.
    """

    language: str
    dialect: str = ""
    gender: str = "any"
    own_community: bool = False
    booked: str = ""


def booking_words(need: Need) -> tuple[str, ...]:
    """What to ask for when an interpreter is booked, one sentence each."""
    language = f"{need.language}, {need.dialect}" if need.dialect else need.language
    wanted = f"{language}, {GENDERS[need.gender]}" if GENDERS[need.gender] else language
    return (f"{wanted}.", NEVER) if need.own_community else (f"{wanted}.", NEVER, NOT_HERS)


def why_not_booked(booked: str, *, never: Collection[str]) -> Refusal | None:
    """Why nobody books this interpreter: what stands before the first comma is a relative, a friend or a child.

    Args:
        booked: with whom, on which day, for what.
        never: the pack's words for those who never interpret.
    """
    with_whom = re.split(r"[,;\n]", booked, maxsplit=1)[0].casefold()
    if not set(re.findall(r"[\w-]+", with_whom)) & set(never):
        return None
    return Refusal(NEVER, remedy="Book a service, and write its name first.", field="booked")


def needed_words(need: Need) -> tuple[str, ...]:
    """What whoever meets her must know: which interpreter, and whether one is booked."""
    booked = f"Booked: {need.booked}." if need.booked else "Not booked yet, as far as is written down here."
    return (*booking_words(need), booked)
