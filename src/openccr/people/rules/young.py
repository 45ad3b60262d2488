"""Children who harm are children first: the words for them."""

from __future__ import annotations

from openccr.people.rules.parts import PartKind

ADULT = 18


def is_child(part: PartKind, age: int | None, *, below: int = ADULT) -> bool:
    """Whether somebody is a child of the case: by their part, or by their age whatever the part."""
    return part is PartKind.CHILD or (age is not None and age < below)


def harms_and_is_child(part: PartKind, age: int | None, *, below: int = ADULT) -> bool:
    """Whether somebody is under age and harms: a child first."""
    return part is PartKind.HARMER and age is not None and age < below


def part_words(part: PartKind, age: int | None, *, below: int, young_label: str) -> str:
    """The words for the part somebody has, those of the pack where a child harms."""
    return young_label if harms_and_is_child(part, age, below=below) else part.label
