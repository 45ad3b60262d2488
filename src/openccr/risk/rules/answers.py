"""One answer as it is kept: the answer, the words, and where they come from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Given:
    """What was answered to one item (domain 2.4).

    Args:
        answer: key of the instrument's scale.
        note: her words or details.
        source: key of the pack's answer sources; empty where nobody said.
    """

    answer: str
    note: str = ""
    source: str = ""

    def kept(self) -> dict[str, str]:
        """As the database keeps it: what nobody said is left out."""
        row = {"answer": self.answer, "note": self.note, "source": self.source}
        return {name: said for name, said in row.items() if said}

    @staticmethod
    def read(row: Mapping[str, str]) -> Given:
        """From what the database kept; what was not said then is empty."""
        return Given(answer=row["answer"], note=row.get("note", ""), source=row.get("source", ""))


def chosen(answers: Mapping[int, Given]) -> dict[int, str]:
    """Item number → the answer's key alone, which is all that counting reads."""
    return {number: given.answer for number, given in answers.items()}
