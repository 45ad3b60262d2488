"""Who carries the safety: on whom the work of a plan falls (mission, 7)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


class Faces(StrEnum):
    """On whom the work of an action falls: a plan that rests on her alone is shown as one."""

    VICTIM = "victim"
    HARMER = "harmer"
    CHILD = "child"
    AGENCIES = "agencies"


FACES_WORDS = {
    Faces.VICTIM: "the victim",
    Faces.HARMER: "the person who harms",
    Faces.CHILD: "a child",
    Faces.AGENCIES: "agencies",
}


@dataclass(frozen=True)
class Carried:
    """How many actions of a plan fall on each."""

    on_her: int = 0
    on_harmer: int = 0
    for_child: int = 0
    by_agencies: int = 0

    @property
    def all(self) -> int:
        return self.on_her + self.on_harmer + self.for_child + self.by_agencies

    def share(self, part: int) -> int:
        """That number of actions as a whole per cent of the plan; 0 of an empty plan."""
        return round(100 * part / self.all) if self.all else 0


def carried(faces: Sequence[str]) -> Carried:
    """Counts a plan, given on whom each of its actions falls. Raises ValueError for a word that is not of `Faces`."""
    known = [Faces(one) for one in faces]
    return Carried(
        on_her=known.count(Faces.VICTIM),
        on_harmer=known.count(Faces.HARMER),
        for_child=known.count(Faces.CHILD),
        by_agencies=known.count(Faces.AGENCIES),
    )


def who_carries(faces: Sequence[str]) -> str:
    """The share of a plan that falls on each, in a sentence; empty for no plan."""
    if not faces:
        return ""
    counts = [(words, sum(one == key for one in faces)) for key, words in FACES_WORDS.items()]
    shares = ", ".join(f"{number} on {words}" for words, number in counts if number)
    many = "1 action" if len(faces) == 1 else f"{len(faces)} actions"
    return f"Of {many}, the work falls: {shares}."


def nothing_faces_who_harms(faces: Sequence[str]) -> bool:
    """Whether nothing in the plan faces the person who harms."""
    return bool(faces) and Faces.HARMER not in faces
