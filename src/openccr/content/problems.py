"""What is wrong with a pack, said so that its editor can put it right."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Problem:
    """One thing wrong.

    Args:
        file: the file to open, from the packs' folder on.
        field: the entry and field, dotted as in the file; empty when the whole file is meant.
        what: what is wrong.
        remedy: what to do about it.
    """

    file: str
    field: str
    what: str
    remedy: str

    def __str__(self) -> str:
        where = f"{self.file}, {self.field}" if self.field else self.file
        return f"{where}: {self.what}. To put it right: {self.remedy}."


class PackError(Exception):
    """A pack that cannot be used; holds every problem found, not the first alone."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(problems))
        super().__init__("\n".join(map(str, self.problems)))
