"""Whether somebody who works at an agency may belong to the family or the people of a case, by name alone."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from openccr.people.rules import name_key


class Decided(StrEnum):
    """What the coordinator found of somebody whose name is the same."""

    KEPT_OUT = "kept_out"
    NO_CONFLICT = "no_conflict"


@dataclass(frozen=True)
class Staff:
    """Somebody with a role in the partnership."""

    appointment_id: UUID
    user_id: UUID
    agency_id: UUID
    name: str
    agency: str


@dataclass(frozen=True)
class Match:
    """Somebody whose name is that of a person of the case, and why they are shown."""

    staff: Staff
    why: str


def matches(staff: Iterable[Staff], people: Iterable[tuple[str, str, str]], *, one_chance: bool) -> list[Match]:
    """Staff whose name is a person's of the case: the whole name, and in one-chance mode the family name alone.

    Args:
        people: (given key, family key, part in words) of everybody in the case.
    """
    named = list(people)
    found = []
    for one in staff:
        words = [name_key(word) for word in one.name.split()]
        given, family = (words[0], words[-1]) if len(words) > 1 else ("", words[0] if words else "")
        whole = next((part for g, f, part in named if g and f and {g, f} == {given, family}), None)
        kin = next((part for _, f, part in named if f and f == family), None) if one_chance else None
        if whole is not None:
            found.append(Match(one, f"The name of a person in this case ({whole.lower()})"))
        elif kin is not None:
            found.append(Match(one, f"The family name of a person in this case ({kin.lower()})"))
    return found
