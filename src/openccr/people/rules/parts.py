"""The part somebody has in a file."""

from __future__ import annotations

from enum import StrEnum


class PartKind(StrEnum):
    """The part somebody has in a file. "Person who harms" is an allegation until a court has said so."""

    VICTIM = "victim"
    HARMER = "harmer"
    CHILD = "child"
    OTHER = "other"

    @property
    def label(self) -> str:
        words = {"victim": "Victim", "harmer": "Person who harms", "child": "Child", "other": "Also in the case"}
        return words[self.value]


# Two parts that nobody can have at once without the pair having been recorded both ways round.
OPPOSITE = frozenset({PartKind.VICTIM, PartKind.HARMER})
