"""A refusal says in a sentence why something may not be done, and what would help."""

from __future__ import annotations


class Refusal(Exception):
    """Returned by rules and policies that are asked, raised by operations that were not.

    Args:
        sentence: why not, for the person who asked.
        remedy: what they can do about it; may be empty.
        field: the form field or column it belongs to, if one.
    """

    def __init__(self, sentence: str, *, remedy: str = "", field: str | None = None) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.remedy = remedy
        self.field = field

    def __str__(self) -> str:
        return f"{self.sentence} {self.remedy}".strip()

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Refusal) and (self.sentence, self.remedy, self.field) == (
            other.sentence,
            other.remedy,
            other.field,
        )

    def __hash__(self) -> int:
        return hash((self.sentence, self.remedy, self.field))


class NotFound(Refusal):
    """What is hidden and what does not exist: one answer, so that neither can be told from the other."""

    def __init__(self) -> None:
        super().__init__("There is nothing here that you can see.")
