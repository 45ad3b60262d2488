"""What is wrong with what was given: a refusal of the whole, or a note with a count."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import islice

PASSED_OVER = "Files passed over"
"""How the note of a file that is no table begins."""
_TOLD = 5
"""Rows that are named: enough to find what is wrong, and no list."""


class LinkageError(Exception):
    """The run cannot go on. Says what is wrong and, in `remedy`, what to do."""

    def __init__(self, problem: str, remedy: str) -> None:
        super().__init__(f"{problem}. {remedy}")
        self.problem, self.remedy = problem, remedy


class NoTable(LinkageError):
    """A file is not what its name says."""


class Cancelled(Exception):
    """Somebody stopped the run; nothing was written."""


@dataclass
class Notes:
    """What was found on the way and survived: each kind once, with how often and where first."""

    counts: dict[str, int] = field(default_factory=dict)
    first: dict[str, list[int]] = field(default_factory=dict)

    def add(self, sentence: str, count: int = 1, *, rows: Iterable[int] = ()) -> None:
        """`rows`: where it stands, as a spreadsheet numbers them; of many the first will do."""
        if count:
            self.counts[sentence] = self.counts.get(sentence, 0) + count
            first = self.first.setdefault(sentence, [])
            first += islice(rows, _TOLD - len(first))

    def number(self, beginning: str) -> int:
        """How many there are of the kinds that begin so."""
        return sum(count for sentence, count in self.counts.items() if sentence.startswith(beginning))

    def sentences(self) -> list[str]:
        return [f"{sentence}: {count:,}{self._rows(sentence)}" for sentence, count in self.counts.items()]

    def _rows(self, sentence: str) -> str:
        first, count = self.first[sentence], self.counts[sentence]
        if not first:
            return ""
        told = f"row{'s' if count > 1 else ''} {', '.join(str(one) for one in first)}"
        return f" ({told}{' and others' if count > len(first) else ''})"
