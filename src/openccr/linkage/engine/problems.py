"""What is wrong with what was given: a refusal of the whole, or a note with a count."""

from __future__ import annotations

from dataclasses import dataclass, field

PASSED_OVER = "Files passed over"
"""How the note of a file that is no table begins."""


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

    def add(self, sentence: str, count: int = 1) -> None:
        if count:
            self.counts[sentence] = self.counts.get(sentence, 0) + count

    def number(self, beginning: str) -> int:
        """How many there are of the kinds that begin so."""
        return sum(count for sentence, count in self.counts.items() if sentence.startswith(beginning))

    def sentences(self) -> list[str]:
        return [f"{sentence}: {count:,}" for sentence, count in self.counts.items()]
